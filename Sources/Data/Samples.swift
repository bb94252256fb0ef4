import OnwardCompute

/// Samples with their labels: stored numbers, read through a list of rows where only some count.
///
/// A value that copies nothing: parts of it share the stored numbers and keep them alive.
public struct Samples {
    /// One sample, such as [1, 28, 28].
    public let shape: Shape
    private let features: Features
    private let labels: Matrix
    /// Per stored row, the number of the group that it belongs to; nil where there are no groups.
    private let groups: [Int32]?
    /// Per stored row, what tells its content from others', and what it is called; nil where the stored
    /// numbers are the content, and where there are no names.
    private let origin: SampleOrigin
    /// Which stored rows count, in order; nil for all of them.
    private var storedRows: Matrix?

    private enum Features {
        case dense(Matrix, scale: Float)
        case sparse(SparseRows)
    }

    /// Samples of matrices that were made to belong together; others are checked by
    /// `init(features:scale:labels:shape:groups:)`.
    ///
    /// - Shapes: `dense` [S, shape.count] of uint8 or float32, `labels` [S, 1] of int32.
    package init(
        dense: Matrix, scale: Float, labels: Matrix, shape: Shape, groups: [Int32]? = nil,
        origin: SampleOrigin = SampleOrigin()
    ) {
        precondition(
            dense.columns == shape.count && dense.isContiguous
                && (dense.elementType == .uint8 || dense.elementType == .float32),
            "[\(dense.rows), \(dense.columns)] of \(dense.elementType) for \(shape)")
        Samples.check(labels, groups, origin, rows: dense.rows)
        self.init(
            shape: shape, features: .dense(dense, scale: scale), labels: labels,
            groups: groups, origin: origin, storedRows: nil)
    }

    /// Samples that are nearly all zero, such as bags of words.
    ///
    /// - Shapes: `sparse` [S, shape.count], `labels` [S, 1] of int32.
    package init(
        sparse: SparseRows, labels: Matrix, shape: Shape, origin: SampleOrigin = SampleOrigin()
    ) {
        precondition(sparse.columns == shape.count, "\(sparse.columns) columns for \(shape)")
        Samples.check(labels, nil, origin, rows: sparse.rows)
        self.init(
            shape: shape, features: .sparse(sparse), labels: labels, groups: nil, origin: origin,
            storedRows: nil)
    }

    private static func check(
        _ labels: Matrix, _ groups: [Int32]?, _ origin: SampleOrigin, rows: Int
    ) {
        precondition(
            labels.rows == rows && labels.columns == 1 && labels.isContiguous
                && labels.elementType == .int32,
            "[\(labels.rows), \(labels.columns)] labels for \(rows) samples")
        precondition(
            groups.map { $0.count == rows } ?? true,
            "\(groups?.count ?? 0) groups for \(rows) samples")
        precondition(origin.fits(rows), "contents or names of other than \(rows) samples")
    }

    private init(
        shape: Shape, features: Features, labels: Matrix, groups: [Int32]?,
        origin: SampleOrigin, storedRows: Matrix?
    ) {
        self.shape = shape
        self.features = features
        self.labels = labels
        self.groups = groups
        self.origin = origin
        self.storedRows = storedRows
    }

    /// How many samples there are.
    public var count: Int { storedRows?.count ?? labels.rows }

    /// Counts the memory that stored numbers, labels and the list of rows take.
    package func count(in count: inout MemoryCount) {
        switch features {
        case .dense(let matrix, _): count.add(matrix)
        case .sparse(let rows): rows.count(in: &count)
        }
        for matrix in [labels] + (storedRows.map { [$0] } ?? []) { count.add(matrix) }
    }

