import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

@Suite("A table's preparation")
struct TablePreparationTests {
    private let folder: TemporaryFolder
    private let data: Dataset
    private let preparation: TablePreparation
    private static let rows: [String] = (0..<20).map { (row: Int) -> String in
        let (colour, label) = (row % 3 == 0 ? "red" : "blue", row % 2 == 0 ? "B" : "A")
        return "\(row),\(colour),note \(row),\(label)"
    }
    private static let text = "size,colour,note,label\n" + rows.joined(separator: "\n")

    init() throws {
        folder = try TemporaryFolder()
        let url = try folder.write(Array(Self.text.utf8), to: "train.csv")
        data = try TableFile.load(
            url,
            DataRequest(settings: ["label-column": "label", "ignore-columns": "note"]))
        preparation = try #require(data.preparation as? TablePreparation)
    }

    private func samples(_ text: String, classes: [String]? = nil) throws -> PreparedSamples {
        try preparation.samples(
            at: folder.write(Array(text.utf8), to: "rows.csv"), classes: classes)
    }

    private func numbers(_ samples: Samples) -> [Float] {
        let input = Matrix(rows: samples.count, columns: samples.shape.count)
        samples.gather(
            Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
            labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine())
        return input.values()
    }

    @Test("It makes of the training rows what they were")
    func repeats() throws {
        let all = try samples(Self.text, classes: data.classes)
        #expect(all.notes.isEmpty && all.samples.count == 20)
        let labels: [Int32] = (0..<20).map { (row: Int32) -> Int32 in 1 - row % 2 }
        #expect(all.samples.allLabels == labels)
        let ones: [Int32] = (0..<Int32(data.train.count)).map { $0 }
        let trained: Set<[Float]> = Set(ones.map { numbers(data.train.selecting([$0])) })
        let rows: [Int32] = (0..<20).map { $0 }
        let again: Set<[Float]> = Set(rows.map { numbers(all.samples.selecting([$0])) })
        #expect(trained.isSubset(of: again))
    }

    @Test("What the numbers of a row say of each column is what its fields were")
    func tellsFields() throws {
        let rows = try samples("size,colour,note,label\n7,red,,A\n,green,,B\n13,,,A\n").samples
        let fields = rows.numbers.map(preparation.fields)
        #expect(fields[0].map(\.column) == ["size", "colour"])
        #expect(fields[0].map(\.text) == ["7", "red"])
        // What is missing among numbers is the mean, and green was never seen.
        let mean = try #require(Double(fields[1][0].text))
        #expect(mean > 5 && mean < 14 && fields[1][1].text == "(unknown)")
        #expect(fields[2].map(\.text) == ["13", "(unknown)"])
    }

    @Test("Columns are found by their names in any order; label and unused ones may be missing")
    func findsColumns() throws {
        let straight = try samples("size,colour,note,label\n5,red,,A\n")
        let turned = try samples("colour,size\nred,5\n")
        #expect(numbers(straight.samples) == numbers(turned.samples))
        #expect(turned.samples.allLabels == [0])
    }

    @Test("It survives a model file's JSON to the bit")
    func codes() throws {
        let coded = try JSONEncoder().encode(preparation)
        #expect(try JSONDecoder().decode(TablePreparation.self, from: coded) == preparation)
    }

    @Test("Missing values and unknown texts are said")
    func notes() throws {
        let prepared = try samples("size,colour\n,red\n3,green\n")
        #expect(prepared.notes.count == 2)
        #expect(prepared.notes[0].contains("1 missing"))
        #expect(prepared.notes[1].contains("\"green\" in colour, line 3"))
        #expect(numbers(prepared.samples)[0] == 0)
        #expect(numbers(prepared.samples).suffix(2) == [0, 0])
    }

    @Test(
        "Rows that do not fit are refused with a reason",
        arguments: [
            (
                "size,color\n1,red\n",
                "expected a column colour, got none, but one that is called color"
            ),
            ("size,colour,weight\n1,red,2\n", "\"weight\" too"),
            ("1,red\n2,blue\n", "expected a first row with the columns' names"),
            ("size,colour\nbig,red\n", "line 2: expected a finite number in size, got \"big\""),
            ("size,colour\n", "expected rows, got none"),
            ("size,colour\n1,red,3\n", "line 2: expected 2 fields"),
        ])
    func refuses(text: String, says: String) throws {
        let error = #expect(throws: FileError.self) { try samples(text) }
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "none")")
    }

    @Test("To be judged, rows need a label that the model knows")
    func needsLabels() throws {
        let lacking = #expect(throws: FileError.self) {
            try samples("size,colour\n1,red\n", classes: data.classes)
        }
        #expect(lacking?.expected == "a column label with the classes")
        let strange = #expect(throws: FileError.self) {
            try samples("size,colour,label\n1,red,C\n", classes: data.classes)
        }
        #expect(strange?.expected == "one of the model's classes A, B")
    }

    @Test("Without a header columns go by number, with the label's or without")
    func numbered() throws {
        let url = try folder.write(Array(Self.rows.joined(separator: "\n").utf8), to: "plain.csv")
        let request = DataRequest(settings: ["label-column": "4", "ignore-columns": "3"])
        let plain = try #require(TableFile.load(url, request).preparation)
        func samples(_ text: String) throws -> [Float] {
            let url = try folder.write(Array(text.utf8), to: "rows.csv")
            return numbers(try plain.samples(at: url, classes: nil).samples)
        }
        #expect(try samples("5,red,x,A\n") == samples("5,red,x\n"))
        #expect(throws: FileError.self) { try samples("5,red\n") }
    }
}
