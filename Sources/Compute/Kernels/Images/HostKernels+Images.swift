extension HostKernels {
    package func mixImages(_ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix)
    {
        let (height, width) = shape.imageSize
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
                for _ in 0..<blurs {
                    blur(mask, into: spare, lines: height, length: width, step: 1)
                    blur(spare, into: mask, lines: width, length: height, step: width)
                }
                for m in 0..<input.columns {
                    let from = mask[m % (height * width)] > 0.5 ? n : other
                    y[n * input.columns + m] = x[from * input.columns + m]
                }
            }
        }
    }

    package func addNoise(
        to input: Matrix?, scale: Float, order: Matrix, random: RandomSource, into output: Matrix
    ) {
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

    package func rotateImages(
        _ input: Matrix, shape: Shape, order: Matrix, random: RandomSource, into output: Matrix
    ) {
        let (height, width) = shape.imageSize
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
}

/// Passes of the blur; enough for blots of a third of a digit's size.
private let blurs = 6

/// One pass of [¼, ½, ¼] along lines of numbers `step` apart; the ends count themselves twice.
private func blur(
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
