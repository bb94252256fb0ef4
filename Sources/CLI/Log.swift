import Logging
import OnwardData

/// Warnings, on standard error.
enum Log {
    private static let logger = Logger(label: "onward") { label in
        StreamLogHandler.standardError(label: label)
    }

    static func warning(_ message: String, _ detail: String) {
        logger.warning("\(message): \(detail)")
    }

    /// Says what the user should know of the samples.
    static func notes(on prepared: PreparedSamples, from path: String) -> PreparedSamples {
        for note in prepared.notes { warning(path, note) }
        return prepared
    }
}
