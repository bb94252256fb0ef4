import OnwardData

/// The names of an array of samples and of one with their labels.
struct ArrayPair {
    let x: String
    let y: String

    /// What they are called in small letters where there is one part alone.
    private static let undivided = [
        ("x", "y"), ("images", "labels"), ("data", "labels"), ("data", "target"),
    ]

    /// What a part's arrays are called in small letters, the most usual first.
    private static func known(_ part: DataPart) -> [(x: String, y: String)] {
        part.names.map { ("x_\($0)", "y_\($0)") }
            + part.names.map { ("\($0)_images", "\($0)_labels") }
            + part.names.map { ("\($0)_x", "\($0)_y") } + (part == .train ? undivided : [])
    }

    /// The first pair for a part that is there; nil where there is none.
    init?(_ part: DataPart, in names: [String]) {
        for (x, y) in ArrayPair.known(part) {
            if let x = names.first(where: { $0.lowercased() == x }),
                let y = names.first(where: { $0.lowercased() == y })
            {
                (self.x, self.y) = (x, y)
                return
            }
        }
        return nil
    }

    /// The array of samples that is to be asked about: one to test with before others.
    static func samples(in names: [String]) -> String? {
        for part in [DataPart.test, .validation, .train] {
            for (x, _) in known(part) {
                if let name = names.first(where: { $0.lowercased() == x }) { return name }
            }
        }
        return names.first
    }
}
