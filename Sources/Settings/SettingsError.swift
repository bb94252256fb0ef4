/// A setting lies outside what its owner can work with.
public struct SettingsError: OnwardError {
    public var kind: ErrorKind { .input }
    public var subject: String { key }
    public var setting: String? { key }
    private let key: String
    public let expected: String
    public let got: String?
    public let remedy: String?

    /// - Parameter setting: its key, as recipes write it.
    public init(
        _ setting: String, expected: String, got: some CustomStringConvertible,
        remedy: String? = nil
    ) {
        key = setting
        self.expected = expected
        self.got = got.description
        self.remedy = remedy
    }

    /// Throws unless the condition holds.
    public static func require(
        _ condition: Bool, _ setting: String, _ expected: String,
        got: some CustomStringConvertible
    ) throws(SettingsError) {
        if !condition { throw SettingsError(setting, expected: expected, got: got) }
    }
}
