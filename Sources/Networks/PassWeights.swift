import OnwardCompute

/// A block's weights as its passes read them: the ones that learn, or those rounded to bfloat16.
package struct PassWeights {
    /// Per computing layer, in its plan's order.
    package let parameters: [[Matrix]]
    /// [classes, output numbers]; nil where the objective reads none.
    package let head: Matrix?
    /// What carries errors through the weights.
    package let feedback: FeedbackWeights
}

/// A copy of a block's weights in bfloat16, which products read in mixed precision.
///
/// Matrices and kernels are read from it; gains, biases and all else that is no factor of a product
/// stay the block's own.
struct RoundedWeights {
    /// All weights as one row.
    let store: Matrix
    let weights: PassWeights

    init(of block: BlockState) {
        let plan = block.plan
        let store = Matrix(.bfloat16, rows: 1, columns: plan.storeCount)
        let rounded = BlockState.views(of: store, plan)
        let parameters = zip(block.parameters, zip(rounded, plan.layers)).map { own, copies in
            zip(own, zip(copies.0, copies.1.parameters)).map { own, copy in
                copy.1.shape.count > 1 ? copy.0 : own
            }
        }
        let head = BlockState.headView(of: store, plan.slots, plan)
        self.store = store
        // Random feedback is no copy of the weights: products round it as they read it.
        weights = PassWeights(
            parameters: parameters, head: head,
            feedback: block.feedback.drawn.isEmpty
                ? FeedbackWeights(exact: parameters, head: head) : block.feedback)
    }
}

extension BlockState {
    /// Rounds the weights anew where the engine's products read bfloat16; to be called before the
    /// block runs on that engine. From then on every update keeps the copy as the weights are.
    package func prepare(for engine: Engine) {
        guard engine.precision.storage == .bfloat16 else { return }
        let copy = rounded ?? RoundedWeights(of: self)
        engine.convert(store, into: copy.store)
        rounded = copy
    }

    /// The weights as passes on this engine read them: rounded where its products read bfloat16 and
    /// the block was prepared for it. A reader never is.
    package func weights(for engine: Engine) -> PassWeights {
        guard engine.precision.storage == .bfloat16, let rounded else {
            return PassWeights(parameters: parameters, head: head, feedback: feedback)
        }
        return rounded.weights
    }
}
