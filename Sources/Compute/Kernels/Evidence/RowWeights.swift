/// How much each row of a matrix counts: by the class of the sample that it shows.
package struct RowWeights {
    /// [1, C] of float64
    private let classes: Matrix
    /// [N, 1] of int32
    private let labels: Matrix

    /// - Parameters:
    ///   - classes: what a sample of each class counts, [1, C] of float64.
    ///   - labels: the samples' classes, [N, 1] of int32; rows beyond begin again at the first, as false
    ///     samples stand below the true ones that they were made of.
    package init(classes: Matrix, labels: Matrix) {
        precondition(classes.elementType == .float64 && labels.elementType == .int32)
        precondition(classes.isContiguous && labels.isContiguous && labels.count > 0)
        self.classes = classes
        self.labels = labels
    }

    subscript(row: Int) -> Double {
        let label = labels.pointer(to: Int32.self)[row % labels.count]
        return classes.pointer(to: Double.self)[Int(label)]
    }
}
