import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

/// Ten rows: a number, a colour and a label.
private let plain: String = {
    var text = "size,colour,label\n"
    for row in 0..<10 {
        let (colour, label) = (row % 3 == 0 ? "red" : "blue", row % 2 == 0 ? "even" : "odd")
        text += "\(row),\(colour),\(label)\n"
    }
    return text
}()

@Suite("Tables")
struct TableTests {
    @Test("Numbers are standardized by the training rows alone, and texts become levels")
    func prepares() throws {
        let data = try loadTable(plain)
        #expect(data.classes == ["even", "odd"] && data.shape == Shape(3))
        #expect(data.train.count == 8 && data.test.count == 2)
        let train = data.train.numbers
        var (sum, squares): (Double, Double) = (0, 0)
        for row in train {
            sum += Double(row[0])
            squares += Double(row[0]) * Double(row[0])
        }
        #expect(abs(sum) < 1e-5 && abs(squares - 8) < 1e-4)
        let levels: Set<[Float]> = Set(train.map { Array($0.dropFirst()) })
        #expect(levels == [[1, 0], [0, 1]])
        #expect(data.test.allLabels.sorted() == [0, 1])
    }

    @Test(
        "The same table in other writing is the same data",
        arguments: [
            plain.replacingOccurrences(of: "\n", with: "\r\n"),
            plain.replacingOccurrences(of: "\n", with: "\r"),
            "\u{FEFF}" + plain,
            plain.replacingOccurrences(of: ",", with: ";"),
            plain.replacingOccurrences(of: ",", with: "\t"),
            plain.replacingOccurrences(of: ",", with: " , "),
            plain.replacingOccurrences(of: "red", with: "\"red\""),
            String(plain.dropLast()), plain + "\n\n",
        ])
    func readsOtherWriting(text: String) throws {
        let (data, other) = (try loadTable(plain), try loadTable(text))
        #expect(data.train.numbers == other.train.numbers)
        #expect(data.classes == other.classes)
        #expect(data.preparation as? TablePreparation == other.preparation as? TablePreparation)
    }

    @Test("Marks hold separators, line ends and doubled marks")
    func readsMarks() throws {
        let text = plain.replacingOccurrences(of: "red", with: "\"r,e\r\n\"\"d\"\"\"")
        let preparation = try loadTable(text).preparation as? TablePreparation
        #expect(preparation?.features[1].kind == .categories(["blue", "r,e\r\n\"d\""]))
    }

    @Test("Without a header columns go by numbers, and compressed tables are read too")
    func readsNumberedColumns() throws {
        let rows = plain.split(separator: "\n").dropFirst().joined(separator: "\n")
        let data = try loadTable(gzip(Array(rows.utf8)), name: "rows.csv.gz", label: "3")
        #expect(data.name == "rows" && data.shape == Shape(3) && data.train.count == 8)
        #expect(data.findings[0].contains("10 rows, no header"))
        let left = try loadTable(rows, label: "3", ["ignore-columns": "2"])
        #expect(left.shape == Shape(1))
    }

    @Test("What is missing is the mean of a number's training rows, and a level of a text's")
    func fillsMissing() throws {
        let text = plain.replacingOccurrences(of: "4,blue", with: "NA,?")
        let data = try loadTable(text, ["test-share": "0.2"], seed: 2)
        let all = data.train.numbers + data.test.numbers
        let preparation = data.preparation as? TablePreparation
        let isKnown = preparation?.features[1].kind == .categories(["", "blue", "red"])
        #expect(all.contains { $0[0] == 0 && (!isKnown || $0[1] == 1) })
        #expect(data.findings.contains { $0.contains("size 1, colour 1") })
    }

    @Test("Findings name what is constant and what has another value in every row")
    func reports() throws {
        var text = ""
        for (line, row) in plain.split(separator: "\n").enumerated() {
            text += line == 0 ? "id,same,\(row)\n" : "c\(line),7,\(row)\n"
        }
        let findings = try loadTable(text).findings.joined(separator: "\n")
        #expect(findings.contains("constant: same\n"))
        #expect(findings.contains("(an identifier? see `ignore-columns`): id, size\n"))
        #expect(findings.contains("classes: even 5, odd 5"))
        #expect(findings.contains("8 rows to train on, 2 to test with"))
        for sample in try loadTable(text, ["ignore-columns": "id"]).train.numbers {
            #expect(sample[0] == 0)
        }
    }

