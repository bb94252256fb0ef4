import OnwardCompute
import OnwardLayers
import OnwardSettings

/// Reads the classes off what blocks put out: a linear softmax on their outputs, each divided by
/// its root mean square.
///
///     features = [normalized outputs of the blocks read]      evidence = features · weightᵀ + bias
///
/// It is neither block nor objective: it has weights and optimizer memory of its own, learns from
/// samples that carry no label, and sends no error back, so the blocks are the same with it and
/// without it. With it Forward-Forward predicts in one pass, and a network that never saw a label
/// can tell classes apart.
///
/// - Shapes: features [N, Σ widths], weight [C, Σ widths].
/// - Reference: Hinton, *The Forward-Forward Algorithm*, 2022, §3.2 and §3.3.
package final class Reader {
    /// Numbers of the blocks that it reads, counted from 0, from the bottom.
    package let blocks: [Int]
    /// What it remembers: a block that holds nothing but its dense layer.
    package let state: BlockState
    /// Per block from the lowest to the highest one read, its features' place among all; empty for
    /// one that is not read.
    let columns: [Range<Int>]

    init(_ network: Network, blocks numbers: [Int]) throws {
        try SettingsError.require(
            !numbers.isEmpty, "blocks to read", "at least one", got: "none")
        try numbers.forEach(network.check)
        blocks = Set(numbers).sorted()
        var (columns, count) = ([Range<Int>](), 0)
        for number in 0...(numbers.max() ?? 0) {
            let width = blocks.contains(number) ? network.blocks[number].plan.output.count : 0
            columns.append(count..<count + width)
            count += width
        }
        self.columns = columns
        let block = Block { Dense(network.classes.count) }
        state = try BlockState(
            block,
            plan: try BlockPlan(
                block, input: Shape(count), headRows: 0),
            index: network.blocks.count, isReader: true, feedback: .exact, seed: network.seed,
            storage: network.storage)
    }
}
