import ArgumentParser
import OnwardCompute
import OnwardNetworks
import OnwardSettings

/// Blocks as they are named on the command line, counted from 1: `3`, `3-5`, or `3-` for the third
/// and all above it.
struct BlockNumbers: ExpressibleByArgument {
    private let first: Int
    /// Nil for the uppermost.
    private let last: Int?

    init?(argument: String) {
        let ends = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(ends.count), let first = Int(ends[0]), first > 0 else { return nil }
        let isOpen = ends.count == 2 && ends[1].isEmpty
        guard let last = isOpen ? first : Int(ends[ends.count - 1]), last >= first else {
            return nil
        }
        self.first = first
        self.last = isOpen ? nil : last
    }

    /// Counted from 0, as `Network.blocks` is.
    func range(in network: Network) throws -> Range<Int> {
        let count = network.blocks.count
        let last = self.last ?? max(first, count)
        for number in [first, last] {
            try SettingsError.require(
                number <= count, "--block", "from 1 to \(count), the number of blocks",
                got: number)
        }
        return first - 1..<last
    }

    /// `block 3`, `blocks 3-5`
    static func text(_ range: Range<Int>) -> String {
        range.count == 1
            ? "block \(range.upperBound)" : "blocks \(range.lowerBound + 1)-\(range.upperBound)"
    }
}
