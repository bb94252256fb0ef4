/// A picture: 8 bits to a number, row by row, the numbers of a pixel side by side.
package struct Picture {
    package let size: PictureSize
    /// Numbers to a pixel: 1 for gray, 3 for red, green and blue.
    package let channels: Int
    package private(set) var pixels: [UInt8]

    init(size: PictureSize, channels: Int, pixels: [UInt8]) {
        precondition(pixels.count == size.pixels * channels, "\(pixels.count) numbers for \(size)")
        self.size = size
        self.channels = channels
        self.pixels = pixels
    }

    /// A picture of one color.
    ///
    /// - Parameter color: 0 for black and 255 for white; of one number for gray, of three for red, green
    ///   and blue.
    package init(size: PictureSize, color: [UInt8]) {
        self.init(
            size: size, channels: color.count,
            pixels: (0..<size.pixels).flatMap { _ in color })
    }

    package subscript(row: Int, column: Int, channel: Int = 0) -> UInt8 {
        get { pixels[(row * size.width + column) * channels + channel] }
        set { pixels[(row * size.width + column) * channels + channel] = newValue }
    }

    /// What a file says of its picture before any pixel is decoded.
    struct Header {
        let size: PictureSize
        let isColor: Bool
    }

    /// Pictures with more pixels than this are refused before memory is taken for them: a file of a
    /// few bytes can claim any size.
    static let greatestPixelCount = 1 << 26

    static func check(_ size: PictureSize) throws(PictureFault) {
        guard size.width <= greatestPixelCount / max(size.height, 1) else {
            throw PictureFault(
                "it claims \(size) pixels; at most \(greatestPixelCount) can be read")
        }
    }

    /// As the bytes of a PNG file.
    package var png: [UInt8] { PNG.encode(self) }

    /// The same in shades of gray, as JPEG weighs the colors (Rec. 601).
    var gray: Picture {
        guard channels == 3 else { return self }
        let shades = [UInt8](unsafeUninitializedCapacity: size.pixels) { shades, filled in
            for pixel in 0..<size.pixels {
                let (red, green, blue) = (
                    Int(pixels[3 * pixel]), Int(pixels[3 * pixel + 1]), Int(pixels[3 * pixel + 2])
                )
                shades.initializeElement(
                    at: pixel, to: UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000))
            }
            filled = size.pixels
        }
        return Picture(size: size, channels: 1, pixels: shades)
    }
}

/// Why a file is no picture that can be read.
struct PictureFault: Error, CustomStringConvertible {
    let description: String
    /// What it is instead, where that is known.
    let format: ForeignFormat?

    init(_ description: String, _ format: ForeignFormat? = nil) {
        self.description = description
        self.format = format
    }
}
