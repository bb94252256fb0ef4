extension HostKernels {
    package func mean(of matrix: Matrix) -> Double {
        var sum = 0.0
        if matrix.elementType == .float64 {
            let numbers = matrix.pointer(to: Double.self)
            for index in 0..<matrix.count { sum += numbers[index] }
        } else {
            let numbers = matrix.pointer(to: Float.self)
            for index in 0..<matrix.count { sum += Double(numbers[index]) }
        }
        return sum / Double(max(matrix.count, 1))
    }

    package func mean(of matrix: Matrix, into mean: Matrix) {
        mean.pointer(to: Double.self)[0] = self.mean(of: matrix)
    }

    package func countCorrect(_ evidence: Matrix, labels: Matrix) -> Int {
        let truth = labels.pointer(to: Int32.self)
        var correct = 0
        for row in 0..<evidence.rows
        where strongestClass(of: evidence, row: row) == truth[row] { correct += 1 }
        return correct
    }

    package func countCorrect(_ evidence: Matrix, labels: Matrix, addingTo count: Matrix) {
        count.pointer(to: Double.self)[0] += Double(countCorrect(evidence, labels: labels))
    }

    package func countPairs(_ numbers: Matrix, firstHasMore: Bool, addingTo counts: Matrix) {
        let (values, half) = (numbers.reals(Double.self), numbers.count / 2)
        var found = 0
        for row in 0..<half {
            let (first, second) = (values[row], values[row + half])
            if firstHasMore ? first > second : second > first { found += 1 }
        }
        let totals = counts.pointer(to: Double.self)
        totals[0] += Double(found)
        totals[1] += Double(half)
    }

    package func map(_ numbers: Matrix, _ change: (_ index: Int, _ value: Double) -> Double) {
        let values = numbers.reals(Double.self)
        for index in 0..<numbers.count { values[index] = change(index, values[index]) }
    }

    package func silentShare(of output: Matrix) -> Double {
        let y = output.reals(Float.self)
        let silent = (0..<output.columns).lazy.filter { column in
            (0..<output.rows).allSatisfy { !(y[$0, column] > 0) }
        }
        return Double(silent.count) / Double(max(output.columns, 1))
    }
}
