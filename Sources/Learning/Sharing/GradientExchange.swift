import OnwardCompute

/// What makes the gradients of replicas one.
///
/// Replicas are sessions that train the same blocks, each on its shard of every batch. A block calls
/// this once for every batch, between its gradients and its update; so all replicas make the same
/// update and stay the same. An exchange among machines sums over those that hold the same block,
/// in an order that does not depend on who comes first.
package protocol GradientExchange: Sendable {
    /// Replaces a block's gradients by their sum over all replicas, each weighed by its share.
    ///
    ///     gradients ← Σ share[r] · gradients[r]        r in order, beginning with 0
    ///
    /// - Parameters:
    ///   - gradients: [1, W], the mean over the replica's shard.
    ///   - share: the shard's samples among those of the batch; 1 where the gradients are weighed
    ///     already.
    func sum(_ gradients: Matrix, ofBlock index: Int, share: Float, on engine: Engine)

    /// Whether all replicas want another batch: so they stop after the same one.
    func agree(_ wantsBatch: Bool) -> Bool
}
