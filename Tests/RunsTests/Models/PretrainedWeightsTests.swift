import Foundation
import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardSafetensors
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardModels

@Suite("Weights from elsewhere")
struct PretrainedWeightsTests {
    private func network(seed: UInt64, units: Int = 6) throws -> Network {
        try Network(
            input: Shape(5), classes: TinyData.names(3), objective: .crossEntropy, seed: seed
        ) {
            Block {
                Dense(units, activation: .relu)
                BatchNormalization()
            }
        }
    }

    private func numbers(_ network: Network) -> [[Float]] {
        network.weights.map { $0.matrix.values(as: Float.self) }
    }

    /// Writes a network's weights as another program would.
    private func write(
        _ network: Network, to url: URL, _ rename: (String) -> String? = { $0 }
    ) throws {
        try SafetensorsFile.write(
            tensors: network.weights.compactMap { tensor in
                rename(tensor.name).map { ($0, tensor.shape, tensor.matrix) }
            }, metadata: ["format": "pt"], to: url)
    }

    @Test("They replace what was drawn, and what there is no place for is told")
    func loads() throws {
        try inFolder { folder in
            let (own, other, url) = (
                try network(seed: 1), try network(seed: 2), folder.appending(path: "w.safetensors")
            )
            own.voteWeights = [1]
            try SafetensorsFile.write(
                tensors: other.weights.map { ($0.name, $0.shape, $0.matrix) }
                    + [
                        (
                            "blocks.0.layers.1.num_batches_tracked", [1],
                            Matrix([Int32(3)], columns: 1)
                        )
                    ],
                metadata: [:], to: url)
            let weights = try PretrainedWeights(reading: url)
            try weights.load(into: own)
            #expect(numbers(own) == numbers(other) && own.voteWeights == nil)
            #expect(weights.unexpected(by: own) == ["blocks.0.layers.1.num_batches_tracked"])
        }
    }

    @Test("Other names are told by what they begin with; the longest beginning counts")
    func renames() throws {
        try inFolder { folder in
            let (own, other, url) = (
                try network(seed: 1), try network(seed: 2), folder.appending(path: "w.safetensors")
            )
            try write(other, to: url) { name in
                name.replacing("blocks.0.layers.0", with: "fc1")
                    .replacing("blocks.0.layers.1", with: "norm").replacing("blocks.0.", with: "")
            }
            let names = try #require(
                TensorNames("blocks.0=, blocks.0.layers.0=fc1,blocks.0.layers.1=norm"))
            try PretrainedWeights(reading: url, names: names).load(into: own)
            #expect(numbers(own) == numbers(other))
            #expect(TensorNames("blocks.0") == nil && TensorNames("a=b,a=c") == nil)
            // A part of a name is no beginning.
            #expect(TensorNames("blocks.1=x")?.other("blocks.10.head") == "blocks.10.head")
        }
    }

    @Test("What is missing or of another shape is listed, and nothing is changed")
    func isStrict() throws {
        try inFolder { folder in
            let (own, url) = (try network(seed: 1), folder.appending(path: "w.safetensors"))
            let before = numbers(own)
            try write(try network(seed: 2, units: 7), to: url) {
                $0.hasSuffix("running_var") ? nil : $0
            }
            let error = #expect(throws: FileError.self) {
                try PretrainedWeights(reading: url).load(into: own)
            }
            let got = error?.got ?? ""
            #expect(got.contains("missing: blocks.0.layers.1.running_var"), "\(got)")
            #expect(got.contains("blocks.0.layers.0.weight of [7, 5] F32 (for [6, 5])"), "\(got)")
            #expect(numbers(own) == before)
        }
    }

    @Test("An index of several files is one set of weights, and names no file elsewhere")
    func readsShards() throws {
        try inFolder { folder in
            let (own, other) = (try network(seed: 1), try network(seed: 2))
            var map: [String: String] = [:]
            for (number, part) in ["head", "layers"].enumerated() {
                try write(other, to: folder.appending(path: "part-\(number).safetensors")) { name in
                    guard name.contains(part) else { return nil }
                    map[name] = "part-\(number).safetensors"
                    return name
                }
            }
            let index = folder.appending(path: "model.safetensors.index.json")
            try JSONEncoder().encode(["weight_map": map]).write(to: index)
            try PretrainedWeights(reading: folder).load(into: own)
            #expect(numbers(own) == numbers(other))
            try JSONEncoder().encode(["weight_map": ["a": "../b.safetensors"]]).write(to: index)
            #expect(throws: FileError.self) { try PretrainedWeights(reading: index) }
            try Data("[]".utf8).write(to: index)
            #expect(throws: FileError.self) { try PretrainedWeights(reading: index) }
        }
    }

    @Test(
        "A pickle is refused with the line that converts it", arguments: ["m.pt", "m.PTH", "m.bin"])
    func refusesPickles(name: String) {
        let error = #expect(throws: FileError.self) {
            try PretrainedWeights(reading: URL(fileURLWithPath: name))
        }
        #expect(error?.remedy?.contains("save_file(torch.load('\(name)'") == true)
    }
}
