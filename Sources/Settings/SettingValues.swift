/// Settings as they were given, by key, in the words of recipes; and the version whose defaults
/// stand for those that were not.
public struct SettingValues: Sendable, Hashable {
    package var version: Version
    private var texts: [String: String]

    /// Nothing, for this version.
    package init() { self.init([:]) }

    package init(_ texts: [String: String], version: Version = .current) {
        self.texts = texts
        self.version = version
    }

    /// Nil for what was not given.
    public subscript(key: String) -> String? {
        get { texts[key] }
        set { texts[key] = newValue }
    }

    /// In alphabetical order.
    package var keys: [String] { texts.keys.sorted() }
    package var isEmpty: Bool { texts.isEmpty }

    /// The same with others in place of these.
    package func overridden(by others: SettingValues) -> SettingValues {
        SettingValues(texts.merging(others.texts) { $1 }, version: version)
    }

    /// Throws where one was given that is not among the known ones.
    package func check(
        known: [SettingDeclaration], for owner: String
    ) throws(SettingsError) {
        let known = known.map(\.key)
        guard let stray = keys.first(where: { !known.contains($0) }) else { return }
        throw SettingsError(stray, expected: "left out for \(owner)", got: self[stray] ?? "")
    }

    package mutating func remove(_ keys: some Sequence<String>) {
        for key in keys { texts[key] = nil }
    }
}

extension SettingValues: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral texts: (String, String)...) {
        self.init(Dictionary(texts) { $1 })
    }
}
