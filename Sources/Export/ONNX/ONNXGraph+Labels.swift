import OnwardCompute
import OnwardObjectives

/// Labels written into samples, as the lowest block sees them.
extension ONNXGraph {
    /// Shows every sample with every label in turn.
    ///
    /// - Parameters:
    ///   - x: samples [N, …] of `input`.
    /// - Returns: [N · C, …], the C rows of a sample one behind the other.
    mutating func everyLabel(
        _ x: Value, _ input: Shape, _ embedding: LabelEmbedding, classes: Int
    ) -> Value {
        let place = embedding.place(in: input, classes: classes)
        let marks = (0..<classes * classes).map { Float($0 / classes == $0 % classes ? 1 : 0) }
        // [N, C, C]
        let labels = node(
            "Mul",
            [
                constant(ONNXTensor(marks, [1, classes, classes])),
                reshape(strength(x, input, place, as: place.strength), to: [1, 1]),
            ])
        return label(x, input, place, labels, copies: classes, embedding.form)
    }

    /// Shows every sample with the same small number for every class.
    ///
    /// - Returns: [N, …].
    mutating func neutralLabel(
        _ x: Value, _ input: Shape, _ embedding: LabelEmbedding, classes: Int
    ) -> Value {
        let place = embedding.place(in: input, classes: classes)
        let neutral = [Float](repeating: place.neutral, count: classes)
        // Where labels are a share of the sample, so is what stands for none.
        let loudness: LabelStrength =
            if case .share = place.strength { place.strength } else { .number(1) }
        let labels = node(
            "Mul",
            [
                constant(ONNXTensor(neutral, [1, 1, classes])),
                reshape(strength(x, input, place, as: loudness), to: [1, 1]),
            ])
        return label(x, input, place, labels, copies: 1, embedding.form)
    }

    /// What is written for a label's class in each sample [N, 1].
    private mutating func strength(
        _ x: Value, _ input: Shape, _ place: LabelPlace, as strength: LabelStrength
    ) -> Value {
        let flat = reshape(x, to: [input.count])
        let axis = ONNXAttribute("axes", [1])
        switch strength {
        case .number(let number):
            // As many as there are samples.
            let sums = node("ReduceSum", [flat, constant(ONNXTensor([1]))])
            let zeros = node("Mul", [sums, constant(ONNXTensor(0))])
            return node("Add", [zeros, constant(ONNXTensor([number], []))])
        case .largest:
            return node("Relu", [node("ReduceMax", [flat], [axis])])
        case .share:
            let seen = slice(flat, from: place.firstSeen, to: input.count)
            let sum = sumOfSquares(seen, dimensions: 1)
            let ratio = constant(ONNXTensor([strength.ratio(run: place.run)], []))
            let root = node("Sqrt", [node("Mul", [sum, ratio])])
            let isSeen = node("Greater", [sum, constant(ONNXTensor(0))])
            return node("Where", [isSeen, root, constant(ONNXTensor(1))])
        }
    }

    /// Joins samples [N, …] and labels [N, copies, C].
    private mutating func label(
        _ x: Value, _ input: Shape, _ place: LabelPlace, _ labels: Value, copies: Int,
        _ form: LabelEmbedding.Form
    ) -> Value {
        func copied(_ x: Value, _ sizes: [Int]) -> Value {
            let one = reshape(x, to: [1] + sizes)
            return node(
                "Expand", [one, constant(ONNXTensor([1, copies] + sizes.map { _ in 1 }))])
        }
        guard form == .planes else {
            let flat = reshape(x, to: [input.count])
            let rest = form == .overlay ? slice(flat, from: place.classes, to: input.count) : flat
            let samples = copied(
                rest, [form == .overlay ? input.count - place.classes : input.count])
            let joined = node(
                "Concat", form == .overlay ? [labels, samples] : [samples, labels],
                [ONNXAttribute("axis", 2)])
            return reshape(
                joined, to: [form == .overlay ? input.count : input.count + place.classes])
        }
        let sizes = input.dimensions
        let planes = node(
            "Expand",
            [
                node(
                    "Reshape", [labels, constant(ONNXTensor([-1, copies, place.classes, 1, 1]))]),
                constant(ONNXTensor([1, 1, 1, sizes[1], sizes[2]])),
            ])
        let joined = node("Concat", [copied(x, sizes), planes], [ONNXAttribute("axis", 2)])
        return reshape(joined, to: [sizes[0] + place.classes, sizes[1], sizes[2]])
    }

    /// Columns of [N, count].
    private mutating func slice(_ x: Value, from first: Int, to end: Int) -> Value {
        first == 0
            ? x
            : node(
                "Slice",
                [
                    x, constant(ONNXTensor([first])), constant(ONNXTensor([end])),
                    constant(ONNXTensor([1])),
                ])
    }
}
