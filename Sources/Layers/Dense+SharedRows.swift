import OnwardCompute

extension Dense: SharedRowsLayer {
    package func forward(_ rows: SharedRows, _ pass: ForwardPass) -> SharedRows? {
        pass.engine.multiply(
            rows, pass.parameters[0].transposed, bias: bias ? pass.parameters[1] : nil,
            activation: activation, sums: pass.cache, into: pass.output)
        return nil
    }

    package func backward(_ rows: SharedRows, _ pass: BackwardPass) {
        let error = pass.outputError
        pass.gate(by: activation, sums: pass.cache)
        pass.engine.multiply(error.transposed, rows, into: pass.gradients[0])
        if bias { pass.engine.sumColumns(of: error, into: pass.gradients[1]) }
    }
}
