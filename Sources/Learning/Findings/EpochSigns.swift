/// An epoch's numbers that tell whether a training learns. Shares are in 0…1.
package struct EpochSigns: Sendable {
    /// From the bottom.
    package var blocks: [BlockSigns]
    /// How far the lowest block's outputs for a true label and a wrong one lie apart, as a share of
    /// their length; nil where samples are not shown so.
    package var labelEffect: Double?
    /// Nil where the network was not asked.
    package var validation: Validation?

    /// What one block did.
    package struct BlockSigns: Sendable {
        /// Whether it has learned for so long, and to the last, that it can be judged.
        package var isJudged: Bool
        /// Whether it can be held against the one below it.
        package var isSettled: Bool
        /// Of pairs of a true and a false sample, those in which the true one had the better of it;
        /// nil where there were none.
        package var pairAccuracy: Double?
        /// Units that did not fire; nil where too few samples were looked at to tell.
        package var deadUnits: Double?

        package init(
            isJudged: Bool, isSettled: Bool, pairAccuracy: Double? = nil, deadUnits: Double? = nil
        ) {
            self.isJudged = isJudged
            self.isSettled = isSettled
            self.pairAccuracy = pairAccuracy
            self.deadUnits = deadUnits
        }
    }

    /// What the network answered to samples that it did not learn from.
    package struct Validation: Sendable {
        package var samples: Int
        package var accuracy: Double
        /// Of each block by itself, from the bottom; of none where blocks were not asked.
        package var blockAccuracy: [Double]
        /// The most frequent class's share of the samples.
        package var largestShare: Double

        package init(
            samples: Int, accuracy: Double, blockAccuracy: [Double] = [], largestShare: Double
        ) {
            self.samples = samples
            self.accuracy = accuracy
            self.blockAccuracy = blockAccuracy
            self.largestShare = largestShare
        }
    }

    package init(
        blocks: [BlockSigns], labelEffect: Double? = nil, validation: Validation? = nil
    ) {
        self.blocks = blocks
        self.labelEffect = labelEffect
        self.validation = validation
    }
}
