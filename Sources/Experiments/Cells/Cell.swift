import Foundation
import OnwardCompute
import OnwardData
import OnwardRecipes
import OnwardSettings

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
    package func prepare(_ published: SettingValues) throws -> (recipe: Recipe, dataset: Dataset) {
        try shelf.load(Recipe(adopt(published)), isQuick: isQuick)
    }

    /// A published recipe as it runs in this cell on random images, which are fewer in a rehearsal.
    ///
    /// - Returns: the recipe, resolved, and so many images.
    func prepare(
        _ published: SettingValues, images count: Int, of shape: Shape
    ) throws -> (recipe: Recipe, images: Dataset) {
        let count = isQuick ? min(count, DataShelf.quickSamples) : count
        return (try Recipe(adopt(published)), RandomImages(count, shape: shape).dataset())
    }

    private func adopt(_ published: SettingValues) -> SettingValues {
        var recipe = published
        recipe["seed"] = "\(seed)"
        recipe["threads"] = threads.map { "\($0)" }
        recipe["data-dir"] = dataDir
        if isQuick { recipe.shorten() }
        return recipe
    }
}

extension SettingValues {
    /// A rehearsal: everything is done once.
    fileprivate mutating func shorten() {
        self["epochs"] = "1"
        if self["rounds"] != nil { self["rounds"] = "1" }
        if self["steps-per-block"] != nil { self["steps-per-block"] = "2" }
        let few = DataShelf.quickSamples / 2
        if self["batch-size"].flatMap({ Int($0) }) ?? 128 > few { self["batch-size"] = "\(few)" }
    }
}
