import OnwardCompute

extension Samples {
    /// Every sample as a list of its numbers, as a network takes them.
    package var numbers: [[Float]] {
        let engine = Engine(threads: 1)
        let (input, label) = (
            Matrix(rows: 1, columns: shape.count), Matrix(.int32, rows: 1, columns: 1)
        )
        return (0..<count).map { number in
            gather(Matrix([Int32(number)], columns: 1), into: input, labels: label, on: engine)
            return input.values()
        }
    }
}
