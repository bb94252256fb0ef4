/// What parts of a data set are called where folders, files and arrays name them.
extension DataPart {
    /// In small letters, the usual one first.
    package var names: [String] {
        switch self {
        case .train: ["train", "training"]
        case .validation: ["val", "valid", "validation", "dev"]
        case .test: ["test", "testing"]
        }
    }

    /// Words that say nothing beside a part's name, as in `seg_train` or `Training Set`.
    private static let emptyWords: Set = [
        "data", "dataset", "images", "pictures", "seg", "set", "split",
    ]

    /// The part that a name means, whatever its case; nil where it means something else.
    package init?(named name: String) {
        let words = name.lowercased().split { "_- .".contains($0) }.map(String.init)
        let telling = words.filter { !DataPart.emptyWords.contains($0) }
        guard telling.count == 1,
            let part = DataPart.allCases.first(where: { $0.names.contains(telling[0]) })
        else { return nil }
        self = part
    }
}
