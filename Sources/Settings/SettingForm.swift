/// How a value is written as text, and which texts it takes.
package struct SettingForm<Value>: Sendable {
    package let kind: SettingKind
    /// Nil for what the value cannot be.
    let read: @Sendable (String) -> Value?
    /// Nil for what is said by saying nothing.
    let write: @Sendable (Value) -> String?

    package init(
        _ kind: SettingKind, read: @escaping @Sendable (String) -> Value?,
        write: @escaping @Sendable (Value) -> String?
    ) {
        self.kind = kind
        self.read = read
        self.write = write
    }

    /// - Throws: for what the value cannot be; names the nearest that it can.
    package func value(of text: String, for key: String) throws(SettingsError) -> Value {
        guard let value = read(text) else { throw kind.refusal(of: text, for: key) }
        return value
    }

    /// The same for what is kept in another type.
    package func map<Kept>(
        _ keep: @escaping @Sendable (Value) -> Kept, _ given: @escaping @Sendable (Kept) -> Value
    ) -> SettingForm<Kept> {
        SettingForm<Kept>(kind, read: { read($0).map(keep) }, write: { write(given($0)) })
    }

    /// The same, or nothing, which is said by leaving it out.
    package var orNothing: SettingForm<Value?> {
        SettingForm<Value?>(
            kind, read: { read($0).map { .some($0) } },
            write: { $0.flatMap(write) })
    }

    /// The same, or nothing, which has a word.
    package func or(_ word: String) -> SettingForm<Value?> {
        let kind =
            switch kind {
            case .number(let range, let words): SettingKind.number(range, words: words + [word])
            case .whole(let range, let words): SettingKind.whole(range, words: words + [word])
            case .choice(let words): SettingKind.choice(words + [word])
            case .text(let expected, let words):
                SettingKind.text(expected: "\(expected), or \(word)", words: words + [word])
            case .flag, .truth, .path, .structure: kind
            }
        return SettingForm<Value?>(
            kind,
            read: { text in text == word ? .some(nil) : read(text).map { .some($0) } },
            write: { $0.map(write) ?? word })
    }
}
