import OnwardCompute
import OnwardDataFiles
import OnwardSettings

/// A column is an input of its own, [batch, 1]: numbers as float64, NaN where they are missing, and
/// categories as texts, empty where they are missing.
extension TablePreparation: ONNXPreparation {
    func write(_ shape: Shape, in graph: inout ONNXGraph) throws -> ONNXGraph.Value {
        var columns: [ONNXGraph.Value] = []
        for (feature, part) in zip(features, inputs) {
            let name = hasHeader ? part.name : part.name.replacing(" ", with: "_")
            let isTaken = ["label", "probabilities"].contains(name) || name.hasPrefix("evidence")
            try SettingsError.require(
                !isTaken && !name.hasPrefix("/"), "column \(name)",
                "a name that is none of the model's outputs and begins with no /", got: name)
            switch feature.kind {
            case .number(let mean, let deviation):
                columns.append(graph.standardized(name, mean: mean, deviation: deviation))
            case .categories(let levels):
                columns.append(graph.marked(name, levels: levels))
            case .written(let writing, _):
                throw SettingsError(
                    "column \(name)", expected: "plain numbers or categories",
                    got: writing.summary,
                    remedy: "ONNX has no operators that read them; write them as plain numbers")
            }
        }
        return columns.count > 1
            ? graph.node("Concat", columns, [ONNXAttribute("axis", 1)]) : columns[0]
    }

    var note: String {
        "inputs: a table's columns, NaN for a number that is missing and an empty text for a category"
    }
}

extension ONNXGraph {
    /// (x − mean) / deviation, computed in float64 as tables are; a missing number counts as the mean.
    fileprivate mutating func standardized(
        _ name: String, mean: Double, deviation: Double
    ) -> Value {
        let x = input(name, .double, [.batch, .fixed(1)])
        let centred = node("Sub", [x, constant(ONNXTensor(doubles: [mean], []))])
        let scaled = node("Div", [centred, constant(ONNXTensor(doubles: [deviation], []))])
        let number = node(
            "Cast", [scaled], [ONNXAttribute("to", ONNXTensor.Kind.float.rawValue)])
        return node("Where", [node("IsNaN", [number]), constant(ONNXTensor(0)), number])
    }

    /// 1 in the place of the text's level, and zeros for a text that is none.
    fileprivate mutating func marked(_ name: String, levels: [String]) -> Value {
        let x = input(name, .string, [.batch, .fixed(1)])
        let place = node(
            "LabelEncoder", [x],
            [
                ONNXAttribute("keys_strings", levels),
                ONNXAttribute("values_int64s", Array(levels.indices)),
                ONNXAttribute("default_int64", levels.count),
            ], domain: "ai.onnx.ml")
        let marks = node(
            "OneHot",
            [
                place, constant(ONNXTensor([levels.count])),
                constant(ONNXTensor([0, 1] as [Float], [2])),
            ], [ONNXAttribute("axis", -1)])
        return reshape(marks, to: [levels.count])
    }
}
