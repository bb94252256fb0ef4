/// Rows that have most of their numbers in common, without the matrix that they would make.
///
/// A row is a sample with a few numbers of its own before or behind it, all divided by a length:
///
///     row[r] = [own[r], sample] / length[r]    or    [sample, own[r]] / length[r]
///
/// A product with R such rows costs one with the S samples, and a walk over the result.
package struct SharedRows {
    /// [S, M]; those that have no rows change nothing.
    package let samples: Matrix
    /// [R, C], mostly zeros.
    package let own: Matrix
    /// Whether a row's own numbers stand before its sample's.
    package let ownFirst: Bool
    /// How many rows of one sample follow each other before the next one's turn. After the last
    /// sample the first one has its turn again.
    package let run: Int
    /// [R, 1]; nil where rows are not divided.
    package private(set) var lengths: Matrix?

    package init(_ samples: Matrix, own: Matrix, ownFirst: Bool, run: Int) {
        precondition(
            run > 0 && own.isContiguous
                && (own.rows % max(samples.rows * run, 1) == 0
                    || own.rows % run == 0 && own.rows < samples.rows * run),
            "\(own.rows) rows cannot share \(samples.rows) samples in runs of \(run)")
        self.samples = samples
        self.own = own
        self.ownFirst = ownFirst
        self.run = run
    }

    package var rows: Int { own.rows }
    package var columns: Int { samples.columns + own.columns }

    /// Which columns of a row are its own, and which are its sample's.
    package var ownColumns: Range<Int> {
        ownFirst ? 0..<own.columns : samples.columns..<columns
    }
    package var sampleColumns: Range<Int> {
        ownFirst ? own.columns..<columns : 0..<samples.columns
    }

    /// The number of the sample that a row shows.
    package func sample(ofRow row: Int) -> Int { row / run % samples.rows }

    /// The same with other lengths [R, 1] in place of those that they had.
    package func divided(by lengths: Matrix) -> SharedRows {
        precondition(lengths.isContiguous && lengths.count == rows)
        var rows = self
        rows.lengths = lengths
        return rows
    }
}

extension SharedRows {
    /// One number of the rows.
    func value<S: RealScalar>(_ row: Int, _ column: Int) -> S {
        let number: S =
            ownColumns.contains(column)
            ? own.reals()[row, column - ownColumns.lowerBound]
            : samples.reals()[sample(ofRow: row), column - sampleColumns.lowerBound]
        return lengths.map { number / $0.reals()[row, 0] } ?? number
    }
}
