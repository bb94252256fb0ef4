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

    init(_ key: Key, on device: dnnl_engine_t) {
        self.key = key
        Engine.check(
            onward_product_create(
                &product, device, key.a, key.b, key.c, key.hasBias, key.activation.rectifier),
            "prepare [\(key.a.rows), \(key.a.columns)] · [\(key.b.rows), \(key.b.columns)]")
    }

    mutating func run(
        on stream: dnnl_stream_t, _ a: Matrix, _ b: Matrix, _ c: Matrix, _ bias: Matrix?
    ) {
        Engine.check(
            onward_product_run(&product, stream, a.start, b.start, c.start, bias?.start),
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

extension Engine {
    /// output = activation(a · b + bias).
    ///
    /// The product is prepared when its shapes are first met and found again afterwards, so a
    /// training step prepares nothing. Transposed views cost nothing extra.
    ///
    /// Where one operand is bfloat16 the other one is rounded to it. Sums are float32, and a bias
    /// and what the activation keeps as well.
    ///
    /// - Parameter sums: receives a · b + bias where the activation keeps it, and needed there.
    /// - Shapes: `a` [N, K], `b` [K, M], `bias` [1, M], `output` and `sums` [N, M].
    package func multiply(
        _ a: Matrix, _ b: Matrix, bias: Matrix? = nil, activation: Activation = .none,
        sums: Matrix? = nil, into output: Matrix
    ) {
        if activation.keepsSums {
            guard let sums else { preconditionFailure("\(activation) needs room for its sums") }
            multiply(a, b, bias: bias, into: sums)
            return activate(sums, by: activation, into: output)
        }
        precondition(
            a.columns == b.rows && output.rows == a.rows && output.columns == b.columns
                && (bias.map { $0.count == output.columns } ?? true),
            """
            [\(a.rows), \(a.columns)] · [\(b.rows), \(b.columns)] does not give \
            [\(output.rows), \(output.columns)]
            """)
        let isRounded = a.elementType == .bfloat16 || b.elementType == .bfloat16
        let type: ElementType =
            isRounded ? .bfloat16 : output.elementType == .float64 ? .float64 : .float32
        let (a, b) = (reading(a, as: type, room: 0), reading(b, as: type, room: 1))
        if isRounded && isRowProduct(a, b, into: output) {
            return multiplyRow(a, b, bias: bias, activation: activation, into: output)
        }
        if isRounded && multipliesNatively {
            return product(a, b, bias: bias, activation: activation, into: output)
        }
        let wide: ElementType = type == .float64 ? .float64 : .float32
        let (x, y) = (reading(a, as: wide, room: 2), reading(b, as: wide, room: 3))
        writing(output, room: 4) { product(x, y, bias: bias, activation: activation, into: $0) }
    }

    /// Whether products of bfloat16 numbers are oneDNN's.
    var multipliesNatively: Bool { precision == .bfloat16 && kernels != .reference }

    private func product(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix
    ) {
        func formula<S: RealScalar>(_: S.Type) {
            let (x, y, z) = (a.reals(S.self), b.reals(S.self), output.reals(S.self))
            for row in 0..<output.rows {
                for column in 0..<output.columns {
                    var sum = bias?.reals(S.self)[0, column] ?? 0
                    for k in 0..<a.columns { sum += x[row, k] * y[k, column] }
                    z[row, column] = activation.value(sum)
                }
            }
        }
        if let scalar = formulaScalar(for: output) { return formula(scalar) }
        precondition(
            a.elementType == b.elementType, "a product of \(a.elementType) and \(b.elementType)")
        guard a.rows > 0 else { return }
        // What is to lie column by column is written row by row as the product's transpose.
        if !output.isContiguous && output.rowStride == 1 && output.columns > 1 {
            precondition(bias == nil && activation == .none, "a sum of its own in each row")
            return product(
                b.transposed, a.transposed, bias: nil, activation: .none, into: output.transposed)
        }
        let key = PreparedProduct.Key(
            a: Engine.operand(a), b: Engine.operand(b), c: Engine.operand(output),
            hasBias: bias != nil, activation: activation)
        let place = place(of: key)
        meter?.count(ProductShape(a, b))
        metered(.products) { products[place].run(on: ownStream, a, b, output, bias) }
    }

    private func place(of key: PreparedProduct.Key) -> Int {
        for index in products.indices where products[index].key == key { return index }
        products.append(PreparedProduct(key, on: ownDevice))
        return products.count - 1
    }

    /// oneDNN reads the strides; those of a single row or column can be anything, so they are
    /// told as if it were contiguous.
    private static func operand(_ matrix: Matrix) -> onward_operand {
        let isColumnMajor = matrix.columnStride != 1 && matrix.rowStride == 1
        return onward_operand(
            rows: matrix.rows, columns: matrix.columns,
            row_stride: isColumnMajor ? 1 : max(matrix.rowStride, matrix.columns),
            column_stride: isColumnMajor ? max(matrix.columnStride, matrix.rows) : 1,
            bfloat16: matrix.elementType == .bfloat16)
    }
}
