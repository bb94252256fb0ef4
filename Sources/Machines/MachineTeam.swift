import COpenMPI
import OnwardCompute
import OnwardData
import OnwardInference
import OnwardLearning
import OnwardNetworks
import OnwardRuns

/// The programs that MPI has started, as stages in a row: consecutive numbers hold blocks one above the
/// other, and where there are replicas, each is such a row.
package final class MachineTeam: RunTeam {
    private let mpi: MPI
    private let replicas: Int
    /// What messages call the programs.
    private let names: [String]
    private var courier: Courier?
    private var (outgoing, incoming) = ([OutgoingLink](), [IncomingLink]())

    /// - Throws: where the programs are no multiple of the replicas, or not told of as many.
    package init(_ mpi: MPI, watchedBy watch: Watch, replicas: Int) throws {
        (self.mpi, self.replicas) = (mpi, replicas)
        names = watch.names
        try MPICohort(mpi.world, names: names, by: mpi).require(["replicas": "\(replicas)"])
        guard mpi.size % replicas == 0 else {
            throw MachineError.uneven(programs: mpi.size, replicas: replicas)
        }
    }

    package func place(for network: Network, _ trainer: Trainer) throws -> SessionPlace {
        let stages = mpi.size / replicas
        let (replica, stage) = mpi.rank.quotientAndRemainder(dividingBy: stages)
        guard stages <= network.blocks.count else {
            throw MachineError.tooMany(
                programs: mpi.size, blocks: network.blocks.count, replicas: replicas)
        }
        let rows = trainer.batchSize / trainer.gradientAccumulation / replicas
        let own = StageCut(of: network, rows: rows, stages: stages).ranges[stage]
        var place = SessionPlace()
        place.cohort = MPICohort(mpi.world, names: names, by: mpi)
        place.blocks = ConsecutiveBlocks(own)
        if replicas > 1 {
            place.shard = ReplicaShard(index: replica, count: replicas)
            place.exchange = ReplicaSum(
                (0..<replicas).map { $0 * stages + stage }, own: replica, by: mpi)
        }
        // To be called by all, in a row of one as well.
        guard let row = mpi.split(color: replica), stages > 1 else { return place }
        connect(&place, network, trainer, own, isLowest: stage == 0, isHighest: stage == stages - 1)
        place.inquirer = SharedInquirer(
            blocks: own, below: incoming.last, above: outgoing.last,
            cohort: MPICohort(
                row, names: Array(names[replica * stages..<(replica + 1) * stages]), by: mpi))
        return place
    }

    /// Links to the neighbours: one for learning, and behind it one for asking.
    private func connect(
        _ place: inout SessionPlace, _ network: Network, _ trainer: Trainer, _ own: Range<Int>,
        isLowest: Bool, isHighest: Bool
    ) {
        func slots(above index: Int, _ tag: LinkTag) -> [BatchSlot] {
            tag == .training
                ? BatchSlot.forLearning(
                    above: index, of: network, by: trainer, shards: replicas)
                : BatchSlot.forAsking(above: index, of: network, by: trainer)
        }
        for tag in [LinkTag.training, .asking] {
            if !isLowest {
                incoming.append(
                    IncomingLink(
                        from: mpi.rank - 1, tag, slots: slots(above: own.lowerBound - 1, tag),
                        by: mpi))
            }
            if !isHighest {
                outgoing.append(
                    OutgoingLink(
                        to: mpi.rank + 1, tag, slots: slots(above: own.upperBound - 1, tag),
                        by: mpi))
            }
        }
        (place.below, place.above) = (incoming.first, outgoing.first)
        let courier = Courier(incoming + outgoing)
        for link in incoming { link.courier = courier }
        for link in outgoing { link.courier = courier }
        self.courier = courier
    }

    /// When the run has ended everywhere: nothing is left on its way.
    package func end() {
        outgoing.last?.close()
        incoming.last?.abandon()
        for link in outgoing { link.waitUntilQuiet() }
        for link in incoming { link.waitUntilQuiet() }
        courier?.end()
    }
}
