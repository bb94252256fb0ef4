import OnwardData
import OnwardDataFiles
import OnwardModels
import OnwardNetworks
import OnwardSettings

/// Data that a network was trained on, read again, and what became of it meanwhile.
package struct KnownDataset {
    /// As the network knows it: what it was trained on is never among the samples to test with.
    package let dataset: Dataset
    /// The samples that were there, and what they are for from now on; nil where the network came
    /// without such a list.
    package let samples: SampleRegister?
    /// In a sentence; nil where nothing changed.
    package let change: String?
    /// Whether the samples that are the same lie in another order.
    package let isReordered: Bool

    package init(
        _ dataset: Dataset, samples: SampleRegister? = nil, change: String? = nil,
        isReordered: Bool = false
    ) {
        self.dataset = dataset
        self.samples = samples
        self.change = change
        self.isReordered = isReordered
    }
}

extension Recipe {
    /// Which samples this recipe's network learns from, and what the others are for.
    package func register(of dataset: Dataset, salt: UInt64? = nil) throws -> SampleRegister {
        SampleRegister(dataset, heldOut: try heldOutSamples(of: dataset), salt: salt)
    }

    /// Reads the data set of this recipe again, for a network that was trained on it.
    ///
    /// - Parameters:
    ///   - samples: those that it was trained on; nil where they are not known, as of 0.1.0's files.
    ///   - acceptsChanges: whether to go on with data that is not what it was.
    /// - Throws: `FileError` that names what changed.
    package func loadDataset(
        for network: Network, samples: SampleRegister?, acceptsChanges: Bool = false
    ) throws -> KnownDataset {
        guard let samples else {
            return KnownDataset(try loadUnchanged(for: network))
        }
        let asNew = try loadDataset()
        if asNew.classes == network.classes,
            try register(of: asNew, salt: samples.salt) == samples
        {
            return KnownDataset(asNew, samples: samples)
        }
        return try loadChanged(for: network, samples, acceptsChanges)
    }

    /// Reads other data than a network was trained on, with the network's classes and preparation.
    package func loadOther(
        for network: Network, samples: SampleRegister?
    ) throws -> KnownDataset {
        let dataset = try loadDataset(
            KnownData(
                classes: network.classes, preparation: network.preparation, register: samples))
        guard let samples else { return KnownDataset(dataset) }
        let shown = dataset.asKnown(by: samples)
        return KnownDataset(
            shown, samples: samples.updated(by: shown, heldOut: try heldOutSamples(of: shown)))
    }

    /// Reads data whose samples are not those that they were, or lie in another order.
    private func loadChanged(
        for network: Network, _ samples: SampleRegister, _ acceptsChanges: Bool
    ) throws -> KnownDataset {
        let known = KnownData(
            classes: network.classes, preparation: network.preparation, register: samples)
        let dataset = try loadDataset(known)
        let change = DataChange(from: samples, to: dataset)
        guard acceptsChanges || change.isNone else {
            throw FileError(
                .inconsistent, at: data.name, expected: "the data that the model was trained on",
                got: change.text,
                remedy: "bring back the data as it was, or allow what changed by "
                    + "`accept-changed-data`: what was trained on is not tested in any case")
        }
        let shown = dataset.asKnown(by: samples)
        guard !change.isNone else {
            return KnownDataset(shown, samples: samples, isReordered: true)
        }
        return KnownDataset(
            shown, samples: samples.updated(by: shown, heldOut: try heldOutSamples(of: shown)),
            change: "the data is not what the model was trained on: \(change.text)",
            isReordered: true)
    }

    /// Reads it for a network that came without a list of its samples.
    ///
    /// - Throws: `FileError` where it is prepared otherwise now, or has other classes.
    private func loadUnchanged(for network: Network) throws -> Dataset {
        // What was learned from rows and texts tells whether they are the same. Of others it can only be
        // read as the network learned it: 0.1.0 read pictures and arrays otherwise than they are now.
        let isTelling =
            network.preparation is TablePreparation || network.preparation is TextPreparation
        let known = KnownData(
            classes: network.classes, preparation: network.preparation, register: nil)
        let dataset = try loadDataset(isTelling ? nil : known)
        guard dataset.classes == network.classes,
            try Recipe.text(of: dataset.preparation) == Recipe.text(of: network.preparation)
        else {
            throw FileError(
                .inconsistent, at: data.name, expected: "the data that the model was trained on",
                got: "other columns, means or classes than the model's",
                remedy: "bring back the data as it was, or train a new model")
        }
        return dataset
    }

    private static func text(of preparation: (any Preparation)?) throws -> String? {
        try preparation.map { try JSONFields.line(PreparationSpec($0)) }
    }
}
