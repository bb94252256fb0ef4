/// Images made of others at random, a batch at a time. What is drawn for an image is keyed by the
/// sample that it is of, `random[order[n]]`; where images of a batch are mixed, by its row,
/// `random[n]`.
///
/// - Shapes: `input` and `output` [N, channels · height · width], `order` [N, 1] of int32: the
///   samples' numbers.
extension Engine {
    /// Mixes each image with another of the batch by a mask of large blots:
    ///
    ///     output[n] = mask · input[n] + (1 − mask) · input[other]
    ///
    /// The mask is a random bit image, blurred by [¼, ½, ¼] in both directions and cut at ½. An
    /// image alone in its batch finds no other and stays as it is.
    ///
    /// - Reference: Hinton, *The Forward-Forward Algorithm*, 2022, §3.2.
    package func mixImages(_ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix)
    {
        kernels(for: input).mixImages(input, shape: shape, random: random, into: output)
    }

    /// output = input + scale · normal; or the noise alone where there is no input.
    package func addNoise(
        to input: Matrix?, scale: Float, order: Matrix, random: RandomSource, into output: Matrix
    ) {
        precondition(order.count == output.rows, "\(order.count) samples in \(output.rows) rows")
        kernels(for: output).addNoise(
            to: input, scale: scale, order: order, random: random, into: output)
    }

    /// Turns each image by a quarter, a half or three quarters; by a half where it is not square.
    package func rotateImages(
        _ input: Matrix, shape: Shape, order: Matrix, random: RandomSource, into output: Matrix
    ) {
        precondition(order.count == input.rows, "\(order.count) samples in \(input.rows) rows")
        kernels(for: input).rotateImages(
            input, shape: shape, order: order, random: random, into: output)
    }
}
