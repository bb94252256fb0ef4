extension FormulaKernels {
    func regroup(_ input: Matrix, from: ImagePlaces, into output: Matrix, to: ImagePlaces) {
        let (x, y) = (input.reals(Real.self), output.reals(Real.self))
        for n in 0..<input.rows {
            for c in 0..<from.channels {
                for p in 0..<from.positions { y[to.place(n, c, p)] = x[from.place(n, c, p)] }
            }
        }
    }
}
