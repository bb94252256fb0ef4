import Foundation
import OnwardCompute
import OnwardLearning

/// Replicas in one process that wait for each other at every block and sum up in their order.
final class SummingExchange: @unchecked Sendable {
    private let condition = NSCondition()
    private let replicas: Int
    private var given: [(gradients: [Float], share: Float)?]
    private var taken = 0
    private var count = 0

    init(replicas: Int) {
        self.replicas = replicas
        given = .init(repeating: nil, count: replicas)
    }

    /// Sums that were made.
    var sums: Int { condition.withLock { count } }

    struct Replica: GradientExchange {
        let index: Int
        private let exchange: SummingExchange

        init(index: Int, of exchange: SummingExchange) {
            self.index = index
            self.exchange = exchange
        }

        func agree(_ wantsBatch: Bool) -> Bool { wantsBatch }

        func sum(_ gradients: Matrix, ofBlock block: Int, share: Float, on engine: Engine) {
            let all = exchange.swap(gradients.floats, share, replica: index)
            gradients.clear()
            for replica in all {
                engine.add(
                    Matrix(replica.gradients, columns: gradients.columns), times: replica.share,
                    to: gradients)
            }
        }
    }

    private func swap(
        _ gradients: [Float], _ share: Float, replica: Int
    ) -> [(gradients: [Float], share: Float)] {
        condition.lock()
        defer { condition.unlock() }
        given[replica] = (gradients, share)
        condition.broadcast()
        while given.contains(where: { $0 == nil }) { condition.wait() }
        let all = given.compactMap { $0 }
        taken += 1
        if taken == replicas {
            given = .init(repeating: nil, count: replicas)
            taken = 0
            count += 1
            condition.broadcast()
        } else {
            let sum = count
            while count == sum { condition.wait() }
        }
        return all
    }
}
