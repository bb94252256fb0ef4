import OnwardCompute

/// The sum of a block's gradients over the parts of a batch, each weighed by its share of the
/// samples: the gradient of the whole batch, but for rounding.
///
/// Every layer's is added as soon as it is computed, so beside the sum there need be room for no more
/// than one layer's.
package final class GradientSums {
    /// As the block's weights lie.
    package let store: Matrix
    private let layers: [[Matrix]]
    private let head: Matrix?

    init(_ plan: BlockPlan) {
        store = Buffer(count: plan.storeCount).all
        layers = BlockState.views(of: store, plan)
        head = BlockState.headView(of: store, plan.slots, plan)
    }

    /// Adds what a layer wrote.
    func add(_ gradients: [Matrix], ofLayer layer: Int, times share: Float, engine: Engine) {
        for index in gradients.indices {
            engine.add(gradients[index], times: share, to: layers[layer][index])
        }
    }

    /// Adds what the head wrote, where there is one.
    func add(head gradient: Matrix, times share: Float, engine: Engine) {
        if let head { engine.add(gradient, times: share, to: head) }
    }

    /// Makes room for the next batch.
    package func endBatch() { store.clear() }
}
