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
            let (strength, neutral) = written(place, numbers: input.columns) { x[source, $0] }
            for number in 0..<place.classes * place.run {
                let c = number / place.run
                y[n, offset + number] =
                    label[n] < 0 ? neutral : Int(label[n]) == c ? strength : 0
            }
        }
    }

    private func written(
        _ place: LabelPlace, numbers: Int, _ x: (Int) -> Real
    ) -> (strength: Real, neutral: Real) {
        let neutral = Real(place.neutral)
        switch place.strength {
        case .number(let number): return (Real(number), neutral)
        case .largest: return ((0..<numbers).reduce(Real(0)) { max($0, x($1)) }, neutral)
        case .share:
            let sum = (place.firstSeen..<numbers).reduce(Real(0)) { $0 + x($1) * x($1) }
            let ratio = Real(place.strength.ratio(run: place.run))
            let strength = sum > 0 ? (ratio * sum).squareRoot() : 1
            return (strength, neutral * strength)
        }
    }
}
