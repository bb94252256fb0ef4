import OnwardCompute
import OnwardLayers
import OnwardNetworks
import OnwardObjectives
import Testing

@Test("A dense layer multiplies, adds and activates as it says")
func computesDense() throws {
    let output = Matrix(rows: 2, columns: 2)
    Dense(2, activation: .relu).forward(
        ForwardPass(
            engine: Engine(threads: 1),
            parameters: [
                Matrix([Float(1), 2, 3, 4, 5, 6], columns: 3), Matrix([Float(1), -20], columns: 2),
            ],
            input: Matrix([Float(1), 0, -1, 2, 1, 1], columns: 3), output: output,
            cache: Matrix(rows: 2, columns: 0), isTraining: false,
            random: RandomSource(seed: 1, for: .dropout)))
    // 1 − 3 + 1, 4 − 6 − 20; 2 + 2 + 3 + 1, 8 + 5 + 6 − 20
    #expect(output.values(as: Float.self) == [0, 0, 8, 0])
}

@Test(
    "A dense layer's weights begin in ±√(6/inputs) and its biases at 0, under PyTorch's names and forms"
)
func plansDense() throws {
    let plan = try Dense(7).plan(for: Shape(24))
    #expect(plan.output == Shape(7))
    #expect(plan.parameters.map(\.name) == ["weight", "bias"])
    #expect(plan.parameters.map(\.shape) == [[7, 24], [7]])
    #expect(plan.parameters.map(\.initializer) == [.uniform(bound: 0.5), .constant(0)])
    #expect(try Dense(7, bias: false).plan(for: Shape(25)).parameters.count == 1)
    let weight = Matrix(rows: 40, columns: 25)
    plan.parameters[0].initializer.fill(weight, random: RandomSource(seed: 1, for: .test))
    let values = weight.values(as: Float.self)
    #expect(values.allSatisfy { abs($0) <= 0.5 })
    #expect(values.contains { $0 > 0.48 } && values.contains { $0 < -0.48 })
}

@Test("A dense layer that meets images says where, and what to do")
func refusesImages() {
    let error = #expect(throws: ShapeError.self) {
        try Network(
            input: Shape(32, 14, 14), classes: ["cat", "dog"], objective: CrossEntropy(), seed: 1
        ) {
            Block { LengthNormalization(.rms) }
            Block { Dense(500) }
        }
    }
    #expect(
        error?.description
            == "Dense(500) in block 2: expected a flat sample, got [32, 14, 14]; "
            + "insert Flatten() before it.")
}

@Test("Flattening lets a dense layer follow")
func flattens() throws {
    let network = try Network(
        input: Shape(2, 3, 4), classes: ["cat", "dog"], objective: CrossEntropy(), seed: 1
    ) {
        Block { LengthNormalization(.rms) }
        Block {
            Flatten()
            Dense(5)
        }
    }
    #expect(network.blocks[1].plan.output == Shape(5))
    #expect(network.blocks[1].weights.map(\.name).contains("blocks.1.layers.1.weight"))
}
