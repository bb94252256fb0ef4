import OnwardSettings

/// How texts become numbers.
package struct TextOptions: Configurable {
    /// The most frequent words, so many of them.
    package var vocabulary = 10_000
    /// Buckets that pairs of words are hashed into; 0 for no pairs.
    package var wordPairs = 0
    package var weighting = TextPreparation.Weighting.tfidf

    package init() {}

    package static let settingsGroup = "Kind of data"
    package static let settings: [Setting<TextOptions>] = [
        Setting(
            "vocabulary", \.vocabulary, .whole(1...999_999),
            "Of texts: how many of the most frequent words count."),
        Setting(
            "word-pairs", \.wordPairs, .whole(0...999_999),
            "Of texts: buckets that pairs of words are hashed into; 0 for no pairs."),
        Setting("text-weights", \.weighting, .choice, "Of texts: how words are weighted."),
    ]
}
