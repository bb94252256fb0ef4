import OnwardNetworks
import OnwardSettings

extension Network {
    /// How the network can be asked for a sample's class.
    package var predictionModes: [PredictionMode] {
        (objective.presentation.showsLabels ? [.sum, .lastBlock] : [])
            + (reader == nil ? [] : [.onePass])
    }

    /// The mode that is asked for, or the usual one; nil where there is none: the network never
    /// saw a label, and has no reader.
    ///
    /// - Throws: where the network cannot be asked in this mode.
    package func mode(_ asked: PredictionMode?) throws(SettingsError) -> PredictionMode? {
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
