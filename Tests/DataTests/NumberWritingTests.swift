import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

/// A writing of numbers, and what writes one in it.
struct Written: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var separator = ","
    /// What it takes numbers of hundredths for; whole ones where it writes no decimals.
    var isWhole = false
    let write: @Sendable (_ hundredths: Int) -> String

    /// 123456.78, with these marks.
    static func decimal(_ hundredths: Int, mark: String, groups: String = "") -> String {
        let (whole, rest) = (String(hundredths.magnitude / 100), hundredths.magnitude % 100)
        var parted = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { parted += groups }
            parted.append(digit)
        }
        let decimals = rest < 10 ? "0\(rest)" : "\(rest)"
        return (hundredths < 0 ? "-" : "") + parted + mark + decimals
    }

    static let all: [Written] = [
        Written(testDescription: "decimal commas", separator: ";") { decimal($0, mark: ",") },
        Written(testDescription: "decimal commas in quotation marks") { decimal($0, mark: ",") },
        Written(testDescription: "commas between thousands") {
            decimal($0, mark: ".", groups: ",")
        },
        Written(testDescription: "points between thousands", separator: ";") {
            decimal($0, mark: ",", groups: ".")
        },
        Written(testDescription: "spaces between thousands", separator: "\t") {
            decimal($0, mark: ",", groups: "\u{202f}")
        },
        Written(testDescription: "apostrophes between thousands") {
            decimal($0, mark: ".", groups: "’")
        },
        Written(testDescription: "dollars") {
            ($0 < 0 ? "-$" : "$") + decimal(abs($0), mark: ".", groups: ",")
        },
        Written(testDescription: "euros", separator: ";") {
            decimal($0, mark: ",", groups: ".") + " €"
        },
        Written(testDescription: "a currency's code") { "USD " + decimal($0, mark: ".") },
        Written(testDescription: "parentheses for less than zero") {
            $0 < 0 ? "(" + decimal(-$0, mark: ".") + ")" : "$" + decimal($0, mark: ".")
        },
        Written(testDescription: "percent") { decimal($0 * 100, mark: ".") + "%" },
        Written(testDescription: "Fortran's exponents") { "\($0).0D-02" },
        Written(testDescription: "Unicode's minus") {
            ($0 < 0 ? "−" : "") + decimal(abs($0), mark: ".")
        },
        Written(testDescription: "hexadecimal", isWhole: true) {
            ($0 < 0 ? "-0x" : "0x") + String($0.magnitude, radix: 16)
        },
    ]
}

@Suite("Numbers in other writings")
struct NumberWritingTests {
    @Test("Random tables in any writing come back equal", arguments: Written.all)
    func readsWritings(written: Written) throws {
        var random = SeededGenerator(seed: 3)
        for seed in 1...70 as ClosedRange<UInt64> {
            let range = [200, 9_000, 3_000_000].randomElement(using: &random) ?? 0
            var values = (0..<12).map { _ in Int.random(in: -range...range, using: &random) }
            // Whatever is drawn, some are large and some below zero.
            (values[0], values[1]) = (123_456_705, -5)
            let plain = table(
                values.map { written.isWhole ? "\($0)" : Written.decimal($0, mark: ".") })
            let text = table(values.map(written.write), separator: written.separator)
            let name = written.separator == "\t" ? "table.tsv" : "table.csv"
            let (expected, found) = (
                try loadTable(plain, seed: seed), try loadTable(text, name: name, seed: seed)
            )
            #expect(expected.train.numbers == found.train.numbers)
            #expect(expected.train.allContents == found.train.allContents)
            #expect(expected.test.allLabels == found.test.allLabels)
            let preparation = try #require(found.preparation as? TablePreparation)
            guard case .written = preparation.features[0].kind else {
                Issue.record("\(preparation.features[0].kind)")
                return
            }
        }
    }

    @Test("A number is rounded once, however long it is")
    func roundsOnce() {
        var random = SeededGenerator(seed: 5)
        var others: [String] = []
        for turn in 0..<40_000 {
            let digits = String(UInt64.random(in: 0...(.max >> UInt64(turn % 60)), using: &random))
            let point = Int.random(in: 0...digits.count, using: &random)
            var text = String(digits.prefix(point)) + "." + digits.dropFirst(point)
            if turn % 4 == 0 { text = digits }
            if turn % 5 == 0 { text += "e\(Int.random(in: -330...330, using: &random))" }
            if turn % 3 == 0 { text = "-" + text }
            let bytes = Array(("xxxx" + text).utf8)
            let field = FieldBlock.Field(start: 4, end: bytes.count)
            if PlainNumber(bytes.span, field)?.value != Double(text) { others.append(text) }
        }
        #expect(others.isEmpty)
        for text in [
            "", "-", ".", "e5", "1e", "1e+", "1.2.3", "1a", "0x1", "1_0", "--1", "1e99999999",
        ] {
            let bytes = Array(text.utf8)
            #expect(PlainNumber(bytes.span, .init(start: 0, end: bytes.count)) == nil)
        }
    }

