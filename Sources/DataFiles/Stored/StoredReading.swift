import OnwardCompute
import OnwardData
import OnwardSettings

/// How stored samples are read: as those to train on suggest, or as a network knows them.
struct StoredReading {
    /// Nil for what 0.1.0 did.
    let preparation: ArrayPreparation?
    let classes: LabelClasses
    /// What was decided of numbers, in a sentence.
    private let scaling: String?

    /// How IDX files are read, whose bytes always mean 0…1.
    init(classes: LabelClasses) {
        (preparation, scaling) = (nil, nil)
        self.classes = classes
    }

    /// - Parameter others: samples to validate and test with.
    init(
        of train: StoredSamples, and others: [StoredSamples], for known: KnownData?
    ) throws(FileError) {
        if let known {
            preparation = known.preparation as? ArrayPreparation
            classes = LabelClasses(known: known.classes)
            scaling = nil
        } else {
            let suiting = ArrayPreparation(suiting: train.numbers, of: train.layout.shape)
            preparation = suiting
            classes = try LabelClasses(of: train.labels, and: others.map(\.labels))
            scaling = "\(train.numbers.description), \(suiting.summary)"
        }
    }

    /// What was decided, in sentences.
    var findings: [String] {
        [scaling, classes.finding, SimilarNames.warning(ofClasses: classes.names)].compactMap { $0 }
    }

    /// - Parameters:
    ///   - tested: the part to test with.
    ///   - first: what else is to be said, before what is said here.
    func dataset(
        _ name: String, train: StoredSamples, validation: StoredSamples?, test: StoredSamples,
        findings first: [String] = []
    ) throws(FileError) -> Dataset {
        for other in [validation, test].compactMap({ $0 }) where other.layout != train.layout {
            throw FileError(
                .inconsistent, at: other.place,
                expected: "samples of \(train.layout.shape), as those to train on",
                got: "\(other.layout.shape)", remedy: "write all parts of the data in one form")
        }
        let trained = try train.prepared(preparation, classes)
        let validated = try validation?.prepared(preparation, classes)
        let tested = try test.prepared(preparation, classes)
        let notes = [trained, validated, tested].flatMap { $0?.notes ?? [] }
        return Dataset(
            name: name, classes: classes.names, train: trained.samples, test: tested.samples,
            validation: validated?.samples, preparation: preparation,
            findings: first + findings + notes)
    }
}
