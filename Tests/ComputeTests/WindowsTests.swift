import Foundation
import Testing

@testable import OnwardCompute

@Suite("Windows on images")
struct WindowsTests {
    @Test("As many lie there as fit, and none on an image that is too small")
    func counts() {
        let windows = Windows(image: Extent(7, 8), size: 3, stride: Extent(2, 3))
        #expect(windows?.output == Extent(3, 2))
        let padded = Windows(image: 2, size: 3, stride: 1, before: 1, after: Extent(0, 2))
        #expect(padded?.output == Extent(1, 3))
        #expect(Windows(image: 2, size: 3, stride: 1) == nil)
        #expect(Windows(image: Extent(5, 2), size: Extent(1, 3), stride: 1) == nil)
    }

    @Test("The image's size is kept, an odd zero added below and to the right")
    func keepsSize() {
        let even = Windows(keepingSizeOf: Extent(5, 7), size: Extent(4, 3), stride: 1)
        #expect(even?.output == Extent(5, 7))
        #expect(even?.before == 1 && even?.after == Extent(2, 1))
        let strided = Windows(keepingSizeOf: Extent(7, 8), size: 3, stride: 2)
        #expect(strided?.output == 4)
        #expect(strided?.before == Extent(1, 0) && strided?.after == 1)
        // Windows smaller than the stride need no zeros.
        #expect(Windows(keepingSizeOf: 9, size: 1, stride: 4)?.after == 0)
    }

    @Test("Every number under a window is met once, and none beyond the image")
    func taps() {
        let windows = Windows(image: 2, size: 2, stride: 2, before: 1, after: 1)
        var met: [[Int]] = []
        windows?.forEachTap { met.append([$0, $1, $2]) }
        #expect(met == [[0, 3, 0], [1, 2, 1], [2, 1, 2], [3, 0, 3]])
    }

    @Test("Extents are written as one number or two, and read back")
    func coding() throws {
        for (text, extent) in [("3", Extent(3, 3)), ("[3,5]", Extent(3, 5))] {
            #expect(try JSONDecoder().decode(Extent.self, from: Data(text.utf8)) == extent)
            #expect(String(decoding: try JSONEncoder().encode(extent), as: UTF8.self) == text)
        }
    }

    @Test(
        "What is no size is refused",
        arguments: ["[]", "[3]", "[1,2,3]", "\"3\"", "1.5", "null", "100000", "[1,-9e18]"])
    func refusal(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Extent.self, from: Data(text.utf8))
        }
    }
}
