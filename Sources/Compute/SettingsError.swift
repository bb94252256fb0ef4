/// A setting lies outside what its owner can work with.
public struct SettingsError: Error, CustomStringConvertible {
    public let setting: String
    public let expected: String
    public let got: String

    public init(_ setting: String, expected: String, got: some CustomStringConvertible) {
        self.setting = setting
        self.expected = expected
        self.got = got.description
    }

    /// Throws unless the condition holds.
    public static func require(
        _ condition: Bool, _ setting: String, _ expected: String,
        got: some CustomStringConvertible
    ) throws(SettingsError) {
        if !condition { throw SettingsError(setting, expected: expected, got: got) }
    }

    public var description: String { "\(setting) must be \(expected), not \(got)" }
}
