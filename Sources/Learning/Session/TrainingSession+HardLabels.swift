import OnwardCompute
import OnwardInference
import OnwardNetworks

extension TrainingSession {
    /// Draws the wrong labels that the network itself finds likely, once for every epoch; they are
    /// part of a checkpoint, so that given them learning stays local.
    ///
    /// A reader, where there is one, says in one pass what is likely, as in Hinton's code; without
    /// one every sample is shown with every label.
    func prepareHardLabels(epoch: Int) throws {
        guard let hardLabels = source.presenter.hardLabels, progress.hardLabelEpoch != epoch,
            let inquirer
        else { return }
        progress.hardLabelEpoch = epoch
        let random = RandomSource(seed: network.seed, for: .negatives)[epoch]
        let mode = network.reader == nil ? PredictionMode.sum : .onePass
        // Training learns nothing from validation samples.
        let question = Question(
            network, modes: [mode], precision: trainer.precision, votesByRule: true)
        try inquirer.ask(question, about: samples, threads: trainer.threads) {
            $0.engine.drawHardLabels(
                from: $0.evidence(mode), labels: $0.labels, first: $0.first, random: random,
                into: hardLabels.rows($0.first..<$0.first + $0.labels.rows))
        }
    }

    package static let hardLabelsName = "negatives.labels"

    /// What was drawn by the network's own state and cannot be drawn again: this epoch's hard
    /// labels.
    package var drawn: [NamedTensor] {
        source.presenter.hardLabels.map {
            [NamedTensor(Self.hardLabelsName, shape: [$0.rows], matrix: $0)]
        } ?? []
    }

    /// Takes back what an earlier session drew. Without it the room would hold class 0 for every
    /// sample, its own class for some.
    func restore(_ drawn: [NamedTensor]) {
        guard let hardLabels = source.presenter.hardLabels else { return }
        if let kept = drawn.first(where: { $0.name == Self.hardLabelsName }),
            kept.shape == [hardLabels.rows]
        {
            hardLabels.copy(from: kept.matrix)
        } else {
            progress.hardLabelEpoch = nil
        }
    }
}
