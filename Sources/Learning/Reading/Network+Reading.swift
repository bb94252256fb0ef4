import OnwardCompute
import OnwardSettings

extension Network {
    /// Gives the network a reader with its first weights, in place of one that it has.
    ///
    /// - Parameter blocks: numbers of the blocks to read, counted from 0; nil for all but the
    ///   first, where there are others.
    package func attachReader(to blocks: [Int]? = nil) throws {
        let upper = Array(self.blocks.indices.dropFirst())
        reader = try Reader(self, blocks: blocks ?? (upper.isEmpty ? [0] : upper))
    }

    /// Takes the reader away.
    package func detachReader() { reader = nil }

    /// All that learns: the blocks, and the reader last.
    package var states: [BlockState] { blocks + (reader.map { [$0.state] } ?? []) }

    /// How the network can be asked for a sample's class.
    package var predictionModes: [PredictionMode] {
        (objective.presentation.showsLabels ? [.sum, .lastBlock] : [])
            + (reader == nil ? [] : [.onePass])
    }

    /// The mode that is asked for, or the usual one; nil where there is none: the network never
    /// saw a label, and has no reader.
    ///
    /// - Throws: where the network cannot be asked in this mode.
    func mode(_ asked: PredictionMode?) throws(SettingsError) -> PredictionMode? {
        let modes = predictionModes
        guard let asked, !modes.contains(asked) else { return asked ?? modes.first }
        let known = modes.map(\.rawValue).joined(separator: " or ")
        throw SettingsError(
            "prediction",
            expected: asked == .onePass
                ? "\(known.isEmpty ? "left out" : known) for a network without a reader"
                : "\(known.isEmpty ? "left out" : known) for a network that never saw a label",
            got: asked.rawValue)
    }

    /// The same where there must be one.
    func requiredMode(_ asked: PredictionMode?) throws(SettingsError) -> PredictionMode {
        if let mode = try mode(asked) { return mode }
        throw SettingsError(
            "the network", expected: "one that saw labels, or has a reader",
            got: "one trained without labels; attach a reader first")
    }
}
