import OnwardCompute
import OnwardSettings

extension Network {
    /// Keeps blocks from learning, until `unfreeze`; they still run forward. Counted from 0.
    public func freeze(_ numbers: some Sequence<Int>) throws {
        try setFrozen(true, Array(numbers))
    }

    /// Lets blocks learn again. Counted from 0.
    public func unfreeze(_ numbers: some Sequence<Int>) throws {
        try setFrozen(false, Array(numbers))
    }

    private func setFrozen(_ isFrozen: Bool, _ numbers: [Int]) throws {
        try numbers.forEach(check)
        for number in numbers { blocks[number].isFrozen = isFrozen }
    }

    /// The blocks that a training of these is to change, from the bottom.
    ///
    /// None at all where a reader is to learn alone.
    ///
    /// - Parameter numbers: nil for all that are not frozen.
    package func learners(among numbers: [Int]?) throws -> [Int] {
        guard let numbers else {
            let all = blocks.indices.filter { !blocks[$0].isFrozen }
            try SettingsError.require(
                !all.isEmpty || reader != nil, "the network", "one with a block that is not frozen",
                got: "frozen as a whole; unfreeze a block first, or attach a reader")
            return all
        }
        try numbers.forEach(check)
        try SettingsError.require(
            !numbers.isEmpty || reader != nil, "blocks to train",
            "at least one where the network has no reader", got: "none")
        if let frozen = numbers.first(where: { blocks[$0].isFrozen }) {
            throw SettingsError(
                "blocks to train", expected: "blocks that are not frozen",
                got: "block \(frozen + 1); unfreeze it first")
        }
        return Set(numbers).sorted()
    }
}
