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
        precondition(
            images.isContiguous && tokens.isContiguous && images.columns == image.count
                && tokens.columns == image.count && images.rows == tokens.rows)
        kernels(for: images).movePatches(
            Patches(of: image, size: size), images: images, tokens: tokens, isBack: isBack)
    }
}
