import OnwardSettings

/// What an algorithm presets a setting to, and what it did in earlier versions.
///
///     "label-strength": Preset("4", was: [Version(0, 2, 0): "1"])     4 since 0.2.0, 1 before
package struct Preset: Sendable, ExpressibleByStringLiteral {
    private let value: String?
    private let was: [Version: String?]

    /// - Parameters:
    ///   - value: nil where it no longer presets any.
    ///   - was: earlier values by the version that changed them; nil where there was none.
    package init(_ value: String?, was: [Version: String?]) {
        self.value = value
        self.was = was
    }

    package init(stringLiteral value: String) { self.init(value, was: [:]) }

    package func value(in version: Version) -> String? {
        guard let change = was.filter({ version < $0.key }).min(by: { $0.key < $1.key }) else {
            return value
        }
        return change.value
    }
}
