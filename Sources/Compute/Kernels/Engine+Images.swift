/// Images changed at random, a batch at a time. What is drawn for an image is keyed by the sample
/// that it is of, `random[order[n]]`; where images of a batch are mixed, by its row, `random[n]`.
extension Engine {
    /// Mixes each image with another of the batch by a mask of large blots:
    ///
    ///     output[n] = mask · input[n] + (1 − mask) · input[other]
    ///
    /// The mask is a random bit image, blurred by [¼, ½, ¼] in both directions and cut at ½. An
    /// image alone in its batch finds no other and stays as it is.
    ///
    /// - Shapes: `input` and `output` [N, channels · height · width].
    /// - Reference: Hinton, *The Forward-Forward Algorithm*, 2022, §3.2.
    package func mixImages(_ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix)
    {
        let (height, width) = Engine.imageSize(shape)
        let (x, y) = (input.reals(Float.self), output.reals(Float.self))
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * height * width) { room in
            guard let mask = room.baseAddress else { return }
            let spare = mask + height * width
            for n in 0..<input.rows {
                let source = random[n]
                let step = input.rows > 1 ? 1 + source.integer(below: input.rows - 1, at: 0) : 0
                let other = (n + step) % input.rows
                for place in 0..<height * width {
                    mask[place] = Float(source.word(at: place + 1) & 1)
                }
                for _ in 0..<Engine.blurs {
                    Engine.blur(mask, into: spare, lines: height, length: width, step: 1)
                    Engine.blur(spare, into: mask, lines: width, length: height, step: width)
                }
                for m in 0..<input.columns {
                    let from = mask[m % (height * width)] > 0.5 ? n : other
                    y[n * input.columns + m] = x[from * input.columns + m]
                }
            }
        }
    }

    /// Passes of the blur; enough for blots of a third of a digit's size.
    private static let blurs = 6

    /// One pass of [¼, ½, ¼] along lines of numbers `step` apart; the ends count themselves twice.
    private static func blur(
        _ from: UnsafeMutablePointer<Float>, into: UnsafeMutablePointer<Float>, lines: Int,
        length: Int, step: Int
    ) {
        for line in 0..<lines {
            let start = step == 1 ? line * length : line
            for place in 0..<length {
                let here = from[start + place * step]
                let before = from[start + max(place - 1, 0) * step]
                let after = from[start + min(place + 1, length - 1) * step]
                into[start + place * step] = 0.5 * here + 0.25 * (before + after)
            }
        }
    }

    /// output = input + scale · normal; or the noise alone where there is no input.
    ///
    /// - Parameter order: the samples' numbers [N, 1] of int32.
    package func addNoise(
        to input: Matrix?, scale: Float, order: Matrix, random: RandomSource, into output: Matrix
    ) {
        precondition(order.count == output.rows, "\(order.count) samples in \(output.rows) rows")
        let (sample, y) = (order.pointer(to: Int32.self), output.reals(Float.self))
        for n in 0..<output.rows {
            let source = random[Int(sample[n])]
            for m in 0..<output.columns {
                let place = n * output.columns + m
                let base = input?.reals(Float.self)[place] ?? 0
                y[place] = base + scale * source.normal(at: m)
            }
        }
    }

    /// Turns each image by a quarter, a half or three quarters; by a half where it is not square.
    ///
    /// - Parameter order: the samples' numbers [N, 1] of int32.
    package func rotateImages(
        _ input: Matrix, shape: Shape, order: Matrix, random: RandomSource, into output: Matrix
    ) {
        precondition(order.count == input.rows, "\(order.count) samples in \(input.rows) rows")
        let (height, width) = Engine.imageSize(shape)
        let sample = order.pointer(to: Int32.self)
        let (x, y) = (input.reals(Float.self), output.reals(Float.self))
        for n in 0..<input.rows {
            let source = random[Int(sample[n])]
            let turns = height == width ? 1 + source.integer(below: 3, at: 0) : 2
            for m in 0..<input.columns {
                let (channel, place) = m.quotientAndRemainder(dividingBy: height * width)
                let (row, column) = place.quotientAndRemainder(dividingBy: width)
                let source =
                    switch turns {
                    case 1: column * width + (width - 1 - row)
                    case 2: height * width - 1 - place
                    default: (height - 1 - column) * width + row
                    }
                y[n * input.columns + m] =
                    x[n * input.columns + channel * height * width + source]
            }
        }
    }

    /// Moves each image by whole numbers of pixels, drawn from −pixels…pixels for either direction;
    /// zeros come in.
    ///
    ///     image[c, y, x] = image[c, y − down, x − right], or 0 where there is no such pixel
    ///
    /// - Parameter order: the samples' numbers [N, 1] of int32.
    /// - Shapes: `images` [N, channels · height · width], changed where they lie.
    package func shiftImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource
    ) {
        let (height, width) = Engine.imageSize(shape)
        precondition(
            order.count == images.rows && images.isContiguous && images.columns == shape.count
                && pixels < min(height, width))
        let (sample, x) = (order.pointer(to: Int32.self), images.pointer(to: Float.self))
        for n in 0..<images.rows {
            let source = random[Int(sample[n])]
            let (down, right) = Engine.distances(of: source, within: pixels)
            for plane in 0..<shape.count / (height * width) {
                Engine.shift(
                    x + n * images.columns + plane * height * width, height: height, width: width,
                    down: down, right: right)
            }
        }
    }

    /// Rows are taken in the order that reads each one before it is overwritten.
    private static func shift(
        _ plane: UnsafeMutablePointer<Float>, height: Int, width: Int, down: Int, right: Int
    ) {
        let (kept, blank) = (width - abs(right), abs(right))
        for step in 0..<height {
            let row = down > 0 ? height - 1 - step : step
            let target = plane + row * width
            guard (0..<height).contains(row - down) else {
                target.update(repeating: 0, count: width)
                continue
            }
            let source = plane + (row - down) * width
            (target + max(right, 0)).update(from: source + max(-right, 0), count: kept)
            (target + (right > 0 ? 0 : kept)).update(repeating: 0, count: blank)
        }
    }

    /// A flat sample is an image of one line.
    static func imageSize(_ shape: Shape) -> (height: Int, width: Int) {
        shape.dimensions.count == 3
            ? (shape.dimensions[1], shape.dimensions[2]) : (1, shape.count)
    }
}
