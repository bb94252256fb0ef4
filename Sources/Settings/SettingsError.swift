/// A setting lies outside what its owner can work with.
package struct SettingsError: OnwardError {
    package var kind: ErrorKind { .input }
    package let setting: String?
    package let expected: String
    package let got: String?
    package let remedy: String?

    /// - Parameter setting: its key, as recipes write it.
    package init(
        _ setting: String, expected: String, got: some CustomStringConvertible,
        remedy: String? = nil
    ) {
        self.setting = setting
        self.expected = expected
        self.got = got.description
        self.remedy = remedy
    }

    /// Throws unless the condition holds.
    package static func require(
        _ condition: Bool, _ setting: String, _ expected: String,
        got: some CustomStringConvertible
    ) throws(SettingsError) {
        if !condition { throw SettingsError(setting, expected: expected, got: got) }
    }

    package var description: String {
        let advice = remedy.map { "; " + $0 } ?? ""
        return "\(setting ?? "") must be \(expected), not \(got ?? "")\(advice)"
    }
}
