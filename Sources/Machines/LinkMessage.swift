import OnwardCompute
import OnwardLearning

/// What travels beside a batch's outputs: its number, its sizes, and its labels.
///
///     [number, rows, samples, true rows, whether no more comes | labels]      of int32
struct LinkMessage {
    private static let headCount = 5
    let numbers: Matrix

    /// - Parameter samples: in the largest batch.
    init(samples: Int) {
        numbers = Matrix(.int32, rows: 1, columns: LinkMessage.headCount + samples)
    }

    func write(_ slot: BatchSlot) {
        let batch = slot.batch
        set([slot.number, batch.input.rows, batch.sampleCount, batch.trueRows, 0])
        labels(batch.sampleCount).copy(
            from: batch.labels.reshaped(rows: 1, columns: batch.sampleCount))
    }

    func writeEnd() { set([0, 0, 0, 0, 1]) }

    var isEnd: Bool { head[4] == 1 }

    /// Tells a slot of a batch whose outputs have come into its room.
    func deliver(to slot: BatchSlot) {
        let head = head
        slot.labelRoom.rows(0..<head[2]).reshaped(rows: 1, columns: head[2])
            .copy(from: labels(head[2]))
        slot.arrive(head[0], rows: head[1], samples: head[2], trueRows: head[3])
    }

    private var head: [Int] {
        numbers.columns(0..<LinkMessage.headCount).values(as: Int32.self).map { Int($0) }
    }

    private func set(_ head: [Int]) {
        numbers.slice(offset: 0, rows: 1, columns: LinkMessage.headCount).assign(
            head.map { Int32($0) })
    }

    private func labels(_ count: Int) -> Matrix {
        numbers.slice(offset: LinkMessage.headCount, rows: 1, columns: count)
    }
}

/// What messages between two programs are about.
enum LinkTag: Int {
    case training = 16
    case asking = 32
    var message: Int { rawValue }
    var outputs: Int { rawValue + 1 }
    /// That no more is wanted.
    var notice: Int { rawValue + 2 }
}