    @Test("A group stays in one part, and is no feature")
    func keepsGroups() throws {
        var text = "who,x,label\n"
        for row in 0..<60 { text += "p\(row / 4),\(row * 37 % 11),\(row / 4 % 2)\n" }
        for seed in 1...10 as ClosedRange<UInt64> {
            let data = try loadTable(text, ["group-column": "who"], seed: seed)
            #expect(data.shape == Shape(1))
            let (train, test) = (Set(data.train.allGroups ?? []), Set(data.test.allGroups ?? []))
            #expect(train.isDisjoint(with: test) && !test.isEmpty && train.count + test.count == 15)
            let (learned, held) = try data.train.holdOut(0.2, classes: 2, seed: seed)
            #expect(
                Set(learned.allGroups ?? []).isDisjoint(with: held.allGroups ?? [])
                    && held.count > 0)
        }
    }

    @Test("A third table validates, however parts are written; beside a single other one it tests")
    func validates() throws {
        let folder = try TemporaryFolder()
        let url = URL(fileURLWithPath: folder.url.path, isDirectory: true)
        func write(_ name: String, _ count: Int) throws {
            let rows = (0..<count).map { "\($0),\($0 % 2 == 0 ? "even" : "odd")\n" }
            try folder.write(Array(("size,label\n" + rows.joined()).utf8), to: name)
        }
        func counts() throws -> [Int?] {
            let request = DataRequest(settings: ["label-column": "label"])
            let data = try TableFile.load(url, request)
            return [data.train.count, data.validation?.count, data.test.count]
        }
        try write("Train.CSV", 8)
        try write("validation.csv", 4)
        #expect(try counts() == [8, nil, 4])
        try write("test.csv", 6)
        #expect(TableFile.accepts(url))
        #expect(try counts() == [8, 4, 6])
    }

    @Test("A folder with train.csv and test.csv keeps its parts")
    func readsFolder() throws {
        let folder = try TemporaryFolder()
        let test = "size,colour,label\n100,green,odd\n"
        try folder.write(Array(plain.utf8), to: "train.csv")
        try folder.write(Array(test.utf8), to: "test.csv")
        #expect(TableFile.accepts(URL(fileURLWithPath: folder.url.path, isDirectory: true)))
        let request = DataRequest(settings: ["label-column": "label"])
        let url = URL(fileURLWithPath: folder.url.path, isDirectory: true)
        let data = try TableFile.load(url, request)
        #expect(data.train.count == 10 && data.test.count == 1)
        #expect(data.test.numbers[0].suffix(2) == [0, 0])
        try folder.write(Array("size,label\n1,odd\n".utf8), to: "test.csv")
        #expect(throws: FileError.self) { try TableFile.load(url, request) }
    }

    @Test(
        "A table that cannot be read says where and why",
        arguments: [
            ("", "empty file"), ("a,label\n", "no rows below the header"),
            ("a,label\n1,x\n2,y,3\n", "line 3: expected 2 fields as in the first row, got 3"),
            ("a,label\n1,x\n\n2,y\n", "line 3: expected 2 fields, got an empty line"),
            ("a,label\n1,x\n2,x\n3,x\n", "got x in all 3 rows"),
            ("a,label\n1,x\n2,\"y\n", "line 3: expected a quotation mark that closes field 2"),
            ("a,label\n1,x\n2,y\"z\n", "line 3: expected a field wholly in quotation marks"),
            ("a,label\n1,x\n2,\"y\"z\n", "line 3: expected a field wholly in quotation marks"),
            (
                "a,label\n1,x\n1e400,y\n1,x\n1,y\n",
                "line 3: expected a finite number in a, got 1e400"
            ),
            ("a,label\n1,x\n-inf,y\n1,x\n1,y\n", "line 3: expected a finite number in a, got -inf"),
            ("a,label\n1,x\n2,y\n3,x\noops,y\n", "line 5: expected a number in a, as in 3 rows"),
            ("a,label\n1,x\n2,\n3,x\n4,y\n", "line 3: expected a class in label, got nothing"),
            ("a,lable\n1,x\n2,y\n", "did you mean lable?"),
            ("a,a,label\n1,2,x\n", "\"a\" twice"),
            ("label\nx\ny\n", "no other column"),
            ("a,label\n1,x\n2,y\n", "expected rows to train on and rows to test with, got 2 rows"),
            ("a,label\n1,1\n2,2\n3,3\n4,4\n5,5\n", "got 5 different values in 5 rows"),
        ])
    func refuses(text: String, says: String) throws {
        let error = #expect(throws: FileError.self) { try loadTable(text) }
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "none")")
    }

    @Test("Bytes that are no UTF-8, and UTF-16, are refused")
    func refusesEncodings() throws {
        let latin = Array("a,label\nred,x\nbl".utf8) + [0xe9] + Array(",y\n".utf8)
        let error = #expect(throws: FileError.self) { try loadTable(latin) }
        #expect(error?.description.contains("line 3: expected text in UTF-8 in field 1") == true)
        let wide = #expect(throws: FileError.self) { try loadTable([0xff, 0xfe, 0x61, 0]) }
        #expect(wide?.got == "UTF-16")
    }

    @Test("A column of too many texts is refused, and one of numbers can be made categories")
    func limitsLevels() throws {
        var many = "t,label\n"
        for row in 0..<300 { many += "w\(row),\(row % 2)\n" }
        let error = #expect(throws: FileError.self) { try loadTable(many) }
        #expect(error?.remedy?.contains("`ignore-columns`") == true)
        var codes = "code,label\n"
        for row in 0..<30 { codes += "\(row % 3),\(row % 2)\n" }
        #expect(try loadTable(codes, ["categorical-columns": "code"]).shape == Shape(3))
        #expect(try loadTable(codes).shape == Shape(1))
    }

    @Test("Class names sort as numbers where they are numbers")
    func sortsClasses() throws {
        var text = "x,label\n"
        for row in 0..<40 { text += "\(row),\([10, 9, 2][row % 3])\n" }
        #expect(try loadTable(text).classes == ["2", "9", "10"])
    }

    @Test("A settings that tables have not, and a share outside 0…1, are refused")
    func refusesSettings() throws {
        #expect(throws: SettingsError.self) { try loadTable(plain, ["test-share": "1"]) }
        let request = DataRequest(settings: ["image-size": "28"])
        #expect(throws: SettingsError.self) {
            try request.settings.check(known: TableFile.settings, for: "a table")
        }
    }
}
