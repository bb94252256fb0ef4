import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardSafetensors

@Suite("Numbers of other types")
struct StoredTypeTests {
    private func file(_ type: String, shape: String, _ data: [UInt8]) throws -> SafetensorsFile {
        var read: SafetensorsFile?
        try inFolder { folder in
            let url = folder.appending(path: "file.safetensors")
            let entry = #"{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[0,\#(data.count)]}"#
            try OnwardSafetensorsTests.file(header: #"{"a":\#(entry)}"#, data: data).write(to: url)
            read = try SafetensorsFile(reading: url)
        }
        return try #require(read)
    }

    private static let halves: [UInt8] = [0x00, 0x3C, 0x00, 0xC1, 0x01, 0x00, 0x00, 0x7C]

    @Test("Fractions are read as the nearest float32")
    func converts() throws {
        func numbers(_ type: String, _ data: [UInt8]) throws -> [Float] {
            let matrix = Matrix(rows: 2, columns: 2)
            try file(type, shape: "[2,2]", data).read("a", shape: [2, 2], into: matrix)
            return matrix.values()
        }
        #expect(try numbers("F16", Self.halves) == [1, -2.5, 0x1p-24, .infinity])
        #expect(
            try numbers("BF16", [0x80, 0x3F, 0x20, 0xC0, 0x00, 0x00, 0x80, 0x7F])
                == [1, -2.5, 0, .infinity])
        let doubles = [1, -2.5, 0.1, Double.pi].flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) }
        }
        #expect(try numbers("F64", doubles) == [1, -2.5, 0.1, Float(Double.pi)])
    }

    @Test("Weights that do not lie row by row are read too")
    func convertsColumns() throws {
        let matrix = Matrix(rows: 2, columns: 2)
        try file("F16", shape: "[2,2]", Self.halves).read("a", into: matrix.transposed)
        #expect(matrix.values() == [Float(1), 0x1p-24, -2.5, .infinity])
    }

    @Test(
        "Whole numbers and what no matrix holds are there, but no weights",
        arguments: [("BOOL", 4), ("I8", 4), ("I64", 32), ("F8_E4M3", 4), ("C64", 32), ("F4", 2)])
    func keepsOthers(type: String, bytes: Int) throws {
        let file = try file(type, shape: "[2,2]", [UInt8](repeating: 1, count: bytes))
        #expect(file["a"]?.type.rawValue == type && file["a"]?.count == 4)
        #expect(throws: SafetensorsError.self) {
            try file.read("a", shape: [2, 2], into: Matrix(rows: 2, columns: 2))
        }
        #expect(throws: SafetensorsError.self) { try file.matrix("a") }
    }

    @Test("A shape that is turned round is refused")
    func refusesTurned() throws {
        let file = try file("F16", shape: "[1,4]", Self.halves)
        #expect(throws: SafetensorsError.self) {
            try file.read("a", shape: [4, 1], into: Matrix(rows: 4, columns: 1))
        }
    }
}
