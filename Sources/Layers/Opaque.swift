import OnwardCompute

/// A black box: a layer that is any code, such as a table, a simulator, a device or another
/// program's network.
///
///     Opaque("sign") { rows, input, output in
///         for index in input.indices { output[index] = input[index] > 0 ? 1 : -1 }
///     }
///
/// It has no derivative, so it stands below everything that its block trains, and what is learned
/// above it is learned by the block's own loss. The same input is to give the same output, or
/// trainings cannot be repeated. No file can hold it: a network that has one is not saved.
///
/// - Shapes: `input` [N, …] and `output` [N, …], row by row.
public struct Opaque: ForwardLayer {
    package let name: String
    /// One output sample's form; nil for the input's.
    package let output: Shape?
    private let body: @Sendable (Int, Span<Float>, inout MutableSpan<Float>) -> Void

    /// - Parameters:
    ///   - name: what messages call it.
    ///   - output: one output sample's form; nil for the input's.
    ///   - body: writes what comes out of a batch; called by the thread that trains or examines. It is
    ///     given N, the samples in the batch (false ones count where they are contrasted), all numbers
    ///     of the batch, sample behind sample, and where as many samples of the output's form go; what
    ///     was there means nothing.
    public init(
        _ name: String, output: Shape? = nil,
        _ body:
            @escaping @Sendable (
                _ rows: Int, _ input: Span<Float>, _ output: inout MutableSpan<Float>
            ) -> Void
    ) {
        self.name = name
        self.output = output
        self.body = body
    }

    public var description: String { "Opaque(\"\(name)\")" }

    public func plan(for shape: Shape) throws(ShapeError) -> LayerPlan {
        LayerPlan(output: output ?? shape)
    }

    public func forward(_ pass: ForwardPass) {
        pass.engine.withFloat32(pass.input, pass.output) { input, output in
            var span = output.mutableSpan
            body(input.rows, input.span, &span)
        }
    }
}