    @Test(
        "A writing that can be read in two ways, or is none, is refused with the column and an example",
        arguments: [
            (["1,234", "5,678", "9,876", "1,111"], "table.tsv", "`decimal-mark`"),
            (["1,234", "567", "9,876", "1,111"], "table;.csv", "\"1,234\""),
            (["1.234", "567", "9.876", "1.111"], "table;.csv", "`decimal-mark`"),
            (["1.5", "2,5", "3.5", "4,5"], "table.csv", "numbers of one writing in x"),
            (["$1.5", "€2.5", "$3.5", "$4.5"], "table.csv", "\"€2.5\" on line 3"),
            (["1%", "2%", "0.5", "4%"], "table.csv", "numbers of one writing in x"),
            (["0x1f", "31", "0x2a", "0x1"], "table.csv", "numbers of one writing in x"),
            (["31/01/2024", "01/02/2024", "03/04/2024", "05/06/2024"], "table.csv", "2024-01-31"),
            (
                ["2024-01-31", "2024-02-30", "2024-03-01", "2024-03-02"], "table.csv",
                "\"2024-02-30\""
            ),
            (
                ["1,5", "2,5", "about 3", "4,5"], "table.csv",
                "line 4: expected a number in x, as in 3 rows"
            ),
            (
                ["$1e300", "$2", "$3", "$4"], "table.csv",
                "expected a finite number in x, got $1e300"
            ),
        ])
    func refuses(fields: [String], name: String, says: String) throws {
        let separator = name.hasSuffix(".tsv") ? "\t" : name.contains(";") ? ";" : ","
        let found = try fault(
            table(fields, separator: separator), name: name.replacing(";", with: ""))
        #expect(found?.contains(says) == true, "\(found ?? "nothing")")
    }

    @Test("What was refused is read by what is set, or as categories")
    func takesSettings() throws {
        let text = table(["1,234", "567", "9,876", "1,111", "2", "3"], separator: ";")
        func feature(_ settings: [String: String]) throws -> TableFeature.Kind? {
            (try loadTable(text, settings.merging(["test-share": "0.5"]) { $1 }).preparation
                as? TablePreparation)?.features[0].kind
        }
        guard
            case .written(.decimal(mark: .comma, unit: ""), let small) = try feature([
                "decimal-mark": "comma"
            ]),
            case .written(.decimal(mark: .point, unit: ""), let large) = try feature([
                "decimal-mark": "point"
            ])
        else {
            Issue.record("not read as numbers")
            return
        }
        #expect(small[0].mean < 1000 && large[0].mean > 500)
        guard case .categories = try feature(["categorical-columns": "x"]) else {
            Issue.record("no categories")
            return
        }
        let plain = table(["1.234", "567", "9.876", "1.111"])
        let thousands = try loadTable(plain, ["decimal-mark": "comma", "test-share": "0.5"])
            .preparation
        let kind = (thousands as? TablePreparation)?.features[0].kind
        guard case .written(_, let scales) = kind else {
            Issue.record("\(String(describing: kind))")
            return
        }
        #expect(scales[0].mean > 500)
    }

    @Test(
        "A plain column beside decimal commas is not taken for decimals where it may be thousands")
    func comparesColumns() throws {
        let rows = ["a;b;label", "1,5;1.234;x", "2,25;5.678;y", "3,5;9.999;x", "4,5;1.111;y"]
        let found = try fault(rows.joined(separator: "\n"))
        #expect(found?.contains("numbers in b whose marks part thousands or decimals") == true)
    }

    @Test("Percent, currency and zeros without them")
    func readsUnits() throws {
        let percent = try loadTable(table(["5%", "0", "7.5 %", "12%", "1%", "2%"]))
        guard
            case .written(.decimal(mark: .point, unit: "%"), _)? =
                (percent.preparation
                as? TablePreparation)?.features[0].kind
        else {
            Issue.record("no percentages")
            return
        }
        let money = try loadTable(table(["US$ 5", "12", "US$7.50", "-US$3", "US$-1", "US$ 2"]))
        #expect(money.findings.contains { $0.contains("numbers of US$ with a decimal point: x") })
        #expect(WrittenNumber(Array("(1,234.5)".utf8)[...])?.value(.point) == -1234.5)
        #expect(WrittenNumber(Array("12,34,567".utf8)[...])?.value(.point) == 1_234_567)
        for none in [
            "$", "12 apples", "1,23,4", "1 2", "Q1", "1-2", "1.5E", "$%5", "5$%", "1,2345,678",
        ] {
            let number = WrittenNumber(Array(none.utf8)[...])
            #expect(number?.value(.point) == nil, "\(none)")
        }
    }
}
