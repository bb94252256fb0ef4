/// A version of Onward, as files name the one that wrote them: `0.2.0`.
package struct Version: Sendable, Hashable, Comparable, CustomStringConvertible {
    private let numbers: [Int]

    /// Nil where the text is not three whole numbers with points between.
    package init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3, numbers.allSatisfy({ $0 ?? -1 >= 0 }) else { return nil }
        self.numbers = numbers.compactMap { $0 }
    }

    package init(_ major: Int, _ minor: Int, _ patch: Int) { numbers = [major, minor, patch] }

    /// This one.
    package static let current = Version(0, 2, 0)
    /// The first that wrote files. Its recipes did not say so.
    package static let first = Version(0, 1, 0)

    package var description: String { numbers.map(String.init).joined(separator: ".") }

    package static func < (first: Version, second: Version) -> Bool {
        first.numbers.lexicographicallyPrecedes(second.numbers)
    }
}
