import Foundation
import OnwardData
import OnwardSettings

/// The classes that labels name. Numbers that are equal, such as 1 and 1.0, name one class.
struct TableClasses {
    /// In numeric order where all are numbers, by the alphabet otherwise.
    let names: [String]
    /// Per row.
    let numbers: [Int32]
    /// Texts that differ and are one class.
    let merged: [[String]]

    /// Classes as the labels name them.
    init(_ labels: LabelTexts) {
        var groups: [String: [String]] = [:]
        for text in labels.texts { groups[EqualNumbers.key(text), default: []].append(text) }
        let names = groups.mapValues { texts in
            texts.min { ($0.count, $0) < ($1.count, $1) } ?? ""
        }
        let order = TableClasses.sorted(Array(names.values))
        let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, Int32($0)) })
        let byText = labels.texts.map { text in
            names[EqualNumbers.key(text)].flatMap { places[$0] } ?? 0
        }
        self.names = order
        numbers = labels.numbers.map { byText[Int($0)] }
        merged = groups.values.filter { $0.count > 1 }.map { $0.sorted() }
            .sorted { $0[0] < $1[0] }
    }

    /// Labels as the classes of a network.
    ///
    /// - Throws: `FileError` where one is none of them.
    init(_ labels: LabelTexts, known: [String]) throws(FileError) {
        var byText: [Int32] = []
        for (text, place) in zip(labels.texts, labels.places) {
            let key = EqualNumbers.key(text)
            guard
                let number = known.firstIndex(of: text)
                    ?? known.firstIndex(where: { EqualNumbers.key($0) == key })
            else {
                throw place.block.error(
                    RowFault(
                        line: place.line,
                        expected: "one of the model's classes \(ColumnFinder.list(known))",
                        got: "\"\(text)\"",
                        remedy: "correct the label, or give rows of these classes"))
            }
            byText.append(Int32(number))
        }
        names = known
        numbers = labels.numbers.map { byText[Int($0)] }
        merged = []
    }

    static func areNumbers(_ names: [String]) -> Bool { names.allSatisfy { Double($0) != nil } }

    private static func sorted(_ names: [String]) -> [String] {
        let areNumbers = areNumbers(names)
        return names.sorted { first, second in
            guard areNumbers, let a = Double(first), let b = Double(second), a != b else {
                return first < second
            }
            return a < b
        }
    }
}

/// Tells whether texts are the same number.
enum EqualNumbers {
    /// The same for texts that are equal plain numbers, however long; any other text itself.
    static func key(_ text: String) -> String {
        var rest = Substring(text)
        let isNegative = rest.first == "-"
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        let whole = rest.prefix(while: \.isDecimal)
        rest = rest.dropFirst(whole.count)
        let hasPoint = rest.first == "."
        let decimals = hasPoint ? rest.dropFirst().prefix(while: \.isDecimal) : ""
        rest = rest.dropFirst(hasPoint ? decimals.count + 1 : 0)
        guard !whole.isEmpty || !decimals.isEmpty else { return text }
        var power = -decimals.count
        if let letter = rest.first {
            guard letter == "e" || letter == "E", let exponent = Int(rest.dropFirst()) else {
                return text
            }
            let (sum, overflows) = power.addingReportingOverflow(exponent)
            guard !overflows else { return text }
            power = sum
        }
        var digits = (whole + decimals).drop { $0 == "0" }
        guard !digits.isEmpty else { return "number 0" }
        while digits.last == "0" {
            digits.removeLast()
            power += 1
        }
        return "number \(isNegative ? "-" : "")\(digits)e\(power)"
    }
}

extension Character {
    fileprivate var isDecimal: Bool { isASCII && isWholeNumber }
}
