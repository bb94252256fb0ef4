/// Numbers of a sample that mean one thing together, such as all levels of a column.
package struct InputPart: Sendable, Hashable {
    package let name: String
    package let numbers: Range<Int>

    package init(name: String, numbers: Range<Int>) {
        self.name = name
        self.numbers = numbers
    }
}

/// A preparation that knows what the numbers of its samples mean, and whose 0 says nothing: the mean of a
/// column, or a word that does not occur.
package protocol NamedInputs: Preparation {
    /// All numbers of a sample, in their order.
    var inputs: [InputPart] { get }
}
