import OnwardCompute
import OnwardLayers
import OnwardSettings
import OnwardTestSupport
import Testing

@Suite("Layers without a derivative")
struct OpaqueTests {
    @Test("A black box is given a whole batch and writes one of the form it names")
    func runs() throws {
        let sums = Opaque("sums", output: Shape(1)) { rows, input, output in
            let columns = input.count / rows
            for row in 0..<rows {
                output[row] = 0
                for column in 0..<columns { output[row] += input[row * columns + column] }
            }
        }
        #expect(try sums.plan(for: Shape(2, 2)).output == Shape(1))
        let input = Matrix([Float(1), 2, 3, 4, 10, 20, 30, 40], columns: 4)
        let output = Matrix([Float.nan, .nan], columns: 1)
        sums.forward(
            ForwardPass(
                engine: Engine(threads: 1), parameters: [], inputShape: Shape(2, 2), input: input,
                output: output, cache: Matrix(rows: 2, columns: 0), isTraining: true,
                random: RandomSource(seed: 1, for: .test)))
        #expect(output.values(as: Float.self) == [10, 100])
    }

    @Test("Without a form of its own its output has the input's")
    func keepsForm() throws {
        let box = Opaque("box") { _, _, _ in }
        let plan = try box.plan(for: Shape(3, 4))
        #expect(plan.output == Shape(3, 4) && plan.parameters.isEmpty && !plan.isView)
        #expect(box.description == "Opaque(\"box\")")
    }

    @Test("Fewer than two levels are refused", arguments: [-1, 0, 1, 1 << 16 + 1])
    func refusesLevels(levels: Int) {
        #expect(throws: SettingsError.self) { try Quantize(levels).validate() }
    }

    @Test(
        "The check finds what a layer without a derivative can do wrong",
        arguments: [
            (.none, nil),
            (.leavesOutputUnwritten, "the output: 4 of 4 numbers were not written"),
            (.spoilsInput, "a pass changed the input"),
            (.hasParameters, "it has parameters, but no derivative"),
            (.differsInSinglePrecision, "the output is"),
        ] as [(FaultyRounding.Fault, String?)])
    func findsFault(fault: FaultyRounding.Fault, finding: String?) {
        guard let finding else { return checkLayer(FaultyRounding(fault), input: Shape(4)) }
        let findings = findings { checkLayer(FaultyRounding(fault), input: Shape(4)) }
        #expect(findings.contains { $0.contains(finding) }, "\(findings)")
    }
}

/// `Quantize` that breaks its contract in one way.
struct FaultyRounding: CatalogLayer {
    enum Fault: String, Codable {
        case none
        case leavesOutputUnwritten
        case spoilsInput
        case hasParameters
        case differsInSinglePrecision
    }

    static let name = "faulty-rounding"
    static let examples = [(layer: FaultyRounding(.none), input: Shape(4))]

    var fault: Fault

    init(_ fault: Fault) { self.fault = fault }

    var description: String { "FaultyRounding(.\(fault))" }

    func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        let weight = ParameterPlan("weight", shape: [1], initializer: .constant(1))
        return LayerPlan(output: shape, parameters: fault == .hasParameters ? [weight] : [])
    }

    func forward(_ pass: ForwardPass) {
        if fault == .leavesOutputUnwritten { return }
        Quantize(5).forward(pass)
        if fault == .spoilsInput { pass.input.clear() }
        if fault == .differsInSinglePrecision && pass.output.elementType == .float32 {
            pass.engine.add(pass.output, to: pass.output)
        }
    }
}
