import OnwardCatalog
import OnwardCompute
import OnwardModels
import OnwardNetworks
import OnwardPictures

extension Recipe {
    /// The blocks that a part of a network in the papers' notation stands for, with this recipe's
    /// bias, dropout and normalization. What stands between two commas is one block.
    ///
    /// - Parameters:
    ///   - input: the form of what the lowest of them is given.
    ///   - isLowest: whether there is none below them.
    package func blocks(of part: String, input: Shape, isLowest: Bool) throws -> [Block] {
        var recipe = self
        recipe.blockSize = 1
        return try recipe.cut(
            PaperNotation(part).items, input, Catalog.withPictures.algorithm(algorithm),
            isLowest: isLowest)
    }

    /// The same for a network of these blocks, whatever the notation said before, and without the
    /// reader that an edit took away.
    func naming(_ blocks: [[LayerSpec]]) -> Recipe {
        var recipe = self
        (recipe.network, recipe.blockSize, recipe.blocks) = (nil, nil, blocks)
        (recipe.reader, recipe.prediction) = (nil, reader == nil ? prediction : nil)
        return recipe
    }
}
