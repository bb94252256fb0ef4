import OnwardSettings

/// What an algorithm presets a setting to, what its author has, and what it was in earlier versions.
///
///     "label-strength": Preset("4", was: [Version(0, 2, 0): "1"])     4 since 0.2.0, 1 before
package struct Preset: Sendable, ExpressibleByStringLiteral {
    private let value: String?
    private let paper: String?
    private let was: [Version: String?]

    /// - Parameters:
    ///   - value: nil where it no longer presets any.
    ///   - paper: what it is where the author's settings are asked for; nil for the same.
    ///   - was: earlier values by the version that changed them; nil where there was none.
    package init(_ value: String?, paper: String? = nil, was: [Version: String?]) {
        self.value = value
        self.paper = paper
        self.was = was
    }

    package init(stringLiteral value: String) { self.init(value, was: [:]) }

    package func value(in version: Version, asInPaper: Bool = false) -> String? {
        if asInPaper, let paper { return paper }
        guard let change = was.filter({ version < $0.key }).min(by: { $0.key < $1.key }) else {
            return value
        }
        return change.value
    }
}
