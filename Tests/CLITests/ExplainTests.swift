import Foundation
import OnwardTestSupport
import Testing

@Suite("Explaining one sample", .serialized, .onOwnThread)
struct ExplainTests {
    private let program: Program

    init() throws {
        program = try Program()
        try ToyData().write(to: program.folder.appending(path: "data"))
    }

    @Test("An image of a data set is told block by block, in text, JSON and a picture")
    func explainsImages() throws {
        #expect(try program.train("--algorithm", "ff", "--epochs", "1").status == 0)
        let told = try program.run("explain", "runs/data-ff-1", "1", "--output", "map.png")
        #expect(told.status == 0 && told.output.contains("block 2 votes "), "\(told)")
        #expect(told.output.contains("goodness with every label"))
        #expect(try program.data(of: "map.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
        let line = try program.run("explain", "runs/data-ff-1", "1", "--json").output
        let fields = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect((fields["goodness"] as? [[Double]])?.count == 2 && fields["truth"] is String)
        let maps = try #require(fields["occlusion"] as? [String: Any])
        let pixels = try #require(maps["pixels"] as? [Int])
        #expect(
            (maps["blocks"] as? [[Double]])?.map(\.count)
                == .init(
                    repeating: pixels[0] * pixels[1], count: 2))
    }

    @Test("A row of a file is told column by column")
    func explainsRows() throws {
        let rows = (0..<40).map { "\($0 % 2),\($0),\($0 % 2 == 0 ? "even" : "odd")" }
        let text = "last bit,number,kind\n" + rows.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: program.folder.appending(path: "bits.csv"))
        let trained = try program.run(
            "train", "--data", "bits.csv", "--label-column", "kind", "--network", "16", "--threads",
            "1")
        #expect(trained.status == 0, "\(trained)")
        let several = try program.run("explain", "runs/bits-mf-1", "bits.csv")
        #expect(several.status == 1 && several.errors.contains("bits.csv:0"), "\(several)")
        let told = try program.run("explain", "runs/bits-mf-1", "bits.csv:3")
        #expect(told.status == 0 && told.output.contains("odd"), "\(told)")
        let first = told.lines.first { $0.contains("last bit") || $0.contains("number") }
        #expect(first?.contains("last bit") == true, "\(told)")
        let drawn = try program.run("explain", "runs/bits-mf-1", "bits.csv:3", "--output", "no.png")
        #expect(drawn.status == 64 && drawn.errors.contains("images"), "\(drawn)")
        let missing = try program.run("explain", "runs/bits-mf-1", "900")
        #expect(missing.status == 64 && missing.errors.contains("no sample 900"), "\(missing)")
    }

    @Test("Predictions name the truth where it is another, and count")
    func marksMistakes() throws {
        #expect(try program.train("--epochs", "1").status == 0)
        let told = try program.run("predict", "runs/data-mf-1")
        let last = try #require(told.lines.last)
        let counted = try #require(last.firstMatch(of: /(\d+) samples, (\d+) right/))
        #expect(told.lines.count - 1 == Int(counted.1))
        #expect(
            told.lines.count { $0.contains("✗ is ") } == (Int(counted.1) ?? 0)
                - (Int(counted.2) ?? 0))
    }
}
