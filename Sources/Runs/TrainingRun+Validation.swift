import Foundation
import OnwardInference
import OnwardLearning
import OnwardRecipes
import OnwardSettings

/// What validation decides in a run, and what there is to say of it.
extension TrainingRun {
    /// Whether `model.safetensors` is the best on validation data. A block-by-block training has
    /// no earlier state worth keeping: its upper blocks had not learned yet.
    var keepsBest: Bool { TrainingRun.keepsBest(session) }

    package static func keepsBest(_ session: TrainingSession) -> Bool {
        session.trainer.schedule.teachesAllBlocks && session.validation != nil
    }

    var hasRunOutOfPatience: Bool {
        best?.hasRunOut(of: recipe.run.patience, by: session.round) ?? false
    }

    /// Throws where patience would wait for what never comes.
    package static func checkPatience(_ session: TrainingSession, _ recipe: Recipe) throws {
        guard let patience = recipe.run.patience else { return }
        let isAsked = try session.network.mode(recipe.trainer.prediction) != nil
        try SettingsError.require(
            session.validation != nil && isAsked, "patience",
            session.validation == nil
                ? "left out where there are no samples to validate with"
                : "left out where the network never sees a label and has no reader",
            got: patience)
    }

    /// A part to validate with that was wanted and came out empty.
    func noteEmptyValidation() {
        guard session.validation == nil else { return }
        if dataset.validation != nil {
            notes.append(
                "The data's own part to validate with is empty, so the last epoch is kept.")
        } else if recipe.samples.validation > 0 {
            notes.append(
                """
                `validation` \(SettingText.of(recipe.samples.validation)) of \
                \(session.sampleCount) training samples holds out none, so nothing is validated and \
                the last epoch is kept: hold out a larger share, or bring more samples.
                """)
        }
    }

    /// What a resumed run's earlier part decides of the rest.
    ///
    /// - Parameter epochs: that the run was to have so far.
    func noteWhatHolds(sinceEpochs epochs: Int) {
        if hasRunOutOfPatience, let patience = recipe.run.patience, let best {
            notes.append(
                """
                `patience` \(patience) has ended this run after epoch \(session.round): validation \
                accuracy has not risen since epoch \(best.accurateSince). Nothing more is trained; \
                to go on, give a larger `patience`, or none.
                """)
            return
        }
        guard session.round < session.rounds else {
            notes.append(
                "This run has had its \(session.round) epochs: nothing is trained without more `epochs`."
            )
            return
        }
        let rates = [epochs, recipe.run.epochs].map(session.learningRate)
        if rates[0] != rates[1] {
            notes.append(
                """
                The learning rate goes on at \(String(format: "%.3g", rates[1])), where it had come to \
                \(String(format: "%.3g", rates[0])): its `schedule` is one of \(recipe.run.epochs) \
                epochs now, where it was one of \(epochs).
                """)
        }
    }
}
