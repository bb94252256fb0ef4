/// Every sample of some data, in the order of its parts, beside what a register says of it.
struct KnownSamples {
    let labels: [Int32]
    let matches: [SampleMatch]
    /// Nil where there are none.
    let names: [String]?
    private let dataset: Dataset

    init(_ dataset: Dataset, _ register: SampleRegister) {
        self.dataset = dataset
        labels = dataset.parts.flatMap(\.allLabels)
        matches = register.matches(dataset.parts.flatMap(\.allContents), labels)
        let named = dataset.parts.compactMap(\.allNames)
        names = named.count == dataset.parts.count ? named.flatMap(\.self) : nil
    }

    private var validationStart: Int { dataset.train.count }
    private var testStart: Int { matches.count - dataset.test.count }

    /// Whether a known sample is where it was. Data that has no part of its own to validate with has
    /// such samples among those to train on; one that was once removed is not tested any more.
    func isInPlace(_ sample: Int, _ entry: SampleEntry) -> Bool {
        if sample >= testStart { return entry.part == .test || !entry.isThere }
        if sample >= validationStart { return entry.part == .validation }
        return entry.part == .train || entry.part == .validation && dataset.validation == nil
    }

    /// Rows of a part whose samples were for something that is wanted there, or are new.
    func rows(of place: DataPart, where isWanted: (DataPart?) -> Bool) -> [Int32] {
        let range =
            switch place {
            case .train: 0..<validationStart
            case .validation: validationStart..<testStart
            case .test: testStart..<matches.count
            }
        return range.filter { isWanted(matches[$0].part) }.map { Int32($0 - range.lowerBound) }
    }
}

extension Dataset {
    /// In the order in which samples of one content are counted.
    var parts: [Samples] { [train, validation, test].compactMap(\.self) }
}
