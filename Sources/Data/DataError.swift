import Foundation

/// Data that could not be found, read or fetched: where, what was expected, what came instead and
/// what to do about it.
package struct DataError: Error, Equatable, CustomStringConvertible, LocalizedError {
    /// What went wrong, for programs that act on it.
    package enum Kind: Sendable {
        /// A file or data set is not there.
        case missing
        /// The system refuses to read or write.
        case inaccessible
        /// A file's content contradicts its format.
        case damaged
        /// Files that belong together contradict each other.
        case inconsistent
        /// No answer from the server, or only a part of one.
        case unreachable
        /// The server answered with something else than the file.
        case refused
        /// A file arrived whole, but is not the one that was published.
        case wrongChecksum
        /// Something stands already where new files were to go.
        case occupied
    }

    package let kind: Kind
    /// The file, folder, data set or address.
    package let place: String
    package let expected: String
    package let found: String
    package let advice: String

    package init(_ kind: Kind, at place: String, expected: String, found: String, advice: String) {
        self.kind = kind
        self.place = place
        self.expected = expected
        self.found = found
        self.advice = advice
    }

    package init(_ kind: Kind, at url: URL, expected: String, found: String, advice: String) {
        self.init(
            kind, at: url.isFileURL ? url.path : url.absoluteString, expected: expected,
            found: found, advice: advice)
    }

    package var description: String { "\(place): expected \(expected), got \(found); \(advice)." }

    package var errorDescription: String? { description }
}
