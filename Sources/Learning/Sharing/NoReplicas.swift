import OnwardCompute

/// A session that has no replicas.
package struct NoReplicas: GradientExchange {
    package init() {}

    package func sum(_ gradients: Matrix, ofBlock index: Int, share: Float, on engine: Engine) {}

    package func agree(_ wantsBatch: Bool) -> Bool { wantsBatch }
}
