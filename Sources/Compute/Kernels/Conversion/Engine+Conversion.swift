extension Engine {
    /// output = input, in the type that the output is stored as: rounded to the nearest bfloat16,
    /// of two as near the one with an even last digit, or widened, which is exact.
    ///
    /// - Shapes: `input` and `output` [N, M]; the numbers of a row lie side by side.
    package func convert(_ input: Matrix, into output: Matrix) {
        precondition(
            input.rows == output.rows && input.columns == output.columns,
            "[\(input.rows), \(input.columns)] into [\(output.rows), \(output.columns)]")
        kernels(for: output).convert(input, into: output)
    }

    /// Lets code that knows float32 alone compute one matrix from another, whatever they are stored
    /// as.
    package func withFloat32(
        _ input: Matrix, _ output: Matrix, _ compute: (_ input: Matrix, _ output: Matrix) -> Void
    ) {
        kernels(for: input).withFloat32(input, output, compute)
    }
}
