import OnwardCompute
import OnwardLayers
import Testing

/// Holds a layer to its contract, by batches of 1, 7 and 33 samples, or those that it can learn
/// from:
///
/// - Every number of the output and of the gradients is written, and nothing beyond them; input
///   and parameters stay as they are.
/// - The gradients by the parameters and by the input agree with differences of the loss, in
///   double precision.
/// - float32 agrees with double precision, by all kernels, within 1e-4 of the largest number, and
///   bfloat16, where it is asked for, within 1/64 of it where both begin with the same numbers. Among
///   very many sums some lie so near to 0 that rounding opens or shuts a gate.
/// - The same random source gives the same bits; evaluation does not depend on it, and leaves the
///   buffers as they are. A second pass backward gives the same bits as the first.
/// - Where the plan names units, an error on a unit's sum reaches what the unit alone is made of.
/// - The parameters' gradients do not depend on whether an input error is wanted, nor on what
///   carries it.
///
/// A layer that runs on rows that share their samples does the same there as on the rows written
/// out. A layer that only reads its input in another form is held to that, and one without a
/// derivative to what it does forward. What is found is recorded as issues of the running test.
public func checkLayer<Subject: CatalogLayer>(
    _ layer: Subject, input: Shape, in types: [ElementType] = [.float32],
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let plan: LayerPlan
    let input = input.grouped(by: layer.lanes(for: input))
    do {
        try layer.validate()
        plan = try layer.plan(for: input)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
        return
    }
    for rows in [1, 7, 33] where rows >= plan.minimumRows {
        let check = LayerCheck(layer: layer, plan: plan, input: input, rows: rows) { finding in
            Issue.record(
                "\(layer) for \(input), batch of \(rows): \(finding)",
                sourceLocation: sourceLocation)
        }
        if plan.isView {
            check.movesNothing()
        } else if check.writesItsRoomAlone() {
            for type in types { check.agrees(in: type) }
            check.repeatsItself()
            if layer is any Layer {
                check.followsTheSlope()
                check.keepsParametersFromCarriers()
                check.takesUnitErrors()
            } else {
                check.trainsNothing()
            }
        }
    }
    if let layer = layer as? any SharedRowsLayer {
        checkSharedRows(layer, plan: plan, input: input, sourceLocation: sourceLocation)
    }
}

private func checkSharedRows<Subject: SharedRowsLayer>(
    _ layer: Subject, plan: LayerPlan, input: Shape, sourceLocation: SourceLocation
) {
    SharedRowsCheck(layer: layer, plan: plan, input: input) { finding in
        Issue.record("\(layer) for \(input): \(finding)", sourceLocation: sourceLocation)
    }.agrees()
}

/// One layer at one batch size; each method is one promise of the contract.
private struct LayerCheck<Subject: CatalogLayer> {
    let layer: Subject
    let plan: LayerPlan
    let input: Shape
    let rows: Int
    let report: (String) -> Void

    func movesNothing() {
        if plan.output.count != input.count {
            report("a view cannot turn \(input) into \(plan.output)")
        }
        if !plan.parameters.isEmpty || !plan.buffers.isEmpty || plan.cachePerSample > 0 {
            report("a view has neither parameters nor buffers nor a cache")
        }
    }

    /// - Returns: whether there is anything worth a closer look.
    func writesItsRoomAlone() -> Bool {
        let trial = trial(.float32)
        let before = [trial.input.numbers] + trial.parameters.map(\.numbers)
        _ = trial.outcome()
        var rooms = [("the output", trial.output)]
        if layer is any Layer {
            rooms.append(("the input error", trial.inputError))
            for (parameter, gradient) in zip(plan.parameters, trial.gradients) {
                rooms.append(("the gradient by \(parameter.name)", gradient))
            }
        }
        let faults = rooms.compactMap { name, room in room.fault.map { "\(name): \($0)" } }
        faults.forEach(report)
        if [trial.input.numbers] + trial.parameters.map(\.numbers) != before {
            report("a pass changed the input or the parameters")
        }
        return faults.isEmpty
    }

    func followsTheSlope() {
        let trial = trial(.float64)
        let outcome = trial.outcome()
        var variables = [(name: "the input", trial.input, outcome.inputError)]
        for (index, parameter) in plan.parameters.enumerated() {
            variables.append((parameter.name, trial.parameters[index], outcome.gradients[index]))
        }
        for (name, variable, gradient) in variables {
            if let fault = CentralDifferences.fault(in: gradient, by: variable, of: trial.loss) {
                report("the gradient by \(name) \(fault)")
            }
        }
    }

