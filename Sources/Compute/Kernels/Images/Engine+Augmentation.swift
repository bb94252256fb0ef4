/// Images of a batch changed where they lie, each by numbers that are drawn for its sample,
/// `random[order[n]]`.
///
/// - Shapes: `images` [N, channels · height · width], `order` [N, 1] of int32.
extension Engine {
    /// Moves each image by whole numbers of pixels, drawn from −pixels…pixels for either direction;
    /// zeros come in.
    ///
    ///     image[c, y, x] = image[c, y − down, x − right], or 0 where there is no such pixel
    package func shiftImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource
    ) {
        check(images, shape, order)
        precondition(pixels < min(shape.imageSize.height, shape.imageSize.width))
        kernels.shiftImages(images, shape: shape, by: pixels, order: order, random: random)
    }

    /// Mirrors each image left for right, or not, with equal chance.
    package func mirrorImages(_ images: Matrix, shape: Shape, order: Matrix, random: RandomSource) {
        check(images, shape, order)
        kernels.mirrorImages(images, shape: shape, order: order, random: random)
    }

    /// Moves each image as `shiftImages` does, and lets its mirror image come in:
    ///
    ///     image[c, y, x] = image[c, |y − down|, |x − right|], and so at the other borders
    package func cropImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource
    ) {
        check(images, shape, order)
        precondition(pixels < min(shape.imageSize.height, shape.imageSize.width))
        kernels.cropImages(images, shape: shape, by: pixels, order: order, random: random)
    }

    /// Turns each image about its middle by an angle from −degrees…degrees:
    ///
    ///     image[c, place] = the four pixels around R · place, weighed by their nearness
    package func turnImages(
        _ images: Matrix, shape: Shape, by degrees: Int, order: Matrix, random: RandomSource
    ) {
        check(images, shape, order)
        kernels.turnImages(images, shape: shape, by: degrees, order: order, random: random)
    }

    /// Writes zeros into a square of each image, whose middle is any of its pixels.
    package func cutImages(
        _ images: Matrix, shape: Shape, side: Int, order: Matrix, random: RandomSource
    ) {
        check(images, shape, order)
        kernels.cutImages(images, shape: shape, side: side, order: order, random: random)
    }

    private func check(_ images: Matrix, _ shape: Shape, _ order: Matrix) {
        precondition(
            order.count == images.rows && images.isContiguous && images.columns == shape.count,
            "[\(images.rows), \(images.columns)] images of \(shape), \(order.count) samples")
    }
}
