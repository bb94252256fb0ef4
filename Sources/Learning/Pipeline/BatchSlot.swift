import OnwardCompute
import OnwardNetworks

/// A batch on its way from one block to the next: what the lower one passed on, and what objectives
/// are told about it.
///
/// One thread holds it at a time, and hands it on through a link; hence it may cross threads.
final class BatchSlot: @unchecked Sendable {
    private let outputRoom: Matrix
    private let labelRoom: Matrix
    private(set) var batch: Batch
    /// The batch's number in its round.
    private(set) var number = 0

    /// - Parameters:
    ///   - output: where the lower block puts out the largest batch.
    ///   - samples: samples in it.
    init(like output: Matrix, samples: Int) {
        outputRoom = Matrix(output.elementType, rows: output.rows, columns: output.columns)
        labelRoom = Matrix(.int32, rows: samples, columns: 1)
        batch = Batch(input: Signal(outputRoom), labels: labelRoom, trueRows: 0)
    }

    func fill(_ number: Int, _ output: Matrix, of batch: Batch) {
        let input = outputRoom.rows(0..<output.rows)
        let labels = labelRoom.rows(0..<batch.sampleCount)
        input.copy(from: output)
        labels.copy(from: batch.labels)
        self.batch = Batch(input: Signal(input), labels: labels, trueRows: batch.trueRows)
        self.number = number
    }
}
