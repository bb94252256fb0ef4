import OnwardCompute
import OnwardObjectives

/// The room a reader works in: features and evidence of one batch, and its gradients; all of it
/// float32, whatever the blocks' activations are stored as.
package final class ReaderRoom {
    private let reader: Reader
    private let engine: Engine
    private let features: Matrix
    private let lengths: Matrix
    private let workspace: Workspace

    /// - Parameter rows: samples in the largest batch.
    package init(for reader: Reader, rows: Int, learns: Bool, engine: Engine) {
        self.reader = reader
        self.engine = engine
        features = engine.makeMatrix(rows: rows, columns: reader.state.plan.input.count)
        lengths = engine.makeMatrix(rows: rows, columns: 1)
        workspace = Workspace(
            for: [reader.state.plan], rows: rows, learners: learns ? [0] : [], engine: engine)
    }

    package var gradientBytes: Int { workspace.gradientBytes }

    package var activationBytes: Int {
        workspace.activationBytes + MemoryCount([features, lengths]).bytes
    }

    /// Takes in what samples without a label make of the blocks that are read.
    ///
    /// - Parameter pass: runs the block of a number on what comes from below.
    package func take(_ samples: Signal, pass: (Signal, Int) -> Signal) {
        var signal = samples
        let taken = features.rows(0..<samples.rows)
        for index in reader.columns.indices {
            signal = pass(signal, index)
            let columns = reader.columns[index]
            if columns.isEmpty { continue }
            engine.normalize(
                signal.matrix, factor: 1 / Double(columns.count), epsilon: 1e-8,
                into: taken.columns(columns), lengths: lengths.rows(0..<samples.rows))
        }
    }

    /// The evidence [N, C] for the `rows` samples that were taken in.
    package func evidence(rows: Int) -> Matrix {
        let frame = workspace.frame(ofBlock: 0, rows: rows)
        return reader.state.pass(Signal(features.rows(0..<rows)), in: frame, engine: engine).matrix
    }

    /// Lets the reader learn from what was taken in, but for the update; returns where the evidence,
    /// the loss and the gradients lie.
    ///
    /// - Parameter classWeights: see `Batch`.
    package func learn(_ labels: Matrix, classWeights: Matrix?) -> BlockFrame {
        let input = features.rows(0..<labels.rows)
        let frame = workspace.frame(ofBlock: 0, rows: labels.rows)
        var batch = Batch(input: Signal(input), labels: labels, trueRows: labels.rows)
        batch.classWeights = classWeights
        reader.state.learn(
            batch, from: Signal(input), in: frame, objective: CrossEntropy(), engine: engine)
        return frame
    }
}
