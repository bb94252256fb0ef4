import OnwardCompute
import OnwardLayers

/// A layer that reads and writes plain samples and regroups them for another layer in each pass:
/// what a block's own regrouping must be equal to.
struct PlainTwin<Inner: Layer>: Layer {
    static var name: String { "plain-" + Inner.name }
    static var examples: [(layer: PlainTwin, input: Shape)] { [] }

    let inner: Inner
    var description: String { "plain \(inner)" }

    private func shape(_ shape: Shape) -> Shape { shape.grouped(by: inner.lanes(for: shape)) }

    func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        var plan = try inner.plan(for: self.shape(shape))
        plan.output = plan.output.grouped(by: 1)
        return plan
    }

    private func output(of input: Shape) -> Shape {
        (try? inner.plan(for: shape(input)).output) ?? input
    }

    private func regrouped(_ matrix: Matrix, _ from: Shape, _ to: Shape, _ engine: Engine) -> Matrix
    {
        guard from.lanes != to.lanes else { return matrix }
        let result = Matrix(rows: matrix.rows, columns: matrix.columns)
        engine.regroup(matrix, from, into: result, lanes: to.lanes)
        return result
    }

    func forward(_ pass: ForwardPass) {
        let (input, output) = (pass.inputShape, output(of: pass.inputShape))
        let result = Matrix(rows: pass.output.rows, columns: pass.output.columns)
        inner.forward(
            ForwardPass(
                engine: pass.engine, parameters: pass.parameters, inputShape: shape(input),
                input: regrouped(pass.input, input, shape(input), pass.engine), output: result,
                cache: pass.cache, isTraining: pass.isTraining, random: pass.random))
        pass.output.copy(from: regrouped(result, output, output.grouped(by: 1), pass.engine))
    }

    func backward(_ pass: BackwardPass) {
        let (input, output) = (pass.inputShape, output(of: pass.inputShape))
        let plain = output.grouped(by: 1)
        let inputError = pass.inputError.map { Matrix(rows: $0.rows, columns: $0.columns) }
        inner.backward(
            BackwardPass(
                engine: pass.engine, parameters: pass.parameters, carriers: pass.carriers,
                gradients: pass.gradients, inputShape: shape(input),
                input: regrouped(pass.input, input, shape(input), pass.engine),
                output: regrouped(pass.output, plain, output, pass.engine), cache: pass.cache,
                outputError: regrouped(pass.outputError, plain, output, pass.engine),
                inputError: inputError, random: pass.random))
        if let inputError {
            pass.inputError?.copy(
                from: regrouped(inputError, shape(input), input, pass.engine))
        }
    }
}
