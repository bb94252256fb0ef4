/// What a setting's value looks like, for whoever asks, explains or completes it.
package enum SettingKind: Sendable, Hashable {
    /// A number in a range, or one of some words in its place.
    case number(NumberRange, words: [String] = [])
    case whole(ClosedRange<UInt64>, words: [String] = [])
    /// One of some words.
    case choice([String])
    /// Set by its name alone; false where it is not named.
    case flag
    /// True or false, where neither goes without saying.
    case truth
    /// A text of its owner's form, of which some are known beforehand.
    case text(expected: String, words: [String] = [])
    /// Of a file or folder.
    case path
    /// Names with settings of their own, which only a recipe can hold.
    case structure

    /// What an error says that it must be.
    package var expected: String {
        switch self {
        case .number(let range, let words): ([range.expected] + words).joined(separator: ", or ")
        case .whole(let range, let words):
            ([SettingKind.expected(range)] + words).joined(separator: ", or ")
        case .choice(let words):
            words.count == 2
                ? words.joined(separator: " or ") : "one of " + words.joined(separator: ", ")
        case .flag, .truth: "true or false"
        case .text(let expected, _): expected
        case .path: "the path of a file or folder"
        case .structure: "a list"
        }
    }

    /// The words that it can be, all of them or those that are known beforehand.
    package var words: [String] {
        switch self {
        case .number(_, let words), .whole(_, let words), .choice(let words), .text(_, let words):
            words
        case .truth: ["true", "false"]
        case .flag, .path, .structure: []
        }
    }

    /// Whether a text is one that it can be. What its owner's form takes is for the owner to say.
    package func takes(_ text: String) -> Bool {
        switch self {
        case .number(let range, let words):
            words.contains(text) || Double(text).map(range.contains) == true
        case .whole(let range, let words):
            words.contains(text) || UInt64(text).map(range.contains) == true
        case .choice(let words): words.contains(text)
        case .flag, .truth: Bool(text) != nil
        case .text, .path, .structure: true
        }
    }

    /// Whether files write it without quotation marks around.
    package var isPlain: Bool {
        switch self {
        case .number, .whole, .flag, .truth: true
        case .choice, .text, .path, .structure: false
        }
    }

    /// That a setting cannot be what was given; names the nearest word that it can.
    func refusal(of text: String, for key: String) -> SettingsError {
        SettingsError(
            key, expected: expected, got: text,
            remedy: Names.nearest(to: text, among: words).map { "did you mean \($0)?" })
    }

    private static func expected(_ range: ClosedRange<UInt64>) -> String {
        range.upperBound == .max
            ? "a whole number from \(range.lowerBound) on"
            : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    }
}
