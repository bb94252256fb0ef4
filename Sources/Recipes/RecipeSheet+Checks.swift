import OnwardSettings

extension RecipeSheet {
    /// Throws where a key is none, and says which version wrote it.
    func checkKeys(of values: SettingValues) throws(SettingsError) {
        guard let stray = values.keys.first(where: { self[$0] == nil }) else { return }
        let known = entries.map(\.declaration.key)
        throw SettingsError(
            stray, expected: "a setting that version \(values.version) has", got: "an unknown one",
            remedy: Names.nearest(to: stray, among: known).map { "did you mean \($0)?" })
    }

    /// What was given, with other settings in place of some: who chooses another algorithm,
    /// objective, optimizer or schedule has forgotten the settings of the one before.
    package func overriding(_ earlier: SettingValues, by later: SettingValues) -> SettingValues {
        var kept = earlier
        if let chosen = later[RecipeKey.algorithm], let before = earlier[RecipeKey.algorithm],
            isOther(chosen, than: before)
        {
            kept.remove(presetKeys)
            forget(RecipeKey.objective, in: &kept)
        }
        for role in roles {
            if let chosen = later[role.key], let before = kept[role.key], chosen != before {
                forget(role.key, in: &kept)
            }
        }
        return kept.overridden(by: later)
    }

    /// Throws where a setting belongs to a sibling of what was chosen. Its default does no harm: it
    /// is passed over.
    func checkSiblings(_ name: String, of key: String, in values: SettingValues)
        throws(SettingsError)
    {
        guard let role = roles.first(where: { $0.key == key }) else { return }
        let own = role.siblings.first { $0.name == name }?.declarations.map(\.key) ?? []
        for (sibling, declarations) in role.siblings {
            for declaration in declarations where !own.contains(declaration.key) {
                guard let value = values[declaration.key],
                    value != declaration.default(in: values.version)
                else { continue }
                throw SettingsError(
                    declaration.key, expected: "left out for \(name), as it belongs to \(sibling)",
                    got: value)
            }
        }
    }

    /// Short names and long ones mean the same.
    private func isOther(_ first: String, than second: String) -> Bool {
        !algorithms.contains {
            [$0.name, $0.shortName].contains(first) && [$0.name, $0.shortName].contains(second)
        }
    }

    private func forget(_ key: String, in values: inout SettingValues) {
        guard let role = roles.first(where: { $0.key == key }) else { return }
        values.remove(role.siblings.flatMap { $0.declarations.map(\.key) })
    }
}
