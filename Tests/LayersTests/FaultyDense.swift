import OnwardCompute
import OnwardLayers

/// A dense layer of three units that breaks its contract in one way: what `checkLayer` must find.
struct FaultyDense: Layer {
    enum Fault: String, Codable, CaseIterable {
        case none
        case doublesWeightGradient
        case doublesInputError
        case leavesOutputUnwritten
        case leavesGradientUnwritten
        case leavesInputErrorUnwritten
        case spoilsInput
        case ignoresCarriers
        case learnsByCarriers
        case drawsInEvaluation
        case skipsGradientWithoutInputError
        case differsInSinglePrecision
        case spoilsOutputOnTheWayBack
        case movesBuffersInEvaluation
        case doublesOutputOnSharedRows
        case leavesGradientUnwrittenOnSharedRows
        case handsOnSharedRows
        case ignoresUnitErrors
    }

    static let name = "faulty-dense"
    static let examples = [(layer: FaultyDense(.none), input: Shape(4))]

    var fault: Fault

    init(_ fault: Fault) { self.fault = fault }

    var description: String { "FaultyDense(.\(fault))" }

    private var dense: Dense { Dense(3, bias: false) }

    func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        var plan = try dense.plan(for: shape)
        plan.buffers = [ParameterPlan("running_sum", shape: [3], initializer: .constant(1))]
        return plan
    }

    func forward(_ pass: ForwardPass) {
        if fault == .leavesOutputUnwritten { return }
        dense.forward(pass)
        switch fault {
        case .spoilsInput:
            pass.input.clear()
        case .drawsInEvaluation where !pass.isTraining:
            pass.engine.drop(pass.output, rate: 0.5, random: pass.random, into: pass.output)
        case .differsInSinglePrecision where pass.output.elementType == .float32:
            pass.engine.add(pass.output, to: pass.output)
        case .movesBuffersInEvaluation where !pass.isTraining:
            pass.engine.add(pass.buffers[0], to: pass.buffers[0])
        default:
            break
        }
    }

    func backward(_ pass: BackwardPass) {
        let spare = Matrix(
            pass.input.elementType, rows: pass.parameters[0].rows,
            columns: pass.parameters[0].columns)
        let leavesGradient =
            fault == .leavesGradientUnwritten
            || fault == .skipsGradientWithoutInputError && pass.inputError == nil
        dense.backward(
            BackwardPass(
                engine: pass.engine, parameters: pass.parameters,
                carriers: fault == .ignoresCarriers ? pass.parameters : pass.carriers,
                gradients: leavesGradient ? [spare] : pass.gradients, input: pass.input,
                output: pass.output, cache: pass.cache, outputError: pass.outputError,
                inputError: fault == .leavesInputErrorUnwritten ? nil : pass.inputError,
                random: pass.random,
                unitError: fault == .ignoresUnitErrors ? nil : pass.unitError))
        switch fault {
        case .doublesWeightGradient:
            pass.engine.add(pass.gradients[0], to: pass.gradients[0])
        case .doublesInputError:
            if let error = pass.inputError { pass.engine.add(error, to: error) }
        case .learnsByCarriers:
            pass.engine.add(pass.carriers[0], to: pass.gradients[0])
        case .spoilsOutputOnTheWayBack:
            pass.output.clear()
        default:
            break
        }
    }
}

extension FaultyDense: SharedRowsLayer {
    func forward(_ rows: SharedRows, _ pass: ForwardPass) -> SharedRows? {
        let handedOn = dense.forward(rows, pass)
        if fault == .doublesOutputOnSharedRows { pass.engine.add(pass.output, to: pass.output) }
        return fault == .handsOnSharedRows ? rows : handedOn
    }

    func backward(_ rows: SharedRows, _ pass: BackwardPass) {
        if fault != .leavesGradientUnwrittenOnSharedRows { dense.backward(rows, pass) }
    }
}
