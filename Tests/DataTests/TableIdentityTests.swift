import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

@Suite("What a table's rows are known by")
struct TableIdentityTests {
    private static let rows: [String] = (0..<30).map { row in
        "\(row % 8).50,\(["red", "blue", ""][row % 3]),2024-01-\(10 + row % 20),"
            + "\(row % 2 == 0 ? "b" : "a")"
    }
    private static let text = "size,colour,day,label\n" + rows.joined(separator: "\n") + "\n"

    private func prepared(_ text: String, by data: Dataset) throws -> Samples {
        let folder = try TemporaryFolder()
        let url = try folder.write(Array(text.utf8), to: "rows.csv")
        return try #require(data.preparation).samples(at: url, classes: nil).samples
    }

    @Test("A table in place of what a model of another kind was trained on is refused")
    func otherKind() throws {
        let data = try loadTable(Self.text)
        let folder = try TemporaryFolder()
        let url = try folder.write(Array(Self.text.utf8), to: "rows.csv")
        var request = DataRequest(settings: ["label-column": "label"])
        request.known = KnownData(
            classes: data.classes, preparation: nil,
            register: SampleRegister(
                data, heldOut: Array(repeating: false, count: data.train.count)))
        #expect(throws: FileError.self) { try TableFile.load(url, request) }
    }

    @Test("Files shown later have the same contents, in another order and writing of columns")
    func staysTheSame() throws {
        let data = try loadTable(Self.text)
        let all = Set(data.train.allContents + data.test.allContents)
        let again = try prepared(Self.text, by: data)
        #expect(Set(again.allContents) == all && again.allContents.count == 30)
        var turned = "day,size,colour\n"
        for row in Self.rows {
            let fields = row.split(separator: ",", omittingEmptySubsequences: false)
            turned += "\(fields[2]),\(fields[0].dropLast())e0, \(fields[1]) \n"
        }
        #expect(try prepared(turned, by: data).allContents == again.allContents)
        let plain = try loadTable(
            Self.rows.joined(separator: "\n"), label: "4", ["header": "false"])
        #expect(Set(plain.train.allContents).isDisjoint(with: all))
    }

    @Test("A changed feature is another content, a changed label is not")
    func tellsChanges() throws {
        let data = try loadTable(Self.text)
        let before = try prepared(Self.text, by: data).allContents
        func changed(_ old: String, _ new: String) throws -> [Int] {
            let after = try prepared(
                Self.text.replacing(old, with: new, maxReplacements: 1), by: data
            )
            .allContents
            return before.indices.filter { before[$0] != after[$0] }
        }
        #expect(try changed("1.50,blue", "1.75,blue") == [1])
        #expect(try changed("1.50,blue", "1.50,red") == [1])
        #expect(try changed("1.50,blue", "1.50,purple") == [1])
        #expect(try changed("1.50,blue", ",blue") == [1])
        #expect(try changed("0.50,red", "0,red") == [0])
        #expect(try changed("2024-01-11,a", "2024-02-11,a") == [1])
        #expect(try changed(",a\n", ",b\n") == [])
        // A value that is missing is not zero, and two that change places are not the same.
        #expect(Set(before).count > 20)
    }

    @Test("A network's classes number the labels, and its preparation makes the samples")
    func usesWhatIsKnown() throws {
        let data = try loadTable(Self.text)
        let known = KnownData(
            classes: ["b", "c", "a"], preparation: data.preparation, register: nil)
        // Rows in the other order, and some more: other means, were they fitted anew.
        let more =
            "size,colour,day,label\n" + Self.rows.reversed().joined(separator: "\n")
            + "\n99,green,2024-05-05,a\n99,green,2024-05-05,b\n"
        let again = try loadTable(more, known: known)
        #expect(again.classes == ["b", "c", "a"])
        #expect(again.preparation as? TablePreparation == data.preparation as? TablePreparation)
        let before = Dictionary(
            zip(data.train.allContents, data.train.numbers),
            uniquingKeysWith: { first, _ in first })
        var compared = 0
        for (content, row) in zip(again.train.allContents, again.train.numbers) {
            guard let old = before[content] else { continue }
            #expect(old == row)
            compared += 1
        }
        #expect(compared > 10)
        #expect(Set(again.train.allLabels + again.test.allLabels) == [0, 2])
        let error = #expect(throws: FileError.self) {
            try loadTable(more + "1,red,2024-01-01,d\n", known: known)
        }
        #expect(error?.expected == "one of the model's classes b, c, a" && error?.got == "\"d\"")
    }

    @Test("Whether a known network's table has a header is not decided anew")
    func keepsTheHeader() throws {
        let text = (0..<20).map { "\($0 % 3),\($0 + 5),\($0 * $0 + 7)" }.joined(separator: "\n")
        let old = try loadTable(text, label: "0", ["header": "true"])
        let known = KnownData(
            classes: old.classes, preparation: old.preparation, register: nil)
        #expect(try loadTable(text, label: "1").findings[0].contains("20 rows, no header"))
        let again = try loadTable(text, label: "0", known: known)
        #expect(again.findings[0].contains("19 rows, header (as when the model was trained)"))
        #expect(again.train.numbers == old.train.numbers)
    }

    @Test("A missing text that no training row lacked is not said to be a mean")
    func tellsMissingTexts() throws {
        var text = "size,colour,label\n"
        for row in 0..<20 { text += "\(row),\(row % 2 == 0 ? "red" : "blue"),\(row % 2)\n" }
        let preparation = try #require(try loadTable(text).preparation)
        let folder = try TemporaryFolder()
        let url = try folder.write(Array("size,colour\n5,\n,red\n6,NA\n".utf8), to: "rows.csv")
        let notes = try preparation.samples(at: url, classes: nil).notes
        #expect(
            notes.count == 2 && notes[0].contains("1 missing values, taken as the training rows'"))
        #expect(notes[1].contains("2 missing texts, which no training row lacked"))
    }
}
