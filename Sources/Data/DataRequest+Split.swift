import OnwardCompute
import OnwardSettings

extension DataRequest {
    /// Which samples to test with, where the data has only one part.
    package func testSamples(of samples: Samples, classes: Int) throws(SettingsError) -> [Bool] {
        try testSamples(
            labels: samples.allLabels, groups: samples.allGroups, classes: classes,
            contents: known?.register == nil ? [] : samples.allContents)
    }

    /// Which samples to test with: those that a network was not trained on and that were for testing, or,
    /// where no network knows them, the share `test-share`, drawn by the seed.
    ///
    /// - Parameter contents: `ContentHash`es, one for each sample; read where a network knows the data.
    package func testSamples(
        labels: [Int32], groups: [Int32]? = nil, classes: Int, contents: [UInt64] = []
    ) throws(SettingsError) -> [Bool] {
        let share = try SplitOptions(settings).testShare
        guard let register = known?.register else {
            return try Split(
                labels: labels, groups: groups, classes: classes, fraction: share,
                random: RandomSource(seed: seed, for: .split)
            ).heldOut
        }
        let matches = register.matches(contents, labels)
        var parts = matches.map(\.part)
        if let groups { DataRequest.spread(&parts, among: groups) }
        return zip(parts, matches).map { part, match in
            part ?? .drawn(for: match.key, share) == .test
        }
    }

    /// A sample that is new goes where its group's others are.
    private static func spread(_ parts: inout [DataPart?], among groups: [Int32]) {
        var known: [Int32: DataPart] = [:]
        for (part, group) in zip(parts, groups) where part != nil && known[group] != .train {
            known[group] = part
        }
        for (sample, group) in groups.enumerated() {
            parts[sample] = parts[sample] ?? known[group]
        }
    }
}

extension DataPart {
    /// What a new sample is for: its own content says so, whatever is beside it.
    fileprivate static func drawn(for key: UInt64, _ testShare: Double) -> DataPart {
        let place = Double(ContentHash.of([key]) >> 11) * 0x1p-53
        return place < testShare ? .test : .train
    }
}
