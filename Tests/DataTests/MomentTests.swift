import Foundation
import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

@Suite("Dates and times")
struct MomentTests {
    private func parts(_ text: String) -> [Double]? { Moment(Array(text.utf8)[...])?.parts }

    @Test(
        "They become year, month, day of year, weekday and seconds of day",
        arguments: [
            ("2024-01-31", [2024, 1, 31, 3]), ("2024/12/31", [2024, 12, 366, 2]),
            ("1900-03-01", [1900, 3, 60, 4]), ("0001-01-01", [1, 1, 1, 1]),
            ("2023-07-09T23:59:59", [2023, 7, 190, 7, 86399]),
            ("2023-07-09 00:00:00.25", [2023, 7, 190, 7, 0.25]),
            ("2024-01-01T00:30:00+01:00", [2023, 12, 365, 7, 84600]),
            ("2023-12-31T23:30:00-0100", [2024, 1, 1, 1, 1800]),
            ("2023-12-31 23:30Z", [2023, 12, 365, 7, 84600]),
            ("12:34", [45240]), ("9:05:06,5", [32706.5]),
        ])
    func reads(text: String, numbers: [Double]) { #expect(parts(text) == numbers) }

    @Test(
        "What is no moment is none",
        arguments: [
            "2024-02-30", "2023-02-29", "2024-13-01", "2024-1-1", "24:00", "12:60", "12:3",
            "20240131",
            "2024-01-31T", "2024-01-31x", "2024-01-31T12:00:00+", "2024-01/31", "12:34Z", "",
            "2024-01-31T12:00:00.", "1:2:3", "2024-01-31T12:00+1:00",
        ])
    func refuses(text: String) { #expect(parts(text) == nil) }

    @Test("Every day of four centuries is the calendar's")
    func followsCalendar() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        var others: [String] = []
        for day in stride(from: -60_000, to: 90_000, by: 17) {
            let date = Date(timeIntervalSince1970: Double(day) * 86400)
            let found = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
            let (year, month, inMonth) = (found.year ?? 0, found.month ?? 0, found.day ?? 0)
            let text = String(format: "%04d-%02d-%02d", year, month, inMonth)
            let dayOfYear = calendar.ordinality(of: .day, in: .year, for: date) ?? 0
            // There Sunday is 1, and here 7.
            let weekday = ((found.weekday ?? 0) + 5) % 7 + 1
            if parts(text) != [year, month, dayOfYear, weekday].map(Double.init) {
                others.append(text)
            }
        }
        #expect(others.isEmpty)
    }

    @Test("Columns of them are numbers, one for each part, in new rows too")
    func loads() throws {
        var text = "when,at,label\n"
        for row in 0..<20 {
            text += "2024-0\(row % 9 + 1)-1\(row % 10),\(row % 24):30,\(row % 2 == 0 ? "a" : "b")\n"
        }
        let data = try loadTable(text)
        #expect(data.shape.count == 5)
        #expect(
            data.findings.contains {
                $0.contains("dates such as 2024-01-31, as year, month, day of year, weekday: when")
            })
        #expect(
            data.findings.contains { $0.hasSuffix("seconds of day: at") || $0.hasSuffix(": at") })
        let preparation = try #require(data.preparation as? TablePreparation)
        let coded = try JSONEncoder().encode(preparation)
        #expect(try JSONDecoder().decode(TablePreparation.self, from: coded) == preparation)
        let row = try preparation.numbers(of: [["when": "2024-01-10", "at": "0:30"]])
        let lacking = try preparation.numbers(of: [["when": "", "at": "0:30"]])
        #expect(row[0].count == 5 && lacking[0].prefix(4) == [0, 0, 0, 0])
        let error = #expect(throws: FileError.self) {
            try preparation.numbers(of: [["when": "10.1.2024", "at": "0:30"]])
        }
        #expect(error?.expected == "dates such as 2024-01-31 in when")
    }

    @Test("A date alone is its midnight among dates with times, and zones are all or none")
    func mixes() throws {
        let data = try loadTable(
            table(["2024-01-31", "2024-01-31 12:00", "2024-02-01T01:00", "2024-02-02"]),
            ["test-share": "0.5"])
        #expect(data.shape.count == 5)
        let found = try fault(
            table(["2024-01-31T10:00Z", "2024-01-31T12:00", "2024-02-01T01:00Z", "2024-02-02"]))
        #expect(found?.contains("numbers of one writing in x") == true)
    }
}
