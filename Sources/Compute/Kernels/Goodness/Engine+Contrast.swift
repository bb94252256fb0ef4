// From goodness to the loss's slope by it, and on to the error of what the goodness was measured of:
// d goodness / dx = 2 · factor · x.
extension Engine {
    /// Turns every row's goodness into the factor of its row's error, by a loss that has a bound:
    ///
    ///     logit = ±(goodness − bound)        + where the row is to have more than the bound
    ///     loss = Σ softplus(−logit) / N
    ///     slope = d loss / d goodness · 2 · factor
    ///
    /// - Parameters:
    ///   - slopes: goodness [N, 1] at first.
    ///   - high: the rows that are to have more than the bound; all others less.
    ///   - weights: what each row counts in the loss; nil for alike.
    ///   - loss: [1, 1] of float64.
    package func contrast(
        _ slopes: Matrix, high: Range<Int>, bound: Double, factor: Double,
        weights: RowWeights? = nil, loss: Matrix
    ) {
        precondition(slopes.isContiguous && loss.count == 1)
        kernels(for: slopes).contrast(
            slopes, high: high, bound: bound, factor: factor, weights: weights, loss: loss)
    }

    /// The same by a loss of pairs: a row of the first half with its partner in the second.
    ///
    ///     logit = sharpness · (goodness of the first − of the second)
    ///     loss = Σ softplus(−logit) / pairs
    ///
    /// - Parameters:
    ///   - sharpness: below zero where the second is to have more.
    ///   - weights: what each pair counts, by its first row; nil for alike.
    package func contrastPairs(
        _ slopes: Matrix, sharpness: Double, factor: Double, weights: RowWeights? = nil,
        loss: Matrix
    ) {
        precondition(slopes.isContiguous && loss.count == 1)
        precondition(slopes.count % 2 == 0, "\(slopes.count) numbers do not make pairs")
        kernels(for: slopes).contrastPairs(
            slopes, sharpness: sharpness, factor: factor, weights: weights, loss: loss)
    }

    /// The same by the ratio of their goodness, so that what the goodness is measured in counts
    /// nothing:
    ///
    ///     logit = sharpness · log((goodness of the first + floor) / (of the second + floor))
    ///     loss = Σ ((1 − smoothing) · softplus(−logit) + smoothing · softplus(logit)) / pairs
    ///
    /// - Parameters:
    ///   - sharpness: below zero where the second is to have more.
    ///   - smoothing: the share of the loss that wants the opposite, below ½, so that a pair that
    ///     is told apart well enough is left alone.
    ///   - floor: above zero: what a row that is all zeros is taken to have.
    ///   - weights: what each pair counts, by its first row; nil for alike.
    package func contrastRatios(
        _ slopes: Matrix, sharpness: Double, smoothing: Double, floor: Double, factor: Double,
        weights: RowWeights? = nil, loss: Matrix
    ) {
        precondition(slopes.isContiguous && loss.count == 1)
        precondition(slopes.count % 2 == 0, "\(slopes.count) numbers do not make pairs")
        kernels(for: slopes).contrastRatios(
            slopes, sharpness: sharpness, smoothing: smoothing, floor: floor, factor: factor,
            weights: weights, loss: loss)
    }

    /// x ← factor · log(x + floor), for every number of a matrix, none of which is negative.
    package func takeLogarithm(of matrix: Matrix, floor: Double, factor: Double) {
        precondition(matrix.isContiguous && floor > 0)
        kernels(for: matrix).takeLogarithm(of: matrix, floor: floor, factor: factor)
    }
}
