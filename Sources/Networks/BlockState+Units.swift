import OnwardCompute
import OnwardLayers
import OnwardObjectives

/// The units of a block that its objective looks after one by one.
extension BlockState {
    /// What the objective is lent of them, on true rows; nil where it looks after none.
    func unitLesson(_ batch: Batch, in frame: BlockFrame) -> UnitLesson? {
        guard let units = plan.units else { return nil }
        let output = frame.outputs[units.layer].rows(0..<batch.trueRows)
        return UnitLesson(
            activity: output.reshaped(rows: output.count / units.count, columns: units.count),
            buffers: unitBuffers, error: frame.unitError)
    }

    /// The error that it wrote on the sums of a layer's units; nil for all layers but one.
    func unitError(of layer: Int, _ batch: Batch, in frame: BlockFrame) -> UnitError? {
        layer == plan.units?.layer ? UnitError(frame.unitError, samples: batch.trueRows) : nil
    }
}
