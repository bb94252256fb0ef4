import OnwardCompute
import OnwardSettings

/// Peer normalization: units that are more active than the others of their layer are held back,
/// those that are less are helped, so that none stays dead and none does all the work.
///
///     mean[m] ← 0.9 · mean[m] + 0.1 · (mean activity of unit m on the batch's true rows)
///     error on unit m's sum = strength · (mean[m] − mean of all) / M       on each true row
///
/// with M true rows, or tokens of them. It is added before the activation, so it reaches units that
/// do not fire.
///
/// - Reference: Hinton's code for *The Forward-Forward Algorithm*, 2022 (`lambdamean`, 0.03).
extension GoodnessContrast {
    public func unitBuffers(units: Int?) throws(SettingsError) -> [String] {
        guard peerNormalization > 0 else { return [] }
        try SettingsError.require(
            units != nil, "peer-normalization",
            "0 unless the last layer with weights of every block is dense or attention",
            got: peerNormalization)
        return ["mean_activity"]
    }

    func normalizePeers(_ units: UnitLesson, on engine: Engine) {
        guard units.activity.rows > 0 else { return }
        engine.comparePeers(
            units.activity, means: units.buffers[0], keeping: 0.9,
            scale: peerNormalization / Double(units.activity.rows), into: units.error)
    }
}
