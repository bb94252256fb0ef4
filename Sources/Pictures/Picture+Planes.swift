extension Picture {
    /// The picture in a form that networks are shown: resized until it covers the form's size,
    /// its middle cut out, one plane behind the other.
    ///
    /// A gray picture is the same in all planes. Where the size is right already, no number is
    /// changed.
    func planes(_ form: PictureForm) -> [UInt8] {
        let pixels = size == form.size ? pixels : resized(to: form.size)
        let count = form.size.pixels
        return (0..<form.color.channels).flatMap { plane in
            (0..<count).map { pixels[$0 * channels + min(plane, channels - 1)] }
        }
    }

    /// Every number is a weighted mean of those around its place, first along rows, then down
    /// columns.
    private func resized(to target: PictureSize) -> [UInt8] {
        let ratio = min(
            Double(size.width) / Double(target.width), Double(size.height) / Double(target.height))
        let across = Resampling(from: size.width, to: target.width, ratio: ratio)
        let down = Resampling(from: size.height, to: target.height, ratio: ratio)
        let rowCount = target.width * channels
        // Only the rows that the middle needs.
        let rows = down.span
        var wide = [Float](repeating: 0, count: rows.count * rowCount)
        for row in rows {
            let (source, output) = (row * size.width * channels, (row - rows.lowerBound) * rowCount)
            for column in 0..<target.width {
                for (index, weight) in across.weights(of: column) {
                    for channel in 0..<channels {
                        wide[output + column * channels + channel] +=
                            weight * Float(pixels[source + index * channels + channel])
                    }
                }
            }
        }
        var result = [UInt8](repeating: 0, count: target.height * rowCount)
        for row in 0..<target.height {
            for place in 0..<rowCount {
                var sum: Float = 0
                for (index, weight) in down.weights(of: row) {
                    sum += weight * wide[(index - rows.lowerBound) * rowCount + place]
                }
                result[row * rowCount + place] = UInt8(min(max(sum.rounded(), 0), 255))
            }
        }
        return result
    }
}
