import OnwardCompute

extension LengthNormalization: SharedRowsLayer {
    public func forward(_ rows: SharedRows, _ pass: ForwardPass) -> SharedRows? {
        pass.engine.measure(
            rows, factor: factor(columns: rows.columns), epsilon: epsilon, into: pass.cache)
        return rows.divided(by: pass.cache)
    }

    public func backward(_ rows: SharedRows, _ pass: BackwardPass) {}
}
