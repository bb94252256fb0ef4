/// The mean of some numbers, and how far they lie apart.
package struct Statistic {
    package let mean: Double
    /// Of the sample, with n − 1; nil of one number.
    package let deviation: Double?
    package let count: Int

    /// nil without numbers.
    package init?(_ numbers: [Double]) {
        guard !numbers.isEmpty else { return nil }
        let mean = numbers.reduce(0, +) / Double(numbers.count)
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.mean = mean
        deviation = numbers.count > 1 ? (squares / Double(numbers.count - 1)).squareRoot() : nil
        count = numbers.count
    }

    /// Of the mean; 0 of one number, which says nothing about it.
    package var standardError: Double { (deviation ?? 0) / Double(count).squareRoot() }
}
