extension Samples {
    /// Those that a network was neither trained on nor chosen by.
    package func unseen(by register: SampleRegister) -> Samples {
        let matches = register.matches(allContents, allLabels)
        let rows = matches.indices.filter { matches[$0].part ?? .test == .test }
        return rows.count == count ? self : selecting(rows.map(Int32.init))
    }
}

extension Dataset {
    /// Every sample of data that came in one part, of which some were drawn to test with; nil of data
    /// that came with such a part.
    package var whole: Samples? { train.joined(with: test) }

    /// The samples as they were for a network that was trained on them: none that it was trained on, or
    /// chosen by, is left to test with, and those that validated do so again.
    package func asKnown(by register: SampleRegister) -> Dataset {
        let known = KnownSamples(self, register)
        let train: Samples
        let validating: Samples
        if let validation {
            train = self.train
            validating = validation.selecting(known.rows(of: .validation) { $0 != .train })
        } else {
            train = self.train.selecting(known.rows(of: .train) { $0 != .validation })
            validating = self.train.selecting(known.rows(of: .train) { $0 == .validation })
        }
        return Dataset(
            name: name, classes: classes, train: train,
            test: test.selecting(known.rows(of: .test) { $0 == nil || $0 == .test }),
            validation: validating.count > 0 ? validating : nil, preparation: preparation,
            findings: findings)
    }
}
