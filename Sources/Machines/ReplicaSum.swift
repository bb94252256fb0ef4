import OnwardCompute
import OnwardLearning

/// Sums up the gradients of replicas in programs of their own: each sums a slice of them, in the replicas'
/// order whoever comes first, and gives it to the others.
///
///     slice p of program p ← Σ share[r] · slice p of program r        r in order
///
/// A program sends and receives twice its gradients but for its own slice, however many replicas there are.
final class ReplicaSum: GradientExchange, @unchecked Sendable {
    private let mpi: MPI
    /// The numbers of the programs that hold the same blocks, in the replicas' order.
    private let peers: [Int]
    private let own: Int
    private static let (sliceTag, shareTag, sumTag, wishTag) = (48, 49, 50, 51)

    init(_ peers: [Int], own: Int, by mpi: MPI) {
        (self.peers, self.own, self.mpi) = (peers, own, mpi)
    }

    func sum(_ gradients: Matrix, ofBlock index: Int, share: Float, on engine: Engine) {
        let slices = peers.indices.map { slice(of: gradients, $0) }
        let theirs = peers.indices.map { _ in Matrix(rows: 1, columns: slices[own].columns) }
        let shares = peers.indices.map { _ in Matrix([share], columns: 1) }
        exchange(tag: ReplicaSum.shareTag, peers.map { _ in shares[own] }, into: shares)
        exchange(tag: ReplicaSum.sliceTag, slices, into: theirs)
        let sum = Matrix(rows: 1, columns: slices[own].columns)
        for replica in peers.indices {
            engine.add(
                replica == own ? slices[own] : theirs[replica], times: shares[replica][0, 0],
                to: sum)
        }
        slices[own].copy(from: sum)
        exchange(tag: ReplicaSum.sumTag, peers.map { _ in sum }, into: slices)
    }

    func agree(_ wantsBatch: Bool) -> Bool {
        let wishes = peers.map { _ in Matrix([wantsBatch ? Int32(1) : 0], columns: 1) }
        exchange(
            tag: ReplicaSum.wishTag, peers.map { _ in wishes[own] }, into: wishes)
        return wishes.allSatisfy { $0.firstNumber == 1 }
    }

    /// Sends something to each of the others while something comes from it.
    ///
    /// - Parameters:
    ///   - sent: what each of the replicas is sent; nothing to this one.
    ///   - received: where what it sends is to go.
    private func exchange(tag: Int, _ sent: [Matrix], into received: [Matrix]) {
        let others = peers.indices.filter { $0 != own }
        let transfers =
            others.map { Transfer(.from, peers[$0], received[$0], tag: tag, by: mpi) }
            + others.map { Transfer(.to, peers[$0], sent[$0], tag: tag, by: mpi) }
        Transfer.wait(for: transfers, by: mpi)
    }

    private func slice(of gradients: Matrix, _ index: Int) -> Matrix {
        let size = (gradients.columns + peers.count - 1) / peers.count
        let first = min(index * size, gradients.columns)
        return gradients.slice(
            offset: first, rows: 1, columns: min(size, gradients.columns - first))
    }
}
