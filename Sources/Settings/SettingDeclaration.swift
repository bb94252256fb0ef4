/// What a declaration says, for whoever does not know the owner's type.
public struct SettingDeclaration: Sendable {
    package let key: String
    package let kind: SettingKind
    package let help: String
    /// The heading that it stands under.
    package let group: String
    /// Nil where nothing is the default.
    package let `default`: String?
    /// The default as a reader is told it.
    package let shownDefault: String?
    private let was: [Version: String]
    /// What its random numbers are keyed by in a search; nil where it is not searched for.
    package let searchPlace: Int?
    package let isLogarithmic: Bool

    init<Owner>(_ setting: Setting<Owner>, default text: String?, group: String) {
        key = setting.key
        kind = setting.kind
        help = setting.help
        self.group = group
        self.default = text
        shownDefault = setting.usually ?? (setting.kind == .flag ? nil : text)
        was = setting.was
        searchPlace = setting.search?.place
        isLogarithmic = setting.search?.isLogarithmic ?? false
    }

    /// A choice among types, each of which has settings of its own.
    package init(
        choice key: String, among names: [String], default name: String?, group: String,
        shownDefault: String? = nil, help: String
    ) {
        self.key = key
        kind = .choice(names)
        self.help = help
        self.group = group
        self.default = name
        self.shownDefault = shownDefault ?? name
        (was, searchPlace, isLogarithmic) = ([:], nil, false)
    }

    /// Defaults that it no longer has, each with the version that changed it.
    package var earlierDefaults: [(Version, String)] {
        was.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    /// The default in a version.
    package func `default`(in version: Version) -> String? {
        was.filter { version < $0.key }.min { $0.key < $1.key }?.value ?? self.default
    }
}
