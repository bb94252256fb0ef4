import OnwardCompute

/// Which samples to set aside: the same share of every class, drawn at random.
package struct Split {
    /// Per sample.
    package private(set) var heldOut: [Bool]

    /// - Parameters:
    ///   - groups: a number for each sample; those with equal ones stay together.
    ///   - fraction: of every class with n samples, `fraction` · n, rounded, are set aside.
    package init(
        labels: [Int32], groups: [Int32]? = nil, classes: Int, fraction: Double,
        random: RandomSource
    ) {
        precondition(fraction >= 0 && fraction < 1, "a share of \(fraction) to hold out")
        var members = [[Int32]](repeating: [], count: classes)
        for (row, label) in labels.enumerated() {
            precondition(label >= 0 && label < classes, "label \(label) of \(classes) classes")
            members[Int(label)].append(Int32(row))
        }
        heldOut = [Bool](repeating: false, count: labels.count)
        let wanted = members.map { Int((fraction * Double($0.count)).rounded()) }
        if let groups {
            holdOut(groups, labels, wanted: wanted, sizes: members.map(\.count), random)
            return
        }
        for label in members.indices {
            random[label].shuffle(&members[label])
            for row in members[label].prefix(wanted[label]) { heldOut[Int(row)] = true }
        }
    }

    /// Goes through the groups in random order and takes each that brings the classes' shares
    /// nearer to what is wanted.
    private mutating func holdOut(
        _ groups: [Int32], _ labels: [Int32], wanted: [Int], sizes: [Int], _ random: RandomSource
    ) {
        var rows: [Int32: [Int]] = [:]
        for (row, group) in groups.enumerated() { rows[group, default: []].append(row) }
        var order = rows.keys.sorted()
        random[sizes.count].shuffle(&order)
        var missing = wanted
        for group in order {
            guard let members = rows[group] else { continue }
            var left = missing
            for row in members { left[Int(labels[row])] -= 1 }
            guard distance(left, sizes) < distance(missing, sizes) else { continue }
            missing = left
            for row in members { heldOut[row] = true }
        }
    }

    /// How far the shares held out are from those wanted, over all classes.
    private func distance(_ missing: [Int], _ sizes: [Int]) -> Double {
        zip(missing, sizes).reduce(0) { $0 + Double(abs($1.0)) / Double(max($1.1, 1)) }
    }
}
