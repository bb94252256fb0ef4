import CKernels
import Testing

@testable import OnwardCompute

@Suite("Random numbers by place")
struct RandomSourceTests {
    /// The first is among the authors' known answers; the others come from an independent
    /// implementation that gives all three of those, for counters of 64 bits.
    @Test(
        "Philox gives its known answers",
        arguments: [
            (0, 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            (
                0x299f_31d0_a409_3822, 0x85a3_08d3_243f_6a88,
                [0xe69c_9c31, 0xb5a3_d762, 0xe733_bfc1, 0x341a_787c]
            ),
            (.max, .max, [0x4d18_d7d2, 0x430a_c65a, 0xbd2f_a22a, 0x0afa_e10d]),
        ] as [(UInt64, UInt64, [UInt32])])
    func knownAnswers(key: UInt64, counter: UInt64, words: [UInt32]) {
        var answer = [UInt32](repeating: 0, count: 4)
        onward_philox(key, counter, &answer)
        #expect(answer == words)
    }

    /// Golden values from an independent implementation of SplitMix64's finalizer and Philox.
    @Test("A seed means the same numbers for ever")
    func golden() {
        let source = RandomSource(seed: 1, for: .initialization)[2]
        let words: [UInt32] = [
            0xb178_339f, 0xca55_6aa7, 0xd327_df6c, 0xc16a_a9be, 0x1833_9865, 0xd5bf_5bac,
        ]
        #expect(words.indices.map { source.word(at: $0) } == words)
    }

    @Test("A number does not depend on what was drawn before")
    func order() {
        let source = RandomSource(seed: 1, for: .test)
        let forward = (0..<100).map { source.normal(at: $0) }
        let backward = (0..<100).reversed().map { source.normal(at: $0) }
        #expect(forward == backward.reversed())
        #expect(source[3][1].word(at: 5) == RandomSource(seed: 1, for: .test)[3][1].word(at: 5))
    }

    @Test("Seeds, purposes and coordinates give different numbers")
    func different() {
        let purposes: [RandomSource.Purpose] = [
            .initialization, .order, .dropout, .validation, .synthesis, .test,
        ]
        var keys: Set<UInt64> = []
        var count = 0
        for seed in 0..<UInt64(10) {
            for purpose in purposes {
                let source = RandomSource(seed: seed, for: purpose)
                for key in [source.key] + (-5..<5).flatMap({ [source[$0].key, source[$0][0].key] })
                {
                    keys.insert(key)
                    count += 1
                }
            }
        }
        #expect(keys.count == count)
        let source = RandomSource(seed: 1, for: .test)
        #expect(source[0][1] != source[1][0])
    }

    @Test("Uniform numbers fill [0, 1) evenly", arguments: [UInt64(0), 1, 2])
    func uniform(seed: UInt64) {
        let (source, count, bins) = (RandomSource(seed: seed, for: .test), 100_000, 64)
        var found = [Int](repeating: 0, count: bins)
        for index in 0..<count {
            let number = source.uniform(at: index)
            #expect(number >= 0 && number < 1)
            found[Int(number * Float(bins))] += 1
        }
        #expect(chiSquare(found) < 115, "63 degrees of freedom; 1 in 10,000 lies above 115")
    }

    @Test("Numbers below a bound come up equally often", arguments: [1, 2, 3, 10, 60_000, 1 << 32])
    func integers(bound: Int) {
        let source = RandomSource(seed: 4, for: .test)
        let numbers = (0..<50_000).map { source.integer(below: bound, at: $0) }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < bound })
        let bins = min(bound, 10)
        var found = [Int](repeating: 0, count: bins)
        for number in numbers { found[number * bins / bound] += 1 }
        #expect(chiSquare(found) < 34, "at most 9 degrees of freedom; 1 in 10,000 lies above 34")
    }

    @Test("Normal numbers have the moments of the normal distribution", arguments: [UInt64(0), 1])
    func normal(seed: UInt64) {
        let (source, count) = (RandomSource(seed: seed, for: .test), 100_000)
        let numbers = (0..<count).map { Double(source.normal(at: $0)) }
        func moment(_ power: Int) -> Double {
            numbers.reduce(0) { sum, number in
                sum + (0..<power).reduce(1.0) { product, _ in product * number }
            } / Double(count)
        }
        // Four standard deviations of each moment's estimate: √(1, 2, 15, 96 / count).
        let unit = 4 / Double(count).squareRoot()
        #expect(abs(moment(1)) < unit)
        #expect(abs(moment(2) - 1) < unit * 2.0.squareRoot())
        #expect(abs(moment(3)) < unit * 15.0.squareRoot())
        #expect(abs(moment(4) - 3) < unit * 96.0.squareRoot())
        let neighbours = zip(numbers, numbers.dropFirst()).map(*).reduce(0, +) / Double(count)
        #expect(abs(neighbours) < unit)
    }

    @Test("Shuffling loses nothing and repeats nothing", arguments: [0, 1, 2, 7, 1000])
    func permutation(count: Int) {
        var order = (0..<count).map(Int32.init)
        RandomSource(seed: 1, for: .order).shuffle(&order)
        #expect(order.sorted() == (0..<count).map(Int32.init))
        if count > 100 { #expect(order != order.sorted()) }
    }

    @Test("Every order of four comes up equally often")
    func shuffleFairness() {
        var found: [[Int32]: Int] = [:]
        for epoch in 0..<24_000 {
            var order: [Int32] = [0, 1, 2, 3]
            RandomSource(seed: 1, for: .order)[epoch].shuffle(&order)
            found[order, default: 0] += 1
        }
        #expect(found.count == 24)
        #expect(
            chiSquare(Array(found.values)) < 57, "23 degrees of freedom; 1 in 10,000 lies above 57")
    }

    private func chiSquare(_ found: [Int]) -> Double {
        let expected = Double(found.reduce(0, +)) / Double(found.count)
        return found.reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
    }
}
