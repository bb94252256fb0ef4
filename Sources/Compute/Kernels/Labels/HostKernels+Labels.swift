extension HostKernels {
    package func drawWrongLabels(
        for labels: Matrix, order: Matrix, classes: Int, random: RandomSource, into wrong: Matrix
    ) {
        let (truth, sample) = (labels.pointer(to: Int32.self), order.pointer(to: Int32.self))
        let result = wrong.pointer(to: Int32.self)
        for n in 0..<labels.count {
            let step = 1 + random.integer(below: classes - 1, at: Int(sample[n]))
            result[n] = Int32((Int(truth[n]) + step) % classes)
        }
    }

    package func shuffle(_ labels: Matrix, random: RandomSource) {
        let result = labels.pointer(to: Int32.self)
        for last in stride(from: labels.count - 1, to: 0, by: -1) {
            let other = random.integer(below: last + 1, at: last)
            (result[last], result[other]) = (result[other], result[last])
        }
    }

    package func drawHardLabels(
        from evidence: Matrix, labels: Matrix, first: Int, random: RandomSource, into wrong: Matrix
    ) {
        let (g, truth) = (evidence.elements(Float.self), labels.pointer(to: Int32.self))
        let result = wrong.pointer(to: Int32.self)
        for n in 0..<evidence.rows {
            let label = Int(truth[n])
            let others = (0..<evidence.columns).lazy.filter { $0 != label }
            let top = others.map { g[n, $0] }.max() ?? 0
            let total = others.reduce(Float(0)) { $0 + (g[n, $1] - top).exponential }
            var left = random.uniform(at: first + n) * total
            var drawn = others.max { g[n, $0] < g[n, $1] } ?? label
            for c in others {
                left -= (g[n, c] - top).exponential
                if left < 0 {
                    drawn = c
                    break
                }
            }
            result[n] = Int32(drawn)
        }
    }

    package func fill(_ matrix: Matrix, with number: Int) {
        let numbers = matrix.pointer(to: Int32.self)
        for index in 0..<matrix.count { numbers[index] = Int32(number) }
    }

    package func fill(_ matrix: Matrix, countingTo period: Int) {
        let numbers = matrix.pointer(to: Int32.self)
        for index in 0..<matrix.count { numbers[index] = Int32(index % period) }
    }
}
