import OnwardCompute
import OnwardNetworks

/// A batch on its way from one block to the next: what the lower one passed on, and what objectives
/// are told about it.
///
/// One thread holds it at a time, and hands it on through a link; hence it may cross threads.
package final class BatchSlot: @unchecked Sendable {
    /// For what the lower block puts out for the largest batch, and for its labels.
    package let outputRoom: Matrix
    package let labelRoom: Matrix
    package private(set) var batch: Batch
    /// The batch's number.
    package private(set) var number = 0

    /// - Parameters:
    ///   - type: what activations are stored as.
    ///   - rows: rows of the lower block's output on the largest batch.
    ///   - columns: numbers in one of them.
    ///   - samples: samples in that batch.
    package init(_ type: ElementType = .float32, rows: Int, columns: Int, samples: Int) {
        outputRoom = Matrix(type, rows: rows, columns: columns)
        labelRoom = Matrix(.int32, rows: samples, columns: 1)
        batch = Batch(input: Signal(outputRoom), labels: labelRoom, trueRows: 0)
    }

    package func fill(_ number: Int, _ output: Matrix, of batch: Batch) {
        let input = outputRoom.rows(0..<output.rows)
        let labels = labelRoom.rows(0..<batch.sampleCount)
        input.copy(from: output)
        labels.copy(from: batch.labels)
        self.batch = Batch(input: Signal(input), labels: labels, trueRows: batch.trueRows)
        self.batch.classWeights = batch.classWeights
        self.number = number
    }

    /// Takes a batch whose numbers have been written into the rooms from elsewhere.
    package func arrive(_ number: Int, rows: Int, samples: Int, trueRows: Int) {
        batch = Batch(
            input: Signal(outputRoom.rows(0..<rows)), labels: labelRoom.rows(0..<samples),
            trueRows: trueRows)
        self.number = number
    }
}
