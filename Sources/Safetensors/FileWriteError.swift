/// A file could not be written; what stood at its path before is unchanged.
package struct FileWriteError: Error, Sendable, Equatable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "cannot write \(path): \(reason)" }
}
