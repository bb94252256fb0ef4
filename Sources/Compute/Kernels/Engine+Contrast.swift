import Foundation

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
    ///   - loss: [1, 1] of float64.
    package func contrast(
        _ slopes: Matrix, high: Range<Int>, bound: Double, factor: Double, loss: Matrix
    ) {
        precondition(slopes.isContiguous && loss.count == 1)
        func contrast<S: RealScalar>(_: S.Type) {
            let (values, share) = (slopes.pointer(to: S.self), 1 / Double(slopes.count))
            var total = 0.0
            for row in 0..<slopes.count {
                let sign = high.contains(row) ? 1.0 : -1
                let logit = sign * (Double(values[row]) - bound)
                total += share * softplus(-logit)
                values[row] = S(-sign * logistic(-logit) * share * 2 * factor)
            }
            loss.pointer(to: Double.self)[0] = total
        }
        slopes.elementType == .float64 ? contrast(Double.self) : contrast(Float.self)
    }

    /// The same by a loss of pairs: a row of the first half with its partner in the second.
    ///
    ///     logit = sharpness · (goodness of the first − of the second)
    ///     loss = Σ softplus(−logit) / pairs
    ///
    /// - Parameter sharpness: below zero where the second is to have more.
    package func contrastPairs(
        _ slopes: Matrix, sharpness: Double, factor: Double, loss: Matrix
    ) {
        precondition(slopes.isContiguous && loss.count == 1)
        precondition(slopes.count % 2 == 0, "\(slopes.count) numbers do not make pairs")
        func contrast<S: RealScalar>(_: S.Type) {
            let (values, half) = (slopes.pointer(to: S.self), slopes.count / 2)
            let share = 1 / Double(slopes.count)
            var total = 0.0
            for row in 0..<half {
                let logit = sharpness * (Double(values[row]) - Double(values[row + half]))
                total += 2 * share * softplus(-logit)
                let slope = -sharpness * logistic(-logit) * 2 * share * 2 * factor
                values[row] = S(slope)
                values[row + half] = S(-slope)
            }
            loss.pointer(to: Double.self)[0] = total
        }
        slopes.elementType == .float64 ? contrast(Double.self) : contrast(Float.self)
    }
}

private func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
