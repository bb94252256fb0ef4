import Foundation
import OnwardCompute
import OnwardData
import OnwardRecipes

/// A job's run with one seed: what its work is given.
package struct Cell {
    package let seed: UInt64
    /// For checkpoints; its own, and taken away once the cell is finished.
    package let folder: URL
    package let isQuick: Bool
    /// Cores to use; nil for all.
    package let threads: Int?
    /// Where known data sets are looked for first.
    let dataDir: String?
    let shelf: DataShelf
    /// Asked again and again; the work stops when it says no.
    package let goesOn: () -> Bool
    /// Told the share of the work that is done, in 0…1.
    package let show: (Double) -> Void

    /// A published recipe as it runs in this cell.
    ///
    /// - Returns: the recipe, resolved, and its data.
    package func prepare(_ published: Recipe) throws -> (recipe: Recipe, dataset: Dataset) {
        var recipe = adopt(published)
        let dataset = try shelf.dataset(for: &recipe, isQuick: isQuick)
        return (try recipe.resolved(), dataset)
    }

    /// A published recipe as it runs in this cell on random images, which are fewer in a rehearsal.
    ///
    /// - Returns: the recipe, resolved, and so many images.
    func prepare(
        _ published: Recipe, images count: Int, of shape: Shape
    ) throws -> (recipe: Recipe, images: Dataset) {
        let count = isQuick ? min(count, DataShelf.quickSamples) : count
        return (try adopt(published).resolved(), RandomImages(count, shape: shape).dataset())
    }

    private func adopt(_ published: Recipe) -> Recipe {
        var recipe = published
        recipe.seed = seed
        recipe.threads = threads
        recipe.dataDir = dataDir
        if isQuick { recipe.shorten() }
        return recipe
    }
}

extension Recipe {
    /// A rehearsal: everything is done once.
    fileprivate mutating func shorten() {
        epochs = 1
        rounds = rounds.map { _ in 1 }
        stepsPerBlock = stepsPerBlock.map { _ in 2 }
        batchSize = min(batchSize, DataShelf.quickSamples / 2)
    }
}
