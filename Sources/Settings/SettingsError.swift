/// A setting lies outside what its owner can work with.
package struct SettingsError: OnwardError {
    package var kind: ErrorKind { .input }
    package let setting: String?
    package let expected: String
    package let got: String?

    package init(_ setting: String, expected: String, got: some CustomStringConvertible) {
        self.setting = setting
        self.expected = expected
        self.got = got.description
    }

    /// Throws unless the condition holds.
    package static func require(
        _ condition: Bool, _ setting: String, _ expected: String,
        got: some CustomStringConvertible
    ) throws(SettingsError) {
        if !condition { throw SettingsError(setting, expected: expected, got: got) }
    }

    package var description: String { "\(setting ?? "") must be \(expected), not \(got ?? "")" }
}
