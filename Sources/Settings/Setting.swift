/// A setting, declared once and beside what it sets: its key, the form of its values, what it was in
/// earlier versions, and a sentence of help.
///
///     Setting("momentum", \.momentum, .number(.share), "The share of the last step that is kept.")
///
/// Its default is the value that the owner has when it is made. Recipes' keys, flags, completion,
/// errors, documentation and what can be searched for all follow from the declaration.
public struct Setting<Owner>: Sendable {
    package let key: String
    package let kind: SettingKind
    package let help: String
    /// Defaults that it no longer has, each by the version that changed it.
    let was: [Version: String]
    /// The default in words, where a value would depend on the machine.
    let usually: String?
    /// How it is searched for; nil where it is not.
    package let search: SearchTerms<Owner>?
    let read: @Sendable (Owner) -> String?
    /// Tells whether the text is one that the setting can be.
    let write: @Sendable (inout Owner, String) -> Bool
    /// Tells whether the owner's value is one that the setting can be.
    let isWithinRange: @Sendable (Owner) -> Bool

    package init<Value>(
        _ key: String, _ path: any WritableKeyPath<Owner, Value> & Sendable,
        _ form: SettingForm<Value>, was: [Version: String] = [:], usually: String? = nil,
        search: SearchTerms<Owner>? = nil, _ help: String
    ) {
        self.key = key
        kind = form.kind
        self.help = help
        self.was = was
        self.usually = usually
        self.search = search
        read = { form.write($0[keyPath: path]) }
        write = { owner, text in
            guard let value = form.read(text) else { return false }
            owner[keyPath: path] = value
            return true
        }
        isWithinRange = { owner in
            form.write(owner[keyPath: path]).map { form.read($0) != nil } ?? true
        }
    }

    private init<Part>(
        _ setting: Setting<Part>, _ path: any WritableKeyPath<Owner, Part> & Sendable
    ) {
        key = setting.key
        kind = setting.kind
        help = setting.help
        was = setting.was
        usually = setting.usually
        search = setting.search.map { $0.inside(path) }
        read = { setting.read($0[keyPath: path]) }
        write = { setting.write(&$0[keyPath: path], $1) }
        isWithinRange = { setting.isWithinRange($0[keyPath: path]) }
    }

    /// The setting of a part, as a setting of the whole.
    package func inside<Whole>(
        _ path: any WritableKeyPath<Whole, Owner> & Sendable
    ) -> Setting<Whole> {
        Setting<Whole>(self, path)
    }

    /// Throws where a text is none that the setting can be; names the nearest that is.
    func set(_ text: String, in owner: inout Owner) throws(SettingsError) {
        if !write(&owner, text) { throw kind.refusal(of: text, for: key) }
    }

    /// The default that it had in a version, where it has another one today.
    func earlierDefault(in version: Version) -> String? {
        was.filter { version < $0.key }.min { $0.key < $1.key }?.value
    }
}
