/// Which part of every batch a session loads.
///
/// Shards are consecutive and equally large, but for the last batch of an epoch. Among replicas each
/// has its own, and learns what it would as one part of a batch whose gradients are summed up.
package protocol BatchShard: Sendable {
    /// Counted from 0.
    var index: Int { get }
    /// Shards of a batch; they divide its size.
    var count: Int { get }
}
