import Foundation
import OnwardCatalog
import OnwardInference
import OnwardModels
import OnwardNetworks
import OnwardPictures
import OnwardRecipes

/// A model as clients know it: it never changes; a file that is read again makes another one.
package final class ServedModel: @unchecked Sendable {
    package let name: String
    /// How often the name's file was read, from 1 on.
    package let version: String
    package let answerer: Answerer
    let form: InputForm
    let batcher: Batcher
    /// Samples are prepared here, so that a slow one keeps nobody from being let in.
    let preparing = WorkQueue("preparing", limit: Limits.waitingJobs)
    /// What the file says beside the weights. Nobody changes the network any more.
    let file: ModelFile

    /// Reads a model's file, or that of a run's folder.
    package init(_ name: String, version: Int, reading url: URL, metrics: ServerMetrics) throws {
        file = try ModelFile(reading: url, catalog: .withPictures)
        answerer = try Answerer(
            owning: file.network, prediction: try file.recipe?.trainer.prediction)
        self.name = name
        self.version = "\(version)"
        form = InputForm(of: file.network)
        batcher = Batcher(answerer, model: name, metrics: metrics)
    }
}
