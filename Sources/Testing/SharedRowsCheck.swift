import OnwardCompute
import OnwardLayers

/// Holds a layer on rows that share their samples to what it computes on the same rows written
/// out, in double precision.
struct SharedRowsCheck<Subject: SharedRowsLayer> {
    let layer: Subject
    let plan: LayerPlan
    let input: Shape
    let report: (String) -> Void
    private let random = RandomSource(seed: 4, for: .test)

    init(layer: Subject, plan: LayerPlan, input: Shape, report: @escaping (String) -> Void) {
        self.layer = layer
        self.plan = plan
        self.input = input
        self.report = report
    }

    func agrees() {
        for (ownFirst, run, isDivided) in [
            (true, 1, true), (false, 1, false), (true, 3, false), (false, 3, true),
        ] {
            func rows(_ type: ElementType) -> SharedRows {
                self.rows(type, ownFirst: ownFirst, run: run, isDivided: isDivided)
            }
            let exact = Engine(threads: 1)
            let expected = plainOutcome(rows(.float64), engine: exact)
            compare(outcome(rows(.float64), engine: exact), expected, within: 1e-12)
            for kernels in KernelForm.allCases {
                let engine = Engine(threads: 1, kernels: kernels)
                compare(outcome(rows(.float32), engine: engine), expected, within: 1e-4)
            }
        }
    }

    /// Three samples in two rounds of `run` rows each, with two numbers of their own.
    private func rows(
        _ type: ElementType, ownFirst: Bool, run: Int, isDivided: Bool
    ) -> SharedRows {
        let (samples, own, count) = (3, 2, 6 * run)
        let width = input.count - own
        let rows = SharedRows(
            .holding(random[0].normals(samples * width), columns: width, as: type),
            own: .holding(random[1].normals(count * own), columns: own, as: type),
            ownFirst: ownFirst, run: run)
        guard isDivided else { return rows }
        let lengths = random[2].normals(count).map { Double(Float(0.5 + abs($0))) }
        return rows.divided(by: .holding(lengths, columns: 1, as: type))
    }

    /// The output, or what the layer above sees instead, and the gradients.
    private func outcome(_ rows: SharedRows, engine: Engine) -> [[Double]] {
        let room = Room(plan, rows: rows.rows, like: rows.own, random: random)
        let nothing = Matrix(rows.own.elementType, rows: 0, columns: 0)
        let handedOn = layer.forward(rows, room.forward(nothing, input, engine: engine))
        if (handedOn == nil) == plan.parameters.isEmpty {
            report("rows are to be handed on by layers without parameters, and by no others")
        }
        let output = (handedOn?.written ?? room.output).numbers
        if !plan.parameters.isEmpty {
            layer.backward(rows, room.backward(nothing, input, engine: engine))
        }
        return [output] + room.gradients.map(\.numbers)
    }

    private func plainOutcome(_ rows: SharedRows, engine: Engine) -> [[Double]] {
        let room = Room(plan, rows: rows.rows, like: rows.own, random: random)
        layer.forward(room.forward(rows.written, input, engine: engine))
        let output = room.output.numbers
        layer.backward(room.backward(rows.written, input, engine: engine))
        return [output] + room.gradients.map(\.numbers)
    }

    private func compare(_ got: [[Double]], _ expected: [[Double]], within share: Double) {
        let names = ["the output"] + plan.parameters.map { "the gradient by \($0.name)" }
        for (name, (got, expected)) in zip(names, zip(got, expected)) {
            let tolerance = share * (expected.map(abs).max() ?? 0)
            if got.count != expected.count
                || !zip(got, expected).allSatisfy({ abs($0 - $1) <= tolerance })
            {
                report("\(name) on shared rows is \(got), but \(expected) on rows written out")
            }
        }
    }
}

/// What one run of a layer is lent.
private struct Room {
    let output: Matrix
    let gradients: [Matrix]
    private let cache: Matrix
    private let parameters: [Matrix]
    private let buffers: [Matrix]
    private let outputError: Matrix
    private let random: RandomSource

    init(_ plan: LayerPlan, rows: Int, like other: Matrix, random: RandomSource) {
        let type = other.elementType
        func tensor(_ plan: ParameterPlan, _ random: RandomSource) -> Matrix {
            .holding(random.normals(plan.count), columns: plan.count / plan.rows, as: type)
        }
        parameters = plan.parameters.enumerated().map { tensor($1, random[3][$0]) }
        buffers = plan.buffers.enumerated().map { tensor($1, random[4][$0]) }
        gradients = parameters.map {
            PoisonedRoom(type, rows: $0.rows, columns: $0.columns).matrix
        }
        output = PoisonedRoom(type, rows: rows, columns: plan.output.count).matrix
        cache = PoisonedRoom(type, rows: rows, columns: plan.cachePerSample).matrix
        outputError = .holding(
            random[5].normals(rows * plan.output.count), columns: plan.output.count, as: type)
        self.random = random
    }

    func forward(_ input: Matrix, _ shape: Shape, engine: Engine) -> ForwardPass {
        ForwardPass(
            engine: engine, parameters: parameters, buffers: buffers, inputShape: shape,
            input: input, output: output, cache: cache, isTraining: true, random: random)
    }

    func backward(_ input: Matrix, _ shape: Shape, engine: Engine) -> BackwardPass {
        BackwardPass(
            engine: engine, parameters: parameters, carriers: parameters, gradients: gradients,
            inputShape: shape, input: input, output: output, cache: cache,
            outputError: outputError, inputError: nil, random: random)
    }
}
