extension FormulaKernels {
    func embed(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix
    ) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        let label = labels.pointer(to: Int32.self)
        for n in 0..<output.rows {
            let source = n / copies
            for m in 0..<copied { y[n, m] = x[source, m] }
            let largest = (0..<input.columns).reduce(Real(0)) { max($0, x[source, $1]) }
            let strength = place.strength.map { Real($0) } ?? largest
            for number in 0..<place.classes * place.run {
                let c = number / place.run
                y[n, offset + number] =
                    label[n] < 0 ? Real(place.neutral) : Int(label[n]) == c ? strength : 0
            }
        }
    }
}
