import COneDNN

/// Images on their way from one grouping of channels to another, for one form and number.
struct PreparedRegrouping {
    struct Key: Hashable {
        var images, channels, positions, from, to: Int
        var isBFloat16: Bool
    }

    let key: Key
    private var regrouping = onward_regrouping()

    init(_ key: Key, on device: dnnl_engine_t) {
        self.key = key
        let lanes = [key.from, key.to]
        Engine.check(
            onward_regrouping_create(
                &regrouping, device, key.images, key.channels, key.positions, lanes,
                key.isBFloat16),
            "prepare to regroup \(key.channels) channels from \(key.from) to \(key.to)")
    }

    mutating func run(on stream: dnnl_stream_t, _ input: Matrix, _ output: Matrix) {
        Engine.check(
            onward_regrouping_run(&regrouping, stream, input.start, output.start),
            "regroup channels")
    }

    mutating func destroy() { onward_regrouping_destroy(&regrouping) }
}

extension Engine {
    /// Channels in a group as oneDNN's convolutions take them: as many as a register holds.
    ///
    /// Where images lie in groups of so many, convolutions run on them as they are.
    package static let lanes =
        dnnl_get_effective_cpu_isa().rawValue >= dnnl_cpu_isa_avx512_core.rawValue ? 16 : 8

    /// Lays the numbers of images in other groups of channels; see `Shape.lanes`.
    ///
    /// - Parameter shape: one sample's form as `input` has it.
    /// - Shapes: `input` and `output` [N, C·H·W].
    package func regroup(_ input: Matrix, _ shape: Shape, into output: Matrix, lanes: Int) {
        let channels = shape.dimensions[0]
        let positions = shape.count / channels
        precondition(
            input.isContiguous && output.isContiguous && input.columns == shape.count
                && input.count == output.count,
            "[\(input.rows), \(input.columns)] cannot be regrouped as \(shape)")
        guard input.elementType != .bfloat16 || multipliesNatively else {
            return writing(output, room: 4) {
                regroup(reading(input, as: .float32, room: 0), shape, into: $0, lanes: lanes)
            }
        }
        let from = ImagePlaces(channels: channels, positions: positions, lanes: shape.lanes)
        let to = ImagePlaces(channels: channels, positions: positions, lanes: lanes)
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y) = (input.reals(S.self), output.reals(S.self))
            for n in 0..<input.rows {
                for c in 0..<channels {
                    for p in 0..<positions { y[to.place(n, c, p)] = x[from.place(n, c, p)] }
                }
            }
        }
        if let scalar = formulaScalar(for: input) { return formula(scalar) }
        guard input.rows > 0 else { return }
        let key = PreparedRegrouping.Key(
            images: input.rows, channels: channels, positions: positions, from: from.lanes,
            to: to.lanes, isBFloat16: input.elementType == .bfloat16)
        var index = regroupings.firstIndex { $0.key == key }
        if index == nil {
            regroupings.append(PreparedRegrouping(key, on: ownDevice))
            index = regroupings.count - 1
        }
        if let index { regroupings[index].run(on: ownStream, input, output) }
    }
}
