import OnwardCompute
import OnwardSettings

extension Samples {
    /// Sets a share of the samples aside to validate with, the same share of every class.
    ///
    /// The same seed sets the same samples aside. Both parts keep the samples' order. Of a class
    /// with n samples, `fraction` · n, rounded, are held out; samples in groups are held out by
    /// whole groups, so the shares are near that, not exact.
    ///
    /// - Throws: `SettingsError` where `fraction` is not in 0..<1, or a label not below `classes`.
    public func holdOut(
        _ fraction: Double, classes: Int, seed: UInt64
    ) throws(SettingsError) -> (training: Samples, validation: Samples) {
        let heldOut = try heldOut(fraction, classes: classes, seed: seed)
        guard heldOut.contains(true) else { return (self, selecting([])) }
        let rows = (0..<Int32(count)).map { $0 }
        return (
            selecting(rows.filter { !heldOut[Int($0)] }),
            selecting(rows.filter { heldOut[Int($0)] })
        )
    }

    /// Per sample, whether it is held out.
    package func heldOut(
        _ fraction: Double, classes: Int, seed: UInt64
    ) throws(SettingsError) -> [Bool] {
        try Split(
            labels: allLabels, groups: allGroups, classes: classes, fraction: fraction,
            random: RandomSource(seed: seed, for: .validation)
        ).heldOut
    }
}
