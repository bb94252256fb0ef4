import CKernels

extension Engine {
    /// Reads every image as tokens, the square patches that it is cut into: tokens row by row over
    /// the image, in each its channels' pixels row by row.
    ///
    /// - Shapes: `images` [N, C·H·W] of an `image` [C, H, W]; `tokens` [N, H/size·W/size ·
    ///   C·size·size].
    package func cut(_ images: Matrix, image: Shape, size: Int, into tokens: Matrix) {
        movePatches(images: images, tokens: tokens, image: image, size: size, isBack: false)
    }

    /// The other way: puts tokens back to where `cut` took them from.
    package func join(_ tokens: Matrix, image: Shape, size: Int, into images: Matrix) {
        movePatches(images: images, tokens: tokens, image: image, size: size, isBack: true)
    }

    private func movePatches(
        images: Matrix, tokens: Matrix, image: Shape, size: Int, isBack: Bool
    ) {
        let sizes = image.dimensions
        precondition(
            sizes.count == 3 && sizes[1] % size == 0 && sizes[2] % size == 0,
            "\(image) cannot be cut into patches of \(size) × \(size)")
        precondition(
            images.isContiguous && tokens.isContiguous && images.columns == image.count
                && tokens.columns == image.count && images.rows == tokens.rows)
        guard images.elementType != .bfloat16 else {
            let (from, to) = isBack ? (tokens, images) : (images, tokens)
            let read = reading(from, as: .float32, room: 0)
            return writing(to, room: 4) {
                movePatches(
                    images: isBack ? $0 : read, tokens: isBack ? read : $0, image: image,
                    size: size, isBack: isBack)
            }
        }
        let (channels, height, width) = (sizes[0], sizes[1], sizes[2])
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (images.reals(S.self), tokens.reals(S.self))
            for place in 0..<image.count {
                let (column, line) = (place % width, place / width % height)
                let token = line / size * (width / size) + column / size
                let channel = token * channels + place / (width * height)
                let target = (channel * size + line % size) * size + column % size
                for n in 0..<images.rows {
                    if isBack { x[n, place] = y[n, target] } else { y[n, target] = x[n, place] }
                }
            }
        }
        if let scalar = formulaScalar(for: images) { return formula(scalar) }
        run(
            table.patches,
            onward_patches(
                image: images.pointer(), tokens: tokens.pointer(), channels: channels,
                height: height, width: width, size: size, back: isBack),
            over: images.rows, numbersEach: image.count)
    }
}
