import OnwardInference
import OnwardNetworks

/// Whether the training learns, asked at an epoch's end.
extension TrainingSession {
    /// What there is to say that what has been said does not explain.
    func newFindings(_ signs: EpochSigns) -> [Finding]? {
        let said = progress.said ?? []
        guard let finding = signs.finding, !said.contains(where: { $0.explains(finding) }) else {
            return nil
        }
        progress.said = said + [finding]
        return [finding]
    }

    /// - Parameters:
    ///   - outputs: of the round's last batch.
    ///   - evaluation: of the validation samples; nil where the network was not asked.
    func signs(_ outputs: LastOutputs?, _ evaluation: Evaluation?) -> EpochSigns {
        EpochSigns(
            blocks: network.blocks.map { block in
                let sums = progress.blocks[block.index]
                let isJudged = sums.samples > 0 && block.step >= stepsToJudge
                return EpochSigns.BlockSigns(
                    isJudged: isJudged,
                    // Without a head it lags far behind at first, and may catch up to its end.
                    isSettled: isJudged
                        && (network.objective.readsHead || block.step >= terms.steps),
                    pairAccuracy: sums.pairAccuracy,
                    deadUnits: outputs.flatMap { outputs in
                        outputs.rows >= TrainingSession.rowsToJudge
                            ? outputs.deadUnits(ofBlock: block.index) : nil
                    })
            }, labelEffect: outputs?.labelEffect,
            validation: evaluation.map { evaluation in
                EpochSigns.Validation(
                    samples: evaluation.samples, accuracy: evaluation.accuracy,
                    blockAccuracy: evaluation.blockAccuracy, largestShare: evaluation.largestShare)
            })
    }

    /// Those of two epochs; more where they are fewer than a healthy block needs, as on a small
    /// table; never more than there are.
    private var stepsToJudge: Int { min(max(2 * terms.stepsPerEpoch, 50), terms.steps) }

    /// Rows below which a healthy unit may well not fire: one that fires on every twentieth is
    /// silent on 32 by a chance of a fifth.
    private static let rowsToJudge = 32
}
