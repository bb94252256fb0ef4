import COneDNN

/// A product that oneDNN has prepared for one set of shapes.
struct PreparedProduct {
    /// What tells two products apart.
    struct Key: Equatable {
        var a, b, c: onward_operand
        var hasBias: Bool
        var activation: Activation

        static func == (x: Key, y: Key) -> Bool {
            x.hasBias == y.hasBias && x.activation == y.activation && same(x.a, y.a)
                && same(x.b, y.b) && same(x.c, y.c)
        }

        private static func same(_ x: onward_operand, _ y: onward_operand) -> Bool {
            x.rows == y.rows && x.columns == y.columns && x.row_stride == y.row_stride
                && x.column_stride == y.column_stride && x.bfloat16 == y.bfloat16
        }
    }

    let key: Key
    private var product = onward_product()

    /// Bytes that a run borrows.
    var scratchByteCount: Int { product.scratch }

    init(_ key: Key, on device: dnnl_engine_t) {
        self.key = key
        NativeKernels.check(
            onward_product_create(
                &product, device, key.a, key.b, key.c, key.hasBias, key.activation.rectifier),
            "prepare [\(key.a.rows), \(key.a.columns)] · [\(key.b.rows), \(key.b.columns)]")
    }

    mutating func run(
        on stream: dnnl_stream_t, _ a: Matrix, _ b: Matrix, _ c: Matrix, _ bias: Matrix?,
        scratch: Matrix
    ) {
        NativeKernels.check(
            onward_product_run(
                &product, stream, a.start, b.start, c.start, bias?.start, scratch.start),
            "run a product")
    }

    mutating func destroy() { onward_product_destroy(&product) }
}

extension Activation {
    /// How oneDNN computes it together with the sums.
    var rectifier: onward_rectifier {
        onward_rectifier(applies: slopeBelowZero != nil, slope: slopeBelowZero ?? 0)
    }
}
