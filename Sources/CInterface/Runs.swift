// Names are the header's.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import COnward
import Foundation
import OnwardModels
import OnwardRecipes
import OnwardReports
import OnwardRuns

/// What a run came to.
private struct RunOutcome: Encodable {
    let folder: String
    /// What there is to know of the run, in sentences.
    let notes: [String]
    /// Nil where it was ended.
    @ExplicitNull var summary: RunSummary?
}

@c @implementation
public func onward_run_train(
    _ recipe: UnsafePointer<CChar>?, _ folder: UnsafePointer<CChar>?,
    _ listener: onward_listener?, _ context: UnsafeMutableRawPointer?,
    _ outcome: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> onward_error {
    Border.cross { mask in
        let place = try Border.place(outcome, "the place of the outcome")
        let recipe = try Recipe(text: Border.text(recipe, "recipe"))
        let dataset = try recipe.loadDataset()
        let url = folder.map { URL(fileURLWithPath: String(cString: $0)) }
        let run = try TrainingRun(recipe, dataset: dataset) {
            if let url { return try RunFolder(creating: url) }
            return try RunFolder(creatingFor: recipe, on: dataset)
        }
        let listener = Listener(
            listener, context, mask, epochs: run.rounds, batches: run.batches,
            isStopped: { false })
        var failure: (any Error)?
        let summary = try run.run(goesOn: listener.goesOn) { report in
            do { try listener.hear(report) } catch { failure = error }
        }
        if let failure { throw failure }
        if summary != nil { try RunReport(of: run).write() }
        place.pointee = Border.text(
            try JSONFields.line(
                RunOutcome(
                    folder: run.folder.url.path, notes: run.networkNotes + run.notes,
                    summary: summary)))
    }
}

@c @implementation
public func onward_run_report(
    _ run: UnsafePointer<CChar>?, _ path: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> onward_error {
    Border.cross { _ in
        let place = try Border.place(path, "the place of the path")
        let url = URL(fileURLWithPath: try Border.text(run, "run"))
        place.pointee = Border.text(try RunReport(reading: url).write().path)
    }
}
