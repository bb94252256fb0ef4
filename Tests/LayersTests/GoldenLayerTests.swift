import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardLayers
import Testing

/// One case of `Golden/convolution.json`, which PyTorch computed.
struct GoldenLayer: Decodable, CustomTestStringConvertible {
    private enum CodingKeys: String, CodingKey {
        case layer, settings, shape, inputs, output, parameters, gradients
        case outputShape = "output_shape"
        case outputError = "output_error"
        case inputError = "input_error"
    }

    let layer: any Layer
    let shape: Shape
    let outputShape: Shape
    let inputs: [Float]
    let output: [Float]
    let outputError: [Float]
    let parameters: [[Float]]
    let gradients: [[Float]]
    let inputError: [Float]

    var testDescription: String { "\(layer) for \(shape)" }

    static let all: [GoldenLayer] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/convolution.json")
        return (try? JSONDecoder().decode([GoldenLayer].self, from: Data(contentsOf: file))) ?? []
    }()

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func settings<Subject: CatalogLayer>(of type: Subject.Type) throws -> any CatalogLayer {
            try container.decode(type, forKey: .settings)
        }
        let type = try Catalog.standard.layer(container.decode(String.self, forKey: .layer))
        layer = try #require(settings(of: type) as? any Layer)
        shape = try container.decode(Shape.self, forKey: .shape)
        outputShape = try container.decode(Shape.self, forKey: .outputShape)
        inputs = try container.decode([Float].self, forKey: .inputs)
        output = try container.decode([Float].self, forKey: .output)
        outputError = try container.decode([Float].self, forKey: .outputError)
        parameters = try container.decode([[Float]].self, forKey: .parameters)
        gradients = try container.decode([[Float]].self, forKey: .gradients)
        inputError = try container.decode([Float].self, forKey: .inputError)
    }
}

private func expectNear(_ got: Matrix, _ wanted: [Float], _ what: String) {
    let worst = zip(got.values(as: Float.self), wanted).map { abs($0 - $1) }.max() ?? 0
    #expect(got.count == wanted.count && worst < 1e-5, "\(what) differs by \(worst)")
}

@Test("The golden layers are all there")
func findsGoldenLayers() {
    #expect(GoldenLayer.all.count == 10)
}

@Test("A layer gives PyTorch's numbers, forward and backward", arguments: GoldenLayer.all)
func matchesTorch(golden: GoldenLayer) throws {
    let (layer, shape) = (golden.layer, golden.shape)
    let plan = try layer.plan(for: shape)
    #expect(plan.output == golden.outputShape)
    let input = Matrix(golden.inputs, columns: shape.count)
    let parameters = zip(plan.parameters, golden.parameters).map { parameter, numbers in
        Matrix(numbers, columns: parameter.count / parameter.rows)
    }
    let gradients = parameters.map { Matrix(rows: $0.rows, columns: $0.columns) }
    let output = Matrix(rows: input.rows, columns: plan.output.count)
    let cache = Matrix(rows: input.rows, columns: plan.cachePerSample)
    let inputError = Matrix(rows: input.rows, columns: shape.count)
    let (engine, random) = (Engine(threads: 1), RandomSource(seed: 1, for: .test))
    layer.forward(
        ForwardPass(
            engine: engine, parameters: parameters, inputShape: shape, input: input,
            output: output, cache: cache, isTraining: true, random: random))
    layer.backward(
        BackwardPass(
            engine: engine, parameters: parameters, carriers: parameters, gradients: gradients,
            inputShape: shape, input: input, output: output, cache: cache,
            outputError: Matrix(golden.outputError, columns: plan.output.count),
            inputError: inputError, random: random))
    expectNear(output, golden.output, "the output")
    expectNear(inputError, golden.inputError, "the input error")
    #expect(gradients.count == golden.gradients.count)
    for (index, gradient) in gradients.enumerated() {
        expectNear(
            gradient, golden.gradients[index], "the gradient by \(plan.parameters[index].name)")
    }
}
