import OnwardCompute
import OnwardData
import OnwardNetworks
import OnwardSettings

extension Network {
    /// What the network says about each sample, in order: asked as it is, without a copy of its
    /// weights. Who asks more than once, or from several threads, makes an `Answerer`.
    public func answers(
        to samples: Samples, prediction: PredictionMode? = nil, earlyExit: Double? = nil,
        threads: Int = Engine.availableThreads, precision: Precision = .float32
    ) throws -> [Answer] {
        try Answerer(
            owning: self, prediction: prediction, earlyExit: earlyExit, threads: threads,
            precision: precision
        ).answers(to: samples)
    }

    /// Throws unless these samples have the form that the network takes, and labels of its classes.
    package func check(_ samples: Samples) throws(SettingsError) {
        try check(form: samples)
        if let label = samples.allLabels.first(where: { !classes.indices.contains(Int($0)) }) {
            throw SettingsError(
                "labels", expected: "below the network's \(classes.count) classes, and not below 0",
                got: label)
        }
    }

    func check(form samples: Samples) throws(SettingsError) {
        try SettingsError.require(
            samples.shape.count == input.count, "samples", "of the network's form \(input)",
            got: samples.shape)
    }
}
