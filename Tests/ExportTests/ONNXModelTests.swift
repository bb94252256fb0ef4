import OnwardCatalog
import OnwardCompute
import OnwardData
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardExport

@Suite("Models as ONNX")
struct ONNXModelTests {
    @Test("Every layer of the catalog can be written, or its name stands here")
    func writesEveryLayer() {
        for layer in Catalog.standard.layers {
            #expect(
                layer is any ONNXLayer.Type, "\(layer.name) lacks its file in Export/ONNX/Layers")
        }
    }

    @Test("So can every objective")
    func writesEveryObjective() {
        for objective in Catalog.standard.objectives {
            #expect(objective is any ONNXObjective.Type, "\(objective.name)")
        }
    }

    @Test("A layer that is any code is refused by its block and name")
    func refusesCode() throws {
        let network = try Network(
            input: Shape(6), classes: TinyData.names(3), objective: .crossEntropy, seed: 1
        ) {
            Block {
                Opaque("sign") { _, input, output in
                    for index in input.indices { output[index] = input[index] > 0 ? 1 : -1 }
                }
                Dense(4, activation: .relu)
            }
        }
        let error = #expect(throws: SettingsError.self) { try ONNXModel(network) }
        #expect(error?.subject.contains("block 1") == true && error?.got?.contains("sign") == true)
    }

    @Test("Numbers take as many bytes as protocol buffers say")
    func writesMessages() {
        var message = ProtobufMessage()
        message.add(1, 300)
        message.add(2, "hi")
        message.add(3, Float(1))
        message.add(16, -1)
        #expect(
            message.bytes == [0x08, 0xac, 0x02, 0x12, 2, 0x68, 0x69, 0x1d, 0, 0, 0x80, 0x3f]
                + [0x80, 0x01] + [UInt8](repeating: 0xff, count: 9) + [1])
    }

    @Test("Blocks that there are not, and modes that the network does not know, are refused")
    func refusesQuestions() throws {
        let network = try Network(
            input: Shape(6), classes: TinyData.names(3), objective: .crossEntropy, seed: 1
        ) { Block { Dense(4, activation: .relu) } }
        #expect(throws: SettingsError.self) { try ONNXModel(network, blocks: 2) }
        #expect(throws: SettingsError.self) { try ONNXModel(network, blocks: 0) }
        #expect(throws: SettingsError.self) { try ONNXModel(network, mode: .onePass) }
        #expect(try ONNXModel(network, blocks: 1, tellsVotes: true).bytes.count > 100)
    }
}
