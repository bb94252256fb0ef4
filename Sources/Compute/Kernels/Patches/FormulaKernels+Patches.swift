extension FormulaKernels {
    func movePatches(_ patches: Patches, images: Matrix, tokens: Matrix, isBack: Bool) {
        let (x, y) = (images.reals(Real.self), tokens.reals(Real.self))
        let (height, width, size) = (patches.height, patches.width, patches.size)
        for place in 0..<patches.count {
            let (column, line) = (place % width, place / width % height)
            let token = line / size * (width / size) + column / size
            let channel = token * patches.channels + place / (width * height)
            let target = (channel * size + line % size) * size + column % size
            for n in 0..<images.rows {
                if isBack { x[n, place] = y[n, target] } else { y[n, target] = x[n, place] }
            }
        }
    }
}