    /// Collects the samples that `order` names, scaled, with their labels; allocates nothing.
    ///
    /// - Shapes: `order` [N, 1] of int32, each below `count`; `input` [N, shape.count] of
    ///   float32 or bfloat16; `labels` [N, 1] of int32.
    package func gather(
        _ order: Matrix, into input: Matrix, labels output: Matrix, on engine: Engine
    ) {
        precondition(
            order.count == input.rows && order.count == output.count,
            "\(order.count) samples for \(input.rows) rows and \(output.count) labels")
        guard let storedRows else {
            gatherFeatures(order, into: input, on: engine)
            engine.gather(labels: labels, order: order, into: output)
            return
        }
        // The labels' own place holds the stored rows meanwhile, so no other memory is needed.
        engine.gather(labels: storedRows, order: order, into: output)
        gatherFeatures(output, into: input, on: engine)
        engine.gather(labels: labels, order: output, into: output)
    }

    private func gatherFeatures(_ order: Matrix, into input: Matrix, on engine: Engine) {
        switch features {
        case .dense(let matrix, let scale):
            engine.gather(matrix, order: order, scale: scale, into: input)
        case .sparse(let rows): engine.gather(rows, order: order, into: input)
        }
    }

    /// The samples at `rows`, in that order. Stored numbers are not copied.
    package func selecting(_ rows: [Int32]) -> Samples {
        precondition(
            rows.allSatisfy { $0 >= 0 && $0 < count }, "a row beyond the \(count) samples")
        let stored = storedRows?.values(as: Int32.self)
        let list = stored.map { stored in rows.map { stored[Int($0)] } } ?? rows
        return Samples(
            shape: shape, features: features, labels: labels, groups: groups, origin: origin,
            storedRows: Matrix(list, columns: 1))
    }

    /// These and others of the same stored ones; nil where the others are stored elsewhere.
    func joined(with others: Samples) -> Samples? {
        guard let first = storedRows, let second = others.storedRows,
            labels.sharesStart(with: others.labels)
        else { return nil }
        var all = self
        all.storedRows = Matrix(
            first.values(as: Int32.self) + second.values(as: Int32.self), columns: 1)
        return all
    }

    /// The first samples, or all where there are fewer.
    package func prefix(_ count: Int) -> Samples {
        precondition(count >= 0, "the first \(count) samples")
        return count < self.count ? selecting((0..<Int32(count)).map { $0 }) : self
    }

    /// The class of one sample; `allLabels` is quicker for many.
    package func label(at index: Int) -> Int {
        precondition(index >= 0 && index < count, "sample \(index) of \(count)")
        let row = storedRows.map { Samples.number(in: $0, at: index) } ?? index
        return Samples.number(in: labels, at: row)
    }

    /// Every sample's class, in order.
    public var allLabels: [Int32] {
        let all = labels.values(as: Int32.self)
        return storedRows.map { $0.values(as: Int32.self).map { all[Int($0)] } } ?? all
    }

    /// Every sample's group, in order; nil where there are no groups.
    package var allGroups: [Int32]? { groups.map(counted) }

    /// What every sample is called, in order; nil where they have no names.
    package var allNames: [String]? { origin.names.map(counted) }

    /// Every sample's `ContentHash`, in order: of what it was read from, or of its stored numbers.
    package var allContents: [UInt64] {
        if let contents = origin.contents { return counted(contents) }
        let rows = storedRows?.values(as: Int32.self).map(Int.init) ?? Array(0..<labels.rows)
        switch features {
        case .dense(let matrix, _):
            return rows.map { ContentHash.of(matrix.rows($0..<$0 + 1).bytes) }
        case .sparse(let sparse): return rows.map { sparse.content(of: $0) }
        }
    }

    /// Of a list with one value for each stored row, those of the samples.
    private func counted<Value>(_ list: [Value]) -> [Value] {
        storedRows.map { $0.values(as: Int32.self).map { list[Int($0)] } } ?? list
    }

    private static func number(in matrix: Matrix, at row: Int) -> Int {
        matrix.rows(row..<row + 1).values(as: Int32.self).reduce(0) { $0 + Int($1) }
    }
}
