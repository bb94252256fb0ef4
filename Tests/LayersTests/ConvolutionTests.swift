import Foundation
import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import OnwardSettings
import Testing

@Test("A convolution's parameters bear PyTorch's names, forms and first values")
func plansConvolution() throws {
    let plan = try Convolution2D(8, kernel: Extent(3, 5)).plan(for: Shape(4, 9, 7))
    #expect(plan.output.grouped(by: 1) == Shape(8, 9, 7))
    #expect(plan.parameters.map(\.name) == ["weight", "bias"])
    #expect(plan.parameters.map(\.shape) == [[8, 4, 3, 5], [8]])
    #expect(plan.parameters.map(\.initializer) == [.he(fanIn: 4 * 3 * 5), .constant(0)])
    #expect(plan.cachePerSample == 0)
    let bare = try Convolution2D(8, kernel: 3, activation: .gelu, bias: false)
        .plan(for: Shape(4, 9, 7))
    #expect(bare.parameters.map(\.name) == ["weight"])
    #expect(bare.cachePerSample == 8 * 9 * 7)
}

@Test("Windows decide over the output's size")
func sizesOutputs() throws {
    func size(_ layer: some Layer, _ height: Int, _ width: Int) throws -> [Int] {
        try layer.plan(for: Shape(2, height, width)).output.dimensions
    }
    #expect(try size(Convolution2D(3, kernel: 3, stride: 2), 7, 8) == [3, 4, 4])
    #expect(try size(Convolution2D(3, kernel: 3, padding: 0), 7, 8) == [3, 5, 6])
    #expect(try size(Convolution2D(3, kernel: 3, stride: 2, padding: 1), 7, 8) == [3, 4, 4])
    #expect(try size(AveragePooling(2), 7, 8) == [2, 3, 4])
    #expect(try size(MaxPooling(3, stride: 2), 7, 8) == [2, 3, 3])
}

@Test("A layer for images says what it expects and what to do")
func refusesOtherSamples() {
    let flat = #expect(throws: ShapeError.self) {
        try Convolution2D(8, kernel: 3).plan(for: Shape(784))
    }
    #expect(
        flat?.description
            == "Convolution2D(8, kernel: 3): expected images as [channels, height, width], got "
            + "[784]; put it before Flatten() and dense layers, or read the data as images.")
    let small = #expect(throws: ShapeError.self) { try MaxPooling(2).plan(for: Shape(3, 1, 5)) }
    #expect(
        small?.description
            == "MaxPooling(2): expected images that a window of 2 × 2 fits on, got [3, 1, 5]; "
            + "take a smaller window, or fewer poolings before it.")
}

@Test(
    "Settings out of their range are refused",
    arguments: [
        Convolution2D(0, kernel: 3), Convolution2D(1, kernel: 0),
        Convolution2D(1, kernel: 3, stride: Extent(1, 0)), Convolution2D(1, kernel: 3, padding: -1),
        MaxPooling(0), MaxPooling(2, stride: 0), AveragePooling(Extent(2, -1)),
        AveragePooling(2, stride: 0),
    ] as [any Layer])
func refusesSettings(layer: any Layer) {
    #expect(throws: SettingsError.self) { try layer.validate() }
}

@Test(
    "Padding is written as `same`, one number or two, and read back",
    arguments: [
        ("\"same\"", Padding.same), ("2", .zeros(2)), ("[1,0]", .zeros(Extent(1, 0))),
    ])
func codesPadding(text: String, padding: Padding) throws {
    #expect(try JSONDecoder().decode(Padding.self, from: Data(text.utf8)) == padding)
    #expect(String(decoding: try JSONEncoder().encode(padding), as: UTF8.self) == text)
}

@Test("Other paddings are refused", arguments: ["\"valid\"", "[1]", "1.5", "[1,2,3]", "null"])
func refusesPadding(text: String) {
    #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Padding.self, from: Data(text.utf8))
    }
}

@Test("Images pass through blocks of convolution and pooling to a dense layer")
func buildsNetwork() throws {
    let network = try Network(
        input: Shape(1, 9, 8), classes: ["cat", "dog"], objective: CrossEntropy(), seed: 1
    ) {
        Block {
            Convolution2D(4, kernel: 3, activation: .relu)
            AveragePooling(2)
        }
        Block {
            Convolution2D(6, kernel: 3, activation: .gelu)
            MaxPooling(2)
            Flatten()
            Dense(5, activation: .leakyReLU)
        }
    }
    #expect(network.blocks.map(\.plan.output) == [Shape(4, 4, 4), Shape(5)])
    #expect(network.weights.map(\.name).contains("blocks.1.layers.3.weight"))
}
