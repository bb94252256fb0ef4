/// How a stored picture is turned and mirrored before it is shown, by EXIF's numbers.
///
///     1 as it is    2 left and right mirrored    3 turned by half    4 top and bottom mirrored
///     5 along its diagonal    6 a quarter to the right    7 along the other    8 a quarter to the left
///
/// - Reference: CIPA DC-008, *Exchangeable image file format for digital still cameras: Exif*, tag 274.
struct PictureOrientation: Equatable {
    static let upright = PictureOrientation(1)

    private let number: Int

    private init(_ number: Int) { self.number = number }

    /// Whether width and height change places.
    var isSideways: Bool { number >= 5 }

    func shown(_ size: PictureSize) -> PictureSize {
        isSideways ? PictureSize(width: size.height, height: size.width) : size
    }

    func shown(_ picture: Picture) -> Picture {
        guard self != .upright else { return picture }
        let (channels, stored, size) = (picture.channels, picture.size, shown(picture.size))
        // Where the first pixel shown is stored, and how far one to the right and one below are from it.
        let (right, below) = (1, stored.width)
        let (lastColumn, lastRow) = (stored.width - 1, (stored.height - 1) * stored.width)
        let (start, column, row) =
            switch number {
            case 2: (lastColumn, -right, below)
            case 3: (lastColumn + lastRow, -right, -below)
            case 4: (lastRow, right, -below)
            case 5: (0, below, right)
            case 6: (lastRow, -below, right)
            case 7: (lastColumn + lastRow, -below, -right)
            default: (lastColumn, below, -right)
            }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(picture.pixels.count)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let place = (start + x * column + y * row) * channels
                for channel in 0..<channels { pixels.append(picture.pixels[place + channel]) }
            }
        }
        return Picture(size: size, channels: channels, pixels: pixels)
    }
}

extension PictureOrientation {
    /// What EXIF data say, which are laid out as a TIFF file; upright where they say nothing of it.
    init(exif: ArraySlice<UInt8>) {
        self = PictureOrientation.number(in: exif).map(PictureOrientation.init) ?? .upright
    }

    private static func number(in exif: ArraySlice<UInt8>) -> Int? {
        let bytes = Array(exif)
        let isLittle = bytes.starts(with: [0x49, 0x49, 42, 0])
        guard isLittle || bytes.starts(with: [0x4d, 0x4d, 0, 42]) else { return nil }
        func number(at place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= bytes.count else { return nil }
            let number = bytes[place..<place + count]
            return (isLittle ? number.reversed() : Array(number)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let list = number(at: 4, 4), let count = number(at: list, 2) else { return nil }
        for entry in 0..<count {
            let place = list + 2 + 12 * entry
            guard number(at: place, 2) == 0x0112 else { continue }
            // A byte, two bytes or four, at the front of the entry's last four.
            let widths = [1: 1, 3: 2, 4: 4]
            guard let type = number(at: place + 2, 2), let width = widths[type],
                let value = number(at: place + 8, width), (1...8).contains(value)
            else { return nil }
            return value
        }
        return nil
    }
}
