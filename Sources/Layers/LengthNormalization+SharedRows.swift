import OnwardCompute

extension LengthNormalization: SharedRowsLayer {
    package func forward(_ rows: SharedRows, _ pass: ForwardPass) -> SharedRows? {
        pass.engine.measure(
            rows, factor: factor(columns: rows.columns), epsilon: epsilon, into: pass.cache)
        return rows.divided(by: pass.cache)
    }

    package func backward(_ rows: SharedRows, _ pass: BackwardPass) {}
}
