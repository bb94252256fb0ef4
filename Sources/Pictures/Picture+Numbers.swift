extension Picture {
    /// An image as a network is shown it. Numbers within 0…1 are what they are; others are stretched to
    /// that.
    ///
    /// - Parameter sizes: [channels, height, width]; with other channels than 3 the first is shown.
    package init(sample numbers: [Float], sizes: [Int]) {
        let isShare = numbers.allSatisfy { $0 >= 0 && $0 <= 1 }
        let (low, high) = isShare ? (0, 1) : (numbers.min() ?? 0, numbers.max() ?? 1)
        let span = high > low ? high - low : 1
        self.init(numbers, sizes) { number in
            let share = (number - low) / span
            return [Picture.byte(share.isFinite ? share : 0)]
        }
    }

    /// Weights for an image, by their own scale: light gray for 0, orange above and blue below it; of those
    /// for three channels, gray for 0 in each.
    ///
    /// - Parameter sizes: as above.
    package init(weights: [Float], sizes: [Int]) {
        let most = weights.reduce(0) { max($0, $1.isFinite ? abs($1) : 0) }
        self.init(weights, sizes) { weight in
            let share = most > 0 && weight.isFinite ? weight / most : 0
            return sizes[0] == 3 ? [Picture.byte(0.5 + 0.5 * share)] : Picture.diverging(share)
        }
    }

    /// - Parameter color: of a number; of one channel, or of three where there is one plane.
    private init(_ numbers: [Float], _ sizes: [Int], color: (Float) -> [UInt8]) {
        precondition(sizes.count == 3, "a picture of numbers of \(sizes)")
        let (planes, place) = (sizes[0] == 3 ? 3 : 1, sizes[1] * sizes[2])
        let pixels = (0..<place).flatMap { pixel in
            (0..<planes).flatMap { color(numbers[$0 * place + pixel]) }
        }
        self.init(
            size: PictureSize(width: sizes[2], height: sizes[1]), channels: pixels.count / place,
            pixels: pixels)
    }

    private static func byte(_ share: Float) -> UInt8 {
        UInt8((255 * min(max(share, 0), 1)).rounded())
    }

    /// From blue over light gray to orange, which color-blind readers tell apart.
    private static func diverging(_ share: Float) -> [UInt8] {
        let middle: [Float] = [238, 238, 236]
        let end: [Float] = share < 0 ? [0, 84, 166] : [200, 82, 0]
        return zip(middle, end).map { UInt8(($0 + ($1 - $0) * abs(share)).rounded()) }
    }
}
