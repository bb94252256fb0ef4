/// False images for contrastive learning, made a batch at a time. Row n draws from `random[n]`.
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
    public func mixImages(_ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix)
    {
        let (height, width) = Engine.imageSize(shape)
        let (x, y) = (input.pointer(to: Float.self), output.pointer(to: Float.self))
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
    public func addNoise(
        to input: Matrix?, scale: Float, random: RandomSource, into output: Matrix
    ) {
        let y = output.pointer(to: Float.self)
        for n in 0..<output.rows {
            let source = random[n]
            for m in 0..<output.columns {
                let place = n * output.columns + m
                let base = input?.pointer(to: Float.self)[place] ?? 0
                y[place] = base + scale * source.normal(at: m)
            }
        }
    }

    /// Turns each image by a quarter, a half or three quarters; by a half where it is not square.
    public func rotateImages(
        _ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix
    ) {
        let (height, width) = Engine.imageSize(shape)
        let (x, y) = (input.pointer(to: Float.self), output.pointer(to: Float.self))
        for n in 0..<input.rows {
            let turns = height == width ? 1 + random[n].integer(below: 3, at: 0) : 2
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

    /// A flat sample is an image of one line.
    private static func imageSize(_ shape: Shape) -> (height: Int, width: Int) {
        shape.dimensions.count == 3
            ? (shape.dimensions[1], shape.dimensions[2]) : (1, shape.count)
    }
}
