import Foundation
import OnwardCompute
import OnwardTestSupport
import Testing

@testable import OnwardSafetensors

@Suite("Damage to a safetensors file is noticed and located")
struct SafetensorsDamageTests {
    private let random = RandomSource(seed: 3, for: .test)

    /// Three blocks of two tensors each and a reader.
    private func write(to url: URL) throws {
        var tensors: [(name: String, shape: [Int], matrix: Matrix)] = []
        for block in 0..<3 {
            let values = (0..<15).map { random[block].normal(at: $0) }
            let prefix = "blocks.\(block).layers.0"
            tensors.append(("\(prefix).weight", [5, 3], Matrix(values, columns: 3)))
            tensors.append(("\(prefix).bias", [5], Matrix(Array(values[0..<5]), columns: 5)))
        }
        tensors.append(("reader.weight", [2], Matrix([Float(1), 2], columns: 2)))
        try SafetensorsFile.write(
            tensors: tensors, metadata: ["recipe": "784,(50,50)", "seed": "1"], to: url)
    }

    @Test("A flipped bit among the numbers is reported with the name of its block, and no other")
    func flippedBits() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try write(to: url)
            let whole = try Data(contentsOf: url)
            let file = try SafetensorsFile(reading: url)
            let start = whole.count - (file.tensors.last?.bytes.upperBound ?? 0)
            for (index, tensor) in file.tensors.enumerated() {
                var damaged = whole
                let byte = tensor.bytes.lowerBound + index % tensor.bytes.count
                damaged[start + byte] ^= 1 << UInt8(index)
                try damaged.write(to: url)
                let error = #expect(throws: SafetensorsError.self) {
                    try SafetensorsFile(reading: url)
                }
                #expect(error?.reason == .damaged(groups: [tensor.group]))
                #expect(error?.description.contains("\(tensor.group) is damaged") == true)
            }
        }
    }

    @Test("All damaged blocks are named, in the order of their numbers")
    func severalBlocks() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try write(to: url)
            var damaged = try Data(contentsOf: url)
            damaged[damaged.count - 20] ^= 1
            damaged[damaged.count - 8 - 3 * 80] ^= 1
            try damaged.write(to: url)
            let error = #expect(throws: SafetensorsError.self) { try SafetensorsFile(reading: url) }
            #expect(error?.reason == .damaged(groups: ["blocks.0", "blocks.2"]))
        }
    }

    @Test("Any changed byte, anywhere in the file, is refused")
    func everyByte() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try write(to: url)
            let whole = try Data(contentsOf: url)
            for position in whole.indices {
                var damaged = whole
                damaged[position] ^= UInt8(1 + random.integer(below: 255, at: position))
                try damaged.write(to: url)
                #expect(throws: SafetensorsError.self, "byte \(position)") {
                    try SafetensorsFile(reading: url)
                }
            }
        }
    }

    @Test("Cuts, insertions, copies and repeated changes are refused", arguments: 0..<400)
    func mutations(trial: Int) throws {
        let source = random[trial]
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try write(to: url)
            let whole = try Data(contentsOf: url)
            var damaged = whole
            for change in 0...source.integer(below: 4, at: 0) {
                let here = source.integer(below: damaged.count, at: 4 * change + 1)
                let there = source.integer(below: damaged.count, at: 4 * change + 2)
                let part = damaged[min(here, there)..<max(here, there)]
                switch source.integer(below: 5, at: 4 * change + 3) {
                case 0: damaged[here] = UInt8(truncatingIfNeeded: source.word(at: change + 90))
                case 1: damaged = Data(damaged.prefix(max(here, 1)))
                case 2: damaged.insert(damaged[there], at: here)
                case 3: damaged.removeSubrange(part.prefix(4).indices)
                default: damaged.replaceSubrange(here..<here, with: Data(part.prefix(64)))
                }
            }
            guard damaged != whole else { return }
            try damaged.write(to: url)
            #expect(throws: SafetensorsError.self) { try SafetensorsFile(reading: url) }
        }
    }

    @Test("Checksums are kept out of the metadata, so what was read can be written again")
    func readAndWrite() throws {
        try inFolder { folder in
            let url = folder.appendingPathComponent("model.safetensors")
            try write(to: url)
            let first = try Data(contentsOf: url)
            let file = try SafetensorsFile(reading: url)
            #expect(file.metadata == ["recipe": "784,(50,50)", "seed": "1"])
            let tensors = try file.tensors.map { ($0.name, $0.shape, try file.matrix($0.name)) }
            try SafetensorsFile.write(tensors: tensors, metadata: file.metadata, to: url)
            #expect(try Data(contentsOf: url) == first)
        }
    }
}
