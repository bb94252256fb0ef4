import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

@Suite("A table's header and labels")
struct TableLabelTests {
    @Test(
        "A label column given by its number says nothing about a header; the columns' types do",
        arguments: [
            ("1,0.5,7\n2,0.25,8\n1,1.5,9\n2,2.5,7\n", "1", false, "is a number as those below"),
            ("3,x,7\n2,y,8\n3,x,9\n2,y,7\n", "1", false, "is a number as those below"),
            ("kind,a,b\n1,2,3\n2,3,4\n1,4,5\n2,5,6\n", "1", true, "kind stands above numbers"),
            ("a,b,kind\n1,2,x\n2,3,y\n3,4,x\n4,5,y\n", "3", true, "a stands above numbers"),
            ("p,x\ne,y\np,y\ne,x\np,x\n", "1", false, "p in the first line comes again below"),
            ("cap,odor\ne,y\np,y\ne,x\np,x\n", "1", true, "nothing in the first line"),
            ("a,b,kind\n$1,u,x\n$2,u,y\n$3,v,x\n$4,v,y\n", "3", true, "a stands above numbers"),
            (
                "when,kind\n2024-01-01,x\n2024-01-02,y\n2024-01-03,x\n2024-01-04,y\n", "2", true,
                "when"
            ),
            (
                "0,1,label\n5,6,x\n7,8,y\n9,1,x\n2,3,y\n", "label", true,
                "label is in the first line"
            ),
            ("NA,2,x\n2,3,y\n3,4,x\n4,5,y\n", "3", false, "2 in the first line"),
        ])
    func decidesHeaders(text: String, label: String, hasHeader: Bool, says: String) throws {
        let data = try loadTable(text, label: label, ["test-share": "0.5"])
        let preparation = try #require(data.preparation as? TablePreparation)
        #expect(preparation.hasHeader == hasHeader)
        let rows = data.train.count + data.test.count
        #expect(rows == text.split(separator: "\n").count - (hasHeader ? 1 : 0))
        #expect(data.findings[0].contains(says), "\(data.findings[0])")
    }

    @Test("A first line that is half names and half numbers is asked about")
    func asksAboutHeaders() throws {
        let text = "kind,7,8\n1,2,3\n2,3,4\n1,4,5\n2,5,6\n"
        let error = #expect(throws: FileError.self) { try loadTable(text, label: "1") }
        #expect(error?.remedy == "set `header` to true or false")
        #expect(
            try loadTable(text, label: "1", ["header": "true", "test-share": "0.5"]).classes == [
                "1", "2",
            ])
    }

    @Test("Numbers that are equal are one class, in both files and in files shown later")
    func joinsNumbers() throws {
        let train = "x,label\n1,0\n2,1\n3,2\n4,0\n5,1\n6,2\n"
        let data = try loadTables(train: train, test: "x,label\n1,0.0\n2,1.00\n3,2e0\n4,+0\n")
        #expect(data.classes == ["0", "1", "2"] && data.test.allLabels == [0, 1, 2, 0])
        #expect(
            data.findings.contains { $0.contains("equal numbers are one class: \"+0\" and \"0\"") })
        let preparation = try #require(data.preparation)
        let folder = try TemporaryFolder()
        let url = try folder.write(Array("x,label\n1,2.0\n2,-0.0\n3,10e-1\n".utf8), to: "new.csv")
        let later = try preparation.samples(at: url, classes: data.classes)
        #expect(later.samples.allLabels == [2, 0, 1])
        // Written with decimals alone, they keep their names.
        let same = try loadTables(
            train: train.replacing("0\n", with: "0.0\n"), test: "x,label\n1,0\n2,1\n")
        #expect(same.classes == ["0", "1", "2"])
        let long = ["12345678901234567890", "12345678901234567891"]
        let text = "x,label\n" + (0..<8).map { "\($0),\(long[$0 % 2])\n" }.joined()
        #expect(try loadTable(text).classes == long)
    }

    @Test("A class that rows to test with alone have is named")
    func refusesUnknownClasses() throws {
        let train = "x,label\n1,0\n2,1\n3,0\n4,1\n"
        let error = #expect(throws: FileError.self) {
            try loadTables(train: train, test: "x,label\n1,0\n2,7\n3,7\n")
        }
        #expect(error?.got == "\"7\" in 2 rows to test with")
    }

    @Test("Names that differ by case or blanks alone are said, of classes and of texts")
    func comparesNames() throws {
        var text = "colour,label\n"
        for row in 0..<24 {
            let colour = ["red", "Red", "blue"][row % 3]
            text += "\(colour),\(["Setosa", "setosa", "virgin ica", "virginica"][row % 4])\n"
        }
        let findings = try loadTable(text).findings.joined(separator: "\n")
        #expect(findings.contains("warning: classes that differ by case or blanks alone: "))
        #expect(findings.contains("\"Setosa\" and \"setosa\"; \"virgin ica\" and \"virginica\""))
        #expect(findings.contains("blanks alone: colour \"Red\" and \"red\""))
    }

    @Test("A label with many numbers is told to be a quantity, and many inputs are named")
    func warns() throws {
        var text = "x,town,label\n"
        for row in 0..<240 { text += "\(row % 7),town \(row % 60),\(17 + row % 30)\n" }
        let findings = try loadTable(text).findings.joined(separator: "\n")
        #expect(findings.contains("label: numbers from 17 to 46 look like a quantity"))
        #expect(findings.contains("more than 50 inputs each (see `ignore-columns`): town 60"))
        let prices = "x,label\n" + (0..<60).map { "\($0 % 7),\($0).5\n" }.joined()
        let error = try fault(prices)
        #expect(error?.contains("look like a quantity") == true, "\(error ?? "nothing")")
    }
}
