import OnwardCompute
import OnwardSettings

/// Which samples to set aside: the same share of every class, drawn at random.
package struct Split {
    /// Per sample.
    package private(set) var heldOut: [Bool]

    /// - Parameters:
    ///   - groups: a number for each sample; those with equal ones stay together.
    ///   - fraction: of every class with n samples, `fraction` · n, rounded, are set aside.
    /// - Throws: `SettingsError` where the share is not in 0..<1 or a label is none of the classes.
    package init(
        labels: [Int32], groups: [Int32]? = nil, classes: Int, fraction: Double,
        random: RandomSource
    ) throws(SettingsError) {
        try SettingsError.require(
            fraction >= 0 && fraction < 1, "the share to hold out", "at least 0 and below 1",
            got: fraction)
        try SettingsError.require(classes >= 1, "classes", "at least 1", got: classes)
        var members = [[Int32]](repeating: [], count: classes)
        for (row, label) in labels.enumerated() {
            try SettingsError.require(
                label >= 0 && label < classes, "labels", "from 0 to \(classes - 1)", got: label)
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
