/// The part of every batch that one of several replicas loads.
package struct ReplicaShard: BatchShard {
    package let index: Int
    package let count: Int

    package init(index: Int, count: Int) { (self.index, self.count) = (index, count) }
}
