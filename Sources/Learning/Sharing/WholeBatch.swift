/// A session that loads the whole batch.
package struct WholeBatch: BatchShard {
    package init() {}

    package var index: Int { 0 }
    package var count: Int { 1 }
}
