import Logging

/// Warnings, on standard error.
enum Log {
    private static let logger = Logger(label: "onward") { label in
        StreamLogHandler.standardError(label: label)
    }

    static func warning(_ message: String, _ detail: String) {
        logger.warning("\(message): \(detail)")
    }
}
