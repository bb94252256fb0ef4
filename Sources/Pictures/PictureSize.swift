import OnwardCompute
import OnwardSettings

/// A picture's width and height in pixels.
package struct PictureSize: Sendable, Codable, Hashable, CustomStringConvertible {
    package var width: Int
    package var height: Int

    package init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Made from what `--image-size` says: `32` for a square, `48x32` for width and height.
    package init(notation: String) throws(SettingsError) {
        let sides = notation.split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0) ?? 0
        }
        guard (1...2).contains(sides.count), let width = sides.first, let height = sides.last,
            PictureSize.sides.contains(width), PictureSize.sides.contains(height)
        else {
            throw SettingsError(
                "image-size",
                expected: """
                    a side from \(PictureSize.sides.lowerBound) to \(PictureSize.sides.upperBound) \
                    pixels, such as 32, or width and height, such as 48x32
                    """, got: notation)
        }
        self.init(width: width, height: height)
    }

    /// Sides that samples can have.
    private static let sides = 2...1024

    package var pixels: Int { width * height }

    package var description: String { "\(width) × \(height)" }
}
