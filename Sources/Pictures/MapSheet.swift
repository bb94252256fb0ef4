import OnwardCompute

/// A picture of maps over an image's pixels, side by side behind the image.
///
/// Orange is above 0 and blue below, each map by its own largest amount, over what stands out of the image
/// in gray. The two colors are told apart by who sees no red or no green, too.
///
/// - Reference: the colors are those of Okabe and Ito, *Color Universal Design*, 2008.
package struct MapSheet {
    package let picture: Picture

    private static let above: [Double] = [213, 94, 0]
    private static let below: [Double] = [0, 114, 178]
    private static let gap = 8
    /// Panels are enlarged by whole numbers to sides of about this.
    private static let side = 196

    /// - Parameters:
    ///   - numbers: of an image of `shape`, [channels, height, width], clipped to 0…1; with other than 3
    ///     channels their mean is shown.
    ///   - maps: a number for each of its pixels, row by row.
    package init(_ numbers: [Float], _ shape: Shape, maps: [[Double]]) {
        let (channels, height, width) = (
            shape.dimensions[0], shape.dimensions[1], shape.dimensions[2]
        )
        let scale = max(1, MapSheet.side / max(height, width))
        let (panel, gap) = (width * scale, MapSheet.gap)
        var sheet = Picture(
            size: PictureSize(
                width: (panel + gap) * (maps.count + 1) + gap, height: height * scale + 2 * gap),
            color: [255, 255, 255])
        func draw(_ place: Int, _ color: (_ pixel: Int) -> [Double]) {
            let left = gap + place * (panel + gap)
            for pixel in 0..<height * width {
                let color = color(pixel).map { UInt8(min(max($0, 0), 255).rounded()) }
                for row in 0..<scale {
                    for column in 0..<scale {
                        for channel in 0..<3 {
                            sheet[
                                gap + pixel / width * scale + row,
                                left + pixel % width * scale + column, channel] = color[channel]
                        }
                    }
                }
            }
        }
        func shade(_ channel: Int, _ pixel: Int) -> Double {
            255 * Double(min(max(numbers[channel * height * width + pixel], 0), 1))
        }
        let gray = (0..<height * width).map { pixel in
            (0..<channels).reduce(0) { $0 + shade($1, pixel) } / Double(channels)
        }
        draw(0) { pixel in
            channels == 3
                ? (0..<3).map { shade($0, pixel) } : .init(repeating: gray[pixel], count: 3)
        }
        let ground = gray.sorted()[gray.count / 2]
        for (index, map) in maps.enumerated() {
            let greatest = map.reduce(0) { max($0, abs($1)) }
            draw(index + 1) { pixel in
                let share = greatest > 0 ? abs(map[pixel]) / greatest : 0
                let ink = 1 - 0.4 * abs(gray[pixel] - ground) / 255
                return (map[pixel] > 0 ? MapSheet.above : MapSheet.below).map {
                    (255 + share * ($0 - 255)) * ink
                }
            }
        }
        picture = sheet
    }
}