    func agrees(in type: ElementType) {
        let exact = trial(.float64, isRounded: type == .bfloat16)
        let (expected, evaluated) = (exact.outcome(), exact.forward(isTraining: false))
        for kernels in KernelForm.allCases {
            let trial = trial(type, isRounded: type == .bfloat16, kernels: kernels)
            let got = trial.outcome()
            for (index, buffer) in plan.buffers.enumerated() {
                compare(
                    buffer.name, trial.buffers[index].numbers, exact.buffers[index].numbers,
                    type, kernels)
            }
            compare(
                "the evaluation's output", trial.forward(isTraining: false), evaluated, type,
                kernels)
            compare("the output", got.output, expected.output, type, kernels)
            compare("the input error", got.inputError, expected.inputError, type, kernels)
            for (parameter, gradients) in zip(
                plan.parameters, zip(got.gradients, expected.gradients))
            {
                compare(
                    "the gradient by \(parameter.name)", gradients.0, gradients.1, type, kernels)
            }
        }
    }

    private func compare(
        _ name: String, _ got: [Double], _ expected: [Double], _ type: ElementType,
        _ kernels: KernelForm
    ) {
        let tolerance = (type == .bfloat16 ? 0x1p-6 : 1e-4) * (expected.map(abs).max() ?? 0)
        let wrong = got.indices.first { !(abs(got[$0] - expected[$0]) <= tolerance) }
        if let wrong {
            report(
                """
                \(name) is \(got[wrong]) at \(wrong) by \(kernels) kernels in \(type), but \
                \(expected[wrong]) in double precision
                """)
        }
    }

    func repeatsItself() {
        let trial = trial(.float32)
        let first = trial.outcome()
        if trial.backward() != first {
            report("a second pass backward does not give the same bits")
        }
        if trial.outcome() != first {
            report("the same random source does not give the same bits")
        }
        let buffers = trial.buffers.map(\.numbers)
        if trial.forward(isTraining: false, randomSeed: 1)
            != trial.forward(isTraining: false, randomSeed: 2)
        {
            report("evaluation depends on the random source")
        }
        if trial.buffers.map(\.numbers) != buffers { report("evaluation changes the buffers") }
    }

    /// With no error on the output, and one on every second unit.
    func takesUnitErrors() {
        guard let units = plan.units else { return }
        let trial = trial(.float64)
        trial.forward()
        let errors = (0..<units).map { Double($0 % 2) }
        let outcome = trial.backward(
            outputError: .init(repeating: 0, count: rows * plan.output.count),
            unitErrors: errors)
        for (index, parameter) in plan.parameters.enumerated() where parameter.shape[0] == units {
            let columns = parameter.count / units
            for unit in 0..<units {
                let row = outcome.gradients[index][unit * columns..<(unit + 1) * columns]
                if row.allSatisfy({ $0 == 0 }) != (errors[unit] == 0) {
                    report(
                        errors[unit] == 0
                            ? "an error on other units reaches row \(unit) of \(parameter.name)"
                            : "an error on unit \(unit) does not reach its row of \(parameter.name)"
                    )
                }
            }
        }
    }

    func trainsNothing() {
        if !plan.parameters.isEmpty {
            report("it has parameters, but no derivative to train them by")
        }
    }

    func keepsParametersFromCarriers() {
        let trial = trial(.float32)
        let usual = trial.outcome()
        if trial.outcome(wantsInputError: false).gradients != usual.gradients {
            report("the gradients depend on whether an input error is wanted")
        }
        let carried = trial.outcome(carriers: trial.otherCarriers)
        if carried.gradients != usual.gradients {
            report("the gradients depend on what carries the input error")
        }
        // Matrices and kernels are replaced; gains and biases need not be.
        let hasMatrix = plan.parameters.contains { $0.shape.count > 1 }
        let isSilent = usual.inputError.allSatisfy { $0 == 0 }
        if hasMatrix && !isSilent && carried.inputError == usual.inputError {
            report("the input error is not carried by the carriers")
        }
    }

    private func trial(
        _ type: ElementType, isRounded: Bool = false, kernels: KernelForm = .native
    ) -> LayerTrial<Subject> {
        LayerTrial(
            layer, plan: plan, input: input, rows: rows, as: type, isRounded: isRounded,
            engine: Engine(
                threads: 1, kernels: kernels,
                precision: type == .bfloat16 ? .bfloat16Emulated : .float32))
    }
}
