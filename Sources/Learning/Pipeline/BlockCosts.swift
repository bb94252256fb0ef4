/// What consecutive blocks were measured to take of a thread's time, and how stages share them.
struct BlockCosts {
    private let blocks: Range<Int>
    /// Per block, the least that was measured, as what disturbs a measurement only adds to it.
    private var seconds: [Double]

    init(of blocks: Range<Int>) {
        self.blocks = blocks
        seconds = blocks.map { _ in .infinity }
    }

    mutating func note(_ time: Duration, of block: Int) {
        let place = block - blocks.lowerBound
        seconds[place] = min(seconds[place], time / .seconds(1))
    }

    /// The split into so many stages whose slowest stage is the fastest.
    func split(into count: Int) -> [Range<Int>] {
        precondition(count >= 1 && count <= blocks.count, "\(count) stages for \(blocks) blocks")
        let sums = seconds.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
        // slowest[end]: of the stages so far, where they share the first `end` blocks.
        var slowest = sums
        // starts[stage][end]: where the last of them begins.
        var starts: [[Int]] = []
        for stage in 1..<count {
            var (next, start) = (slowest.map { _ in Double.infinity }, slowest.map { _ in stage })
            for end in stage + 1...blocks.count {
                for middle in stage..<end {
                    let time = max(slowest[middle], sums[end] - sums[middle])
                    if time < next[end] { (next[end], start[end]) = (time, middle) }
                }
            }
            slowest = next
            starts.append(start)
        }
        var (split, end) = ([Range<Int>](), blocks.count)
        for start in starts.reversed().map({ $0 }) {
            split.insert(start[end]..<end, at: 0)
            end = start[end]
        }
        split.insert(0..<end, at: 0)
        return split.map { $0.lowerBound + blocks.lowerBound..<$0.upperBound + blocks.lowerBound }
    }
}
