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

    /// `32` for a square, `48x32` for width and height.
    package var notation: String { width == height ? "\(width)" : "\(width)x\(height)" }

    static let expected = """
        a side from \(sides.lowerBound) to \(sides.upperBound) pixels, such as 32, or width and \
        height, such as 48x32
        """

    /// Made from such a notation.
    package init(notation: String) throws(SettingsError) {
        let sides = notation.split(separator: "x", omittingEmptySubsequences: false).map {
            Int($0) ?? 0
        }
        guard (1...2).contains(sides.count), let width = sides.first, let height = sides.last,
            PictureSize.sides.contains(width), PictureSize.sides.contains(height)
        else {
            throw SettingsError("image-size", expected: PictureSize.expected, got: notation)
        }
        self.init(width: width, height: height)
    }

    /// Sides that samples can have.
    private static let sides = 2...1024

    package var pixels: Int { width * height }

    package var description: String { "\(width) × \(height)" }
}
