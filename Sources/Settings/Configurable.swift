/// What has settings. Each is declared once, here, and known everywhere by that.
public protocol Configurable: Sendable {
    /// With its defaults of today.
    init()

    /// In the order in which they are shown.
    static var settings: [Setting<Self>] { get }

    /// The heading that they stand under.
    static var settingsGroup: String { get }

    /// Throws where a setting is out of its range, or does not go with another.
    func validate() throws(SettingsError)
}

extension Configurable {
    /// Made from what was given. The rest are the defaults of the version that it was given for.
    package init(_ values: SettingValues) throws(SettingsError) {
        self.init()
        for setting in Self.settings {
            if let text = values[setting.key] ?? setting.earlierDefault(in: values.version) {
                try setting.set(text, in: &self)
            }
        }
    }

    public func validate() throws(SettingsError) { try validateRanges() }

    /// Throws where a setting alone is out of its range.
    package func validateRanges() throws(SettingsError) {
        for setting in Self.settings where !setting.isWithinRange(self) {
            throw setting.kind.refusal(of: setting.read(self) ?? "", for: setting.key)
        }
    }

    /// All its settings, so that it could be made again from them by any version.
    package var values: SettingValues {
        var values = SettingValues()
        for setting in Self.settings { values[setting.key] = setting.read(self) }
        return values
    }

    /// What is searched for each setting that can be, where nothing is said.
    package var usualSearch: [(key: String, values: String)] {
        Self.settings.compactMap { setting in
            setting.search?.usual(self).map { (setting.key, $0) }
        }
    }

    package static var declarations: [SettingDeclaration] {
        let usual = Self()
        return settings.map {
            SettingDeclaration($0, default: $0.read(usual), group: settingsGroup)
        }
    }
}
