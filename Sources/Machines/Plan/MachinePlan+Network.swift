import OnwardCompute
import OnwardLearning
import OnwardNetworks

extension MachinePlan.Work {
    /// - Parameters:
    ///   - trainer: with the part of a batch that one replica sees.
    ///   - batches: of an epoch.
    package init(of network: Network, by trainer: Trainer, costs: BlockCosts, batches: Int) {
        self.init(
            costs: costs, batches: batches,
            outputs: network.blocks.indices.map {
                let slot = BatchSlot.forLearning(above: $0, of: network, by: trainer, shards: 1)[0]
                return [slot.outputRoom, slot.labelRoom].reduce(0) {
                    $0 + $1.rows * $1.columns * $1.elementType.byteCount
                }
            },
            gradients: network.blocks.map { $0.plan.storeCount * ElementType.float32.byteCount })
    }
}

/// What one program's blocks take: their weights, what the optimizer remembers, the largest one's gradients,
/// and the slots of the links on both sides. Activations and samples come on top.
package struct StageMemory: Sendable {
    package let bytes: Int

    package init(of network: Network, _ range: Range<Int>, by trainer: Trainer) {
        let number = ElementType.float32.byteCount
        let (blocks, each) = (network.blocks[range], trainer.optimizer.memoryPerWeight * number)
        let weights = blocks.reduce(0) { $0 + $1.weightBytes + each * $1.plan.storeCount }
        let gradients = (blocks.map(\.plan.storeCount).max() ?? 0) * number
        let links = [range.lowerBound - 1, range.upperBound - 1].filter {
            $0 >= 0 && $0 < network.blocks.count - 1
        }
        bytes = links.reduce(weights + gradients) { sum, index in
            BatchSlot.forLearning(above: index, of: network, by: trainer, shards: 1).reduce(sum) {
                $0 + $1.outputRoom.rows * $1.outputRoom.columns
                    * $1.outputRoom.elementType.byteCount
            }
        }
    }
}
