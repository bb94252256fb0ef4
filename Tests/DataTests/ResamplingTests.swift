import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardPictures

@Suite("Resized pictures")
struct ResamplingTests {
    private func resized(
        _ pixels: [UInt8], width: Int, to target: PictureSize, channels: Int = 1
    ) -> [UInt8] {
        let size = PictureSize(width: width, height: pixels.count / width / channels)
        return Picture(size: size, channels: channels, pixels: pixels).planes(
            PictureForm(target, channels == 1 ? .gray : .color))
    }

    @Test("One color stays that color, in all sizes", arguments: [1, 3, 8, 17], [2, 5, 31])
    func keepsColor(width: Int, side: Int) {
        let pixels = [UInt8](repeating: 77, count: width * 9)
        let target = PictureSize(width: side, height: 4)
        #expect(resized(pixels, width: width, to: target) == .init(repeating: 77, count: side * 4))
    }

    @Test("A picture of the right size keeps every number")
    func keepsNumbers() {
        let pixels = (0..<35).map { UInt8($0 * 7) }
        #expect(resized(pixels, width: 7, to: PictureSize(width: 7, height: 5)) == pixels)
    }

    @Test("The middle is cut out of what is too wide, or too high")
    func cutsMiddle() {
        // 6 × 2 to 2 × 2: the two columns in the middle.
        let wide: [UInt8] = [1, 2, 30, 40, 5, 6, 7, 8, 90, 100, 11, 12]
        let square = PictureSize(width: 2, height: 2)
        #expect(resized(wide, width: 6, to: square) == [30, 40, 90, 100])
        let high: [UInt8] = [1, 7, 2, 8, 30, 90, 40, 100, 5, 11, 6, 12]
        #expect(resized(high, width: 2, to: square) == [30, 90, 40, 100])
    }

    @Test("A line that is halved is averaged with weights 1, 3, 3, 1; a longer one is interpolated")
    func weighsNeighbours() {
        let halved = Resampling(from: 8, to: 4, ratio: 2)
        #expect(halved.weights(of: 1).map(\.0) == [1, 2, 3, 4])
        #expect(halved.weights(of: 1).map(\.1) == [0.125, 0.375, 0.375, 0.125])
        #expect(halved.span == 0..<8)
        let doubled = Resampling(from: 4, to: 8, ratio: 0.5)
        #expect(doubled.weights(of: 3).filter { $0.1 > 0 }.map(\.0) == [1, 2])
        #expect(doubled.weights(of: 3).filter { $0.1 > 0 }.map(\.1) == [0.75, 0.25])
    }

    @Test("Colors are resized as if each were a gray picture")
    func resizesColors() {
        let channels = (0..<3).map { channel in
            (0..<70).map { UInt8(truncatingIfNeeded: ($0 + 11 * channel) &* 37) }
        }
        let mixed = (0..<70).flatMap { place in channels.map { $0[place] } }
        let target = PictureSize(width: 4, height: 3)
        #expect(
            resized(mixed, width: 10, to: target, channels: 3)
                == channels.flatMap { resized($0, width: 10, to: target) })
    }

    @Test("A large JPEG is decoded small, and looks the same")
    func decodesSmall() throws {
        let (width, height) = (160, 128)
        let pixels = (0..<width * height).map { UInt8($0 % width / 2 + $0 / width) }
        let bytes = JPEGWriter.jpeg(width, height, channels: 1, pixels)
        let form = PictureForm(PictureSize(width: 16, height: 16), .gray)
        let small = try JPEG(bytes, .asViewed).decode(.gray, least: form.size)
        #expect(small.size == PictureSize(width: 20, height: 16))
        let whole = Picture(
            size: PictureSize(width: width, height: height), channels: 1, pixels: pixels)
        for (number, expected) in zip(small.planes(form), whole.planes(form)) {
            #expect(abs(Int(number) - Int(expected)) <= 4)
        }
    }

    @Test(
        "A size is written as a side, or as width and height",
        arguments: [("32", 32, 32), ("48x32", 48, 32)])
    func readsSize(notation: String, width: Int, height: Int) throws {
        #expect(try PictureSize(notation: notation) == PictureSize(width: width, height: height))
        for wrong in ["", "0", "1", "-3", "32x", "x", "8x8x8", "a", "9999", "32×32"] {
            #expect(throws: SettingsError.self) { try PictureSize(notation: wrong) }
        }
    }
}
