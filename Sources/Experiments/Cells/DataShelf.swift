import OnwardData
import OnwardRecipes
import OnwardSettings

/// The data set that was used last: cells that follow each other often want the same.
final class DataShelf {
    /// Training samples of a rehearsal, and half as many to test with.
    static let quickSamples = 120

    private var last: (request: DataRequest, data: String, dataset: Dataset)?
    /// What stood in for data that a rehearsal did not find.
    private(set) var substitutes: Set<String> = []

    /// What a recipe is trained on. A rehearsal takes a few of the samples, and where the data is
    /// missing it takes drawn digits and changes the recipe accordingly.
    func load(_ recipe: Recipe, isQuick: Bool) throws -> (recipe: Recipe, dataset: Dataset) {
        guard isQuick else { return (recipe, try load(recipe)) }
        do {
            return (recipe, try load(recipe).few(DataShelf.quickSamples))
        } catch let error as FileError where error.reason == .missing {
            substitutes.insert(recipe.data.name)
            var recipe = recipe
            (recipe.data.name, recipe.data.options) = (SyntheticDigits.name, [:])
            let digits = SyntheticDigits.load(
                trainCount: DataShelf.quickSamples, testCount: DataShelf.quickSamples / 2)
            return (recipe, digits)
        }
    }

    private func load(_ recipe: Recipe) throws -> Dataset {
        if let last, last.request == recipe.dataRequest, last.data == recipe.data.name {
            return last.dataset
        }
        // Two of them at once would be in the measured memory.
        last = nil
        let dataset = try recipe.loadDataset()
        last = (recipe.dataRequest, recipe.data.name, dataset)
        return dataset
    }
}

extension Dataset {
    /// Evenly spaced samples, as files can be sorted by class.
    fileprivate func few(_ count: Int) -> Dataset {
        func thinned(_ samples: Samples, _ count: Int) -> Samples {
            guard samples.count > count else { return samples }
            return samples.selecting((0..<count).map { Int32($0 * samples.count / count) })
        }
        return Dataset(
            name: name, classes: classes, train: thinned(train, count),
            test: thinned(test, count / 2),
            validation: validation.map { thinned($0, count / 2) }, preparation: preparation,
            findings: findings)
    }
}
