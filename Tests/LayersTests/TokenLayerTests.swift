import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import OnwardTestSupport
import Testing

private func message(_ layer: some Layer, _ shape: Shape) -> String? {
    #expect(throws: ShapeError.self) { try layer.plan(for: shape) }?.description
}

@Test("Layers of tokens and of normalization say what they expect, and what to do")
func refusesShapes() {
    #expect(
        message(Patches(5), Shape(1, 28, 28))
            == "Patches(5): expected a height and a width that are multiples of 5, got [1, 28, 28]; "
            + "take a size that divides 28 and 28.")
    #expect(
        message(Patches(4), Shape(784))
            == "Patches(4): expected an image [channels, height, width], got [784]; "
            + "put it before layers that flatten the image.")
    #expect(
        message(SelfAttention(heads: 2, width: 4), Shape(1, 28, 28))
            == "SelfAttention(heads: 2, width: 4): expected tokens [count, width], "
            + "got [1, 28, 28]; insert Patches(size) before it to make tokens of an image.")
    #expect(
        message(LayerNormalization(), Shape(1, 28, 28))?.contains("insert Flatten()") == true)
    #expect(message(BatchNormalization(), Shape(49, 16))?.contains("insert Flatten()") == true)
}

@Test("Settings out of their range are refused")
func refusesSettings() {
    #expect(throws: SettingsError.self) { try Patches(0).validate() }
    #expect(throws: SettingsError.self) { try SelfAttention(heads: 0, width: 4).validate() }
    #expect(throws: SettingsError.self) { try SelfAttention(heads: 3, width: 4).validate() }
    #expect(throws: SettingsError.self) { try LayerNormalization(epsilon: 0).validate() }
    #expect(throws: SettingsError.self) { try BatchNormalization(epsilon: .nan).validate() }
    #expect(throws: SettingsError.self) { try BatchNormalization(momentum: 1.5).validate() }
}

@Test("Attention follows patches, whatever their size, and its tensors bear PyTorch's names")
func followsPatches() throws {
    let network = try Network(
        input: Shape(1, 28, 28), classes: ["cat", "dog"], objective: .crossEntropy, seed: 1
    ) {
        Block {
            Patches(4)
            SelfAttention(heads: 4, width: 32, activation: .relu)
        }
        Block {
            LayerNormalization()
            Flatten()
            Dense(5)
        }
    }
    #expect(network.blocks[0].plan.output == Shape(49, 32))
    #expect(
        network.blocks[0].weights.map(\.name) == [
            "blocks.0.layers.1.in_proj_weight", "blocks.0.layers.1.in_proj_bias",
            "blocks.0.layers.1.out_proj.weight", "blocks.0.layers.1.out_proj.bias",
            "blocks.0.head.weight",
        ])
    #expect(network.blocks[0].weights[0].shape == [96, 16])
}

@Test("Blocks of a product's size in every direction keep the contract")
func keepsContractAtBlockSizes() {
    checkLayer(SelfAttention(heads: 2, width: 32, activation: .relu), input: Shape(17, 4))
    checkLayer(BatchNormalization(), input: Shape(1))
    checkLayer(BatchNormalization(), input: Shape(2, 1, 1))
}
