import COneDNN

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
        kernels(for: input).regroup(
            input, from: ImagePlaces(channels: channels, positions: positions, lanes: shape.lanes),
            into: output, to: ImagePlaces(channels: channels, positions: positions, lanes: lanes))
    }
}
