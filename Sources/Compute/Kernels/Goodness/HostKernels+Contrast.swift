import Foundation

extension HostKernels {
    package func contrast(
        _ slopes: Matrix, high: Range<Int>, bound: Double, factor: Double, weights: RowWeights?,
        loss: Matrix
    ) {
        let (values, even) = (slopes.reals(Double.self), 1 / Double(slopes.count))
        var total = 0.0
        for row in 0..<slopes.count {
            let share = weights.map { $0[row] * even } ?? even
            let sign = high.contains(row) ? 1.0 : -1
            let logit = sign * (values[row] - bound)
            total += share * softplus(-logit)
            values[row] = -sign * logistic(-logit) * share * 2 * factor
        }
        loss.pointer(to: Double.self)[0] = total
    }

    package func contrastPairs(
        _ slopes: Matrix, sharpness: Double, factor: Double, weights: RowWeights?, loss: Matrix
    ) {
        let (values, half) = (slopes.reals(Double.self), slopes.count / 2)
        let even = 1 / Double(slopes.count)
        var total = 0.0
        for row in 0..<half {
            let share = weights.map { $0[row] * even } ?? even
            let logit = sharpness * (values[row] - values[row + half])
            total += 2 * share * softplus(-logit)
            let slope = -sharpness * logistic(-logit) * 2 * share * 2 * factor
            (values[row], values[row + half]) = (slope, -slope)
        }
        loss.pointer(to: Double.self)[0] = total
    }

    package func contrastRatios(
        _ slopes: Matrix, sharpness: Double, smoothing: Double, floor: Double, factor: Double,
        weights: RowWeights?, loss: Matrix
    ) {
        let (values, half) = (slopes.reals(Double.self), slopes.count / 2)
        let even = 2 / Double(slopes.count)
        var total = 0.0
        for row in 0..<half {
            let share = weights.map { $0[row] * even } ?? even
            let (first, second) = (values[row] + floor, values[row + half] + floor)
            let logit = sharpness * (log(first) - log(second))
            total += share * ((1 - smoothing) * softplus(-logit) + smoothing * softplus(logit))
            let slope = sharpness * (smoothing - logistic(-logit)) * share * 2 * factor
            (values[row], values[row + half]) = (slope / first, -slope / second)
        }
        loss.pointer(to: Double.self)[0] = total
    }

    package func takeLogarithm(of matrix: Matrix, floor: Double, factor: Double) {
        let values = matrix.reals(Double.self)
        for place in 0..<matrix.count { values[place] = factor * log(values[place] + floor) }
    }
}

private func softplus(_ x: Double) -> Double { max(x, 0) + log1p(exp(-abs(x))) }

private func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
