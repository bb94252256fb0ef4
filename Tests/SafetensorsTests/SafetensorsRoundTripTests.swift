import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardSafetensors

@Suite("A safetensors file gives back what was written")
struct SafetensorsRoundTripTests {
    @Test("Every type, order, shape and note comes back")
    func roundTrip() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            let random = RandomSource(seed: 1, for: .test)
            let weights = Matrix((0..<21).map { random.normal(at: $0) }, columns: 7)
            let precise = Matrix([Double.pi, -.infinity], columns: 2)
            let labels = Matrix([Int32.min, 0, 9], columns: 1)
            let pixels = Matrix([UInt8(0), 127, 255], columns: 3)
            let half = Matrix(.bfloat16, rows: 1, columns: 5)
            let notes = ["name": "quote \" back \\ line\n ü 🧠 \u{1}", "empty": ""]
            try SafetensorsFile.write(
                tensors: [
                    ("pixels", [3], pixels), ("blocks.0.weight", [3, 7], weights),
                    ("half", [5, 1], half), ("labels \"é\"", [3], labels), ("pi", [2], precise),
                    ("none", [0, 4], Matrix(rows: 0, columns: 4)),
                    ("single", [], Matrix([Float(3)], columns: 1)),
                ], metadata: notes, to: url)

            let file = try SafetensorsFile(reading: url)
            #expect(file.metadata == notes)
            let names = [
                "pi", "blocks.0.weight", "labels \"é\"", "none", "single", "half", "pixels",
            ]
            #expect(file.tensors.map(\.name) == names)
            #expect(try file.matrix("blocks.0.weight").values() == weights.values(as: Float.self))
            #expect(try file.matrix("pi").values() == precise.values(as: Double.self))
            #expect(try file.matrix("labels \"é\"").values() == labels.values(as: Int32.self))
            #expect(try file.matrix("pixels").values() == pixels.values(as: UInt8.self))
            #expect(try file.matrix("single").values() == [Float(3)])
            #expect(try file.matrix("none").rows == 0)
            #expect(file["half"]?.shape == [5, 1])
            #expect(file["half"]?.elementType == .bfloat16)
            #expect(file["absent"] == nil)
        }
    }

    @Test("The bytes are those that the format and zlib's checksum prescribe")
    func goldenBytes() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("golden.safetensors")
            try SafetensorsFile.write(
                tensors: [
                    ("labels", [3], Matrix([UInt8(7), 8, 9], columns: 3)),
                    ("blocks.0.weight", [2, 2], Matrix([Float(1), -2, 0.5, 3], columns: 2)),
                ], metadata: ["note": "say \"hi\"\n"], to: url)
            let header = #"""
                {"__metadata__":{"checksum":"0277c96b","checksum.blocks.0":"52d2be27",\#
                "checksum.labels":"4b0bfd3b","note":"say \"hi\"\u000a"},\#
                "blocks.0.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},\#
                "labels":{"dtype":"U8","shape":[3],"data_offsets":[16,19]}}
                """#
            let padded = header.padding(toLength: 256, withPad: " ", startingAt: 0)
            let data: [UInt8] = [
                0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 0, 0, 0, 0x3F, 0, 0, 0x40, 0x40, 7, 8, 9,
            ]
            #expect(try Data(contentsOf: url) == file(header: padded, data: data))
        }
    }

    @Test("A file from elsewhere, without checksums and with white space, is read")
    func foreignFile() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("foreign.safetensors")
            let header = #"""
                { "b" : {"data_offsets": [4, 8], "shape": [1], "dtype": "I32"},
                "\u0061\ud83e\udde0": {"dtype": "U8", "shape": [2, 2], "data_offsets": [0, 4]} }
                """#
            try file(header: header, data: [1, 2, 3, 4, 254, 255, 255, 255]).write(to: url)
            let read = try SafetensorsFile(reading: url)
            #expect(read.tensors.map(\.name) == ["a🧠", "b"])
            #expect(read.metadata.isEmpty)
            #expect(try read.matrix("b").values() == [Int32(-2)])
            #expect(try read.matrix("a🧠").values() == [UInt8(1), 2, 3, 4])
        }
    }

    @Test("Equal content gives equal bytes")
    func sameBytes() throws {
        try inFolder { folder in
            let urls = (0..<2).map { folder.appendingPathComponent("\($0).safetensors") }
            let notes = Dictionary(uniqueKeysWithValues: (0..<50).map { ("key \($0)", "\($0)") })
            for url in urls {
                let tensors = (0..<9).map { ("w.\($0)", [1], Matrix([Float($0)], columns: 1)) }
                try SafetensorsFile.write(tensors: tensors, metadata: notes, to: url)
            }
            #expect(try Data(contentsOf: urls[0]) == Data(contentsOf: urls[1]))
            let names = try SafetensorsFile(reading: urls[0]).tensors.map(\.name)
            #expect(names == (0..<9).map { "w.\($0)" })
        }
    }

    @Test("Reading into a matrix of another form says what was expected and what came")
    func mismatch() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            let weights = Matrix([Float(1), 2, 3, 4], columns: 2)
            try SafetensorsFile.write(tensors: [("w", [2, 2], weights)], to: url)
            let file = try SafetensorsFile(reading: url)

            let longer = #expect(throws: SafetensorsError.self) {
                try file.read("w", into: Matrix(rows: 3, columns: 2))
            }
            let text = "\(url.path): expected w to be [3, 2] float32, got [2, 2] float32; "
            #expect(longer?.description.hasPrefix(text) == true)
            #expect(throws: SafetensorsError.self) {
                try file.read("w", into: Matrix(.int32, rows: 2, columns: 2))
            }
            let absent = #expect(throws: SafetensorsError.self) { try file.matrix("v") }
            #expect(absent?.reason == .missing(name: "v"))

            let flat = Matrix(rows: 1, columns: 4)
            try file.read("w", into: flat)
            #expect(flat.values() == weights.values(as: Float.self))
        }
    }

    @Test(
        "A tensor belongs to the group that its name spells up to the first number",
        arguments: [
            ("blocks.0.layers.0.weight", "blocks.0"), ("reader.weight", "reader"),
            ("optimizer.blocks.12.means", "optimizer.blocks.12"), ("weight", "weight"), ("", ""),
        ])
    func groups(name: String, group: String) {
        #expect(TensorEntry.group(of: name) == group)
    }
}
