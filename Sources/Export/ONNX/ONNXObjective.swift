import OnwardCompute
import OnwardObjectives

/// An objective whose evidence ONNX has operators for.
protocol ONNXObjective: Objective {
    /// Adds what turns a head's evidence [N, C], or outputs [N, width] of rows that each show one label,
    /// into evidence: as many rows, of C numbers or of one.
    func write(
        _ work: ONNXGraph.Value, width: Int, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value
}

extension CrossEntropy: ONNXObjective {
    func write(
        _ work: ONNXGraph.Value, width: Int, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value { work }
}

extension GoodnessContrast: ONNXObjective {
    func write(
        _ work: ONNXGraph.Value, width: Int, in graph: inout ONNXGraph
    ) -> ONNXGraph.Value {
        let squares = graph.sumOfSquares(work, dimensions: 1)
        func times(_ x: ONNXGraph.Value, _ factor: Double) -> ONNXGraph.Value {
            graph.node("Mul", [x, graph.constant(ONNXTensor(factor))])
        }
        let sign = minimizes ? -1.0 : 1
        guard case .ratio(let sharpness, _) = loss else {
            return times(squares, sign * factor(width))
        }
        let goodness = times(squares, factor(width))
        let floor = graph.constant(ONNXTensor(self.floor(width)))
        return times(
            graph.node("Log", [graph.node("Add", [goodness, floor])]), sign * sharpness)
    }
}
