/// How many plain numbers there are, and how many of which form.
struct NumberTally: Sendable {
    private(set) var count = 0
    /// Without a point.
    private(set) var whole = 0
    /// Those of them that are zero.
    private(set) var zeros = 0
    /// With a point that could part thousands.
    private(set) var grouped = 0

    /// With a point that can be nothing but a decimal one.
    var pointed: Int { count - whole - grouped }

    @inline(__always)
    mutating func take(_ number: PlainNumber) {
        count &+= 1
        whole &+= number.hasPoint ? 0 : 1
        zeros &+= !number.hasPoint && number.value == 0 ? 1 : 0
        grouped &+= number.mayBeGrouped ? 1 : 0
    }

    mutating func add(_ other: NumberTally) {
        count += other.count
        whole += other.whole
        zeros += other.zeros
        grouped += other.grouped
    }
}
