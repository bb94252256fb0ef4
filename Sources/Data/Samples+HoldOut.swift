import OnwardCompute

extension Samples {
    /// Sets a share of the samples aside to validate with, the same share of every class.
    ///
    /// The same seed sets the same samples aside. Both parts keep the samples' order. Of a class
    /// with n samples, `fraction` · n, rounded, are held out.
    public func holdOut(
        _ fraction: Double, classes: Int, seed: UInt64
    ) -> (training: Samples, validation: Samples) {
        precondition(fraction >= 0 && fraction < 1, "a share of \(fraction) to hold out")
        var members = [[Int32]](repeating: [], count: classes)
        for (row, label) in allLabels.enumerated() {
            precondition(label >= 0 && label < classes, "label \(label) of \(classes) classes")
            members[Int(label)].append(Int32(row))
        }
        let random = RandomSource(seed: seed, for: .validation)
        var training: [Int32] = []
        var validation: [Int32] = []
        for label in 0..<classes {
            random[label].shuffle(&members[label])
            let heldOut = Int((fraction * Double(members[label].count)).rounded())
            validation += members[label].prefix(heldOut)
            training += members[label].dropFirst(heldOut)
        }
        guard !validation.isEmpty else { return (self, selecting([])) }
        return (selecting(training.sorted()), selecting(validation.sorted()))
    }
}
