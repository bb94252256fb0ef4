import Foundation
import OnwardData
import OnwardModels

/// Warnings, on standard error, in the form of errors.
package enum Log {
    package static func warning(_ message: String) {
        // What was printed before it comes before it.
        fflush(nil)
        FileHandle.standardError.write(Data("Warning: \(message)\n".utf8))
    }

    package static func warning(_ message: String, _ detail: String) {
        warning("\(message): \(detail)")
    }

    /// Says what the user should know of the samples.
    package static func notes(on prepared: PreparedSamples, from path: String) -> PreparedSamples {
        for note in prepared.notes { warning(path, note) }
        return prepared
    }

    /// Says what the user should know of a model's file.
    package static func notes(on file: ModelFile, from path: String) -> ModelFile {
        for note in file.notes { warning(path, note) }
        return file
    }
}
