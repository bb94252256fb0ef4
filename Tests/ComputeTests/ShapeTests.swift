import Foundation
import Testing

@testable import OnwardCompute

@Suite("Shapes of samples")
struct ShapeTests {
    @Test("They are written as a list of sizes and read back")
    func coding() throws {
        for shape in [Shape(784), Shape(3, 32, 32)] {
            let data = try JSONEncoder().encode(shape)
            #expect(
                String(decoding: data, as: UTF8.self) == "\(shape.dimensions)".filter { $0 != " " })
            #expect(try JSONDecoder().decode(Shape.self, from: data) == shape)
        }
    }

    @Test(
        "What is no list of positive sizes is refused",
        arguments: [
            "[]", "[0]", "[-1]", "[3,0,2]", "[1.5]", "[\"3\"]", "3", "{}", "null", "[4294967296]",
            "[2147483648,2147483648,2147483648]",
        ])
    func refusal(text: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Shape.self, from: Data(text.utf8))
        }
    }

    @Test("They know how many numbers they hold and how they are read aloud")
    func values() {
        #expect(Shape(3, 32, 32).count == 3072)
        #expect(Shape(784).isFlat && !Shape(1, 28, 28).isFlat)
        #expect("\(Shape(1, 28, 28))" == "[1, 28, 28]")
    }
}
