import Foundation
import OnwardSettings

/// A form of files that a user's own data set can have.
package protocol DataFormat: Sendable {
    /// What it is, for messages, such as `a CSV or TSV file`.
    static var summary: String { get }
    /// The settings that it takes.
    static var settings: [SettingDeclaration] { get }
    /// Whether a file or folder is meant to be of this form, judged by names alone.
    static func accepts(_ url: URL) -> Bool
    /// Reads it.
    static func load(_ url: URL, _ request: DataRequest) throws -> Dataset
}

extension DataFormat {
    package static var settings: [SettingDeclaration] { [] }
}
