import OnwardCompute
import Testing

@testable import OnwardData

@Suite("What a network knows of its data")
struct SampleRegisterTests {
    /// Rows of one byte each, with labels, in one part.
    private typealias Row = (content: UInt8, label: Int32)

    private func samples(_ rows: [Row]) -> Samples {
        Samples(
            dense: Matrix(rows.map(\.content), columns: 1), scale: 1,
            labels: Matrix(rows.map(\.label), columns: 1), shape: Shape(1))
    }

    /// As a file of one part is read: some rows, of which a request says which to test with.
    private func read(_ rows: [Row], known: SampleRegister? = nil, seed: UInt64 = 1) throws
        -> Dataset
    {
        let all = samples(rows)
        var request = DataRequest(seed: seed)
        request.known = KnownData(classes: ["a", "b"], preparation: nil, register: known)
        let isTest = try request.testSamples(of: all, classes: 2)
        func part(_ wanted: Bool) -> Samples {
            all.selecting(isTest.indices.filter { isTest[$0] == wanted }.map(Int32.init))
        }
        return Dataset(name: "rows", classes: ["a", "b"], train: part(false), test: part(true))
    }

    private func register(_ dataset: Dataset, validating share: Double = 0.25) throws
        -> SampleRegister
    {
        SampleRegister(
            dataset, heldOut: try dataset.train.heldOut(share, classes: 2, seed: 1))
    }

    private func contents(_ samples: Samples?) -> [Float] {
        (samples?.numbers ?? []).map { $0[0] }.sorted()
    }

    @Test("It is the same in any order, and other data has another")
    func knowsData() throws {
        let rows: [Row] = (0..<40).map { (UInt8($0), Int32($0 % 2)) }
        let data = try read(rows)
        let register = try register(data)
        #expect(register.count == 40)
        #expect(DataChange(from: register, to: data).isNone)
        let back = try read(rows.reversed(), known: register)
        #expect(DataChange(from: register, to: back).isNone)
        #expect(SampleRegister(salt: register.salt, words: register.words) == register)
        #expect(SampleRegister(salt: 1, words: register.words.reversed()) == nil)
        // Two samples whose keys happen to be the same.
        #expect(SampleRegister(salt: 1, words: [5 << 16, 5 << 16, 5 << 16 | 2])?.count == 3)
    }

    @Test("What changed is counted")
    func counts() throws {
        let rows: [Row] = (0..<40).map { (UInt8($0), Int32($0 % 2)) }
        let register = try register(read(rows))
        func text(_ rows: [Row]) throws -> String {
            DataChange(from: register, to: try read(rows, known: register)).text
        }
        #expect(try text(rows + [(200, 0), (201, 0)]) == "2 samples that were not there")
        #expect(try text(Array(rows.dropLast())) == "1 sample fewer")
        var other = rows
        other[3].label = 0
        #expect(try text(other) == "1 sample with another label")
        other[5].content = 99
        #expect(
            try text(other) == "1 sample that was not there, 1 fewer, 1 with another label")
    }

    @Test("A sample that is moved to the part to test with is told, and not tested")
    func movedToTest() throws {
        let rows: [Row] = (0..<40).map { (UInt8($0), Int32($0 % 2)) }
        let first = Dataset(
            name: "", classes: ["a", "b"], train: samples(Array(rows[..<30])),
            test: samples(Array(rows[30...])))
        let register = try register(first)
        let moved = Dataset(
            name: "", classes: ["a", "b"], train: samples(Array(rows[..<28])),
            test: samples(Array(rows[28...])))
        #expect(DataChange(from: register, to: moved).text == "2 samples moved to another part")
        #expect(contents(moved.asKnown(by: register).test) == (30..<40).map(Float.init))
    }

    @Test(
        "Whatever is added, removed, relabelled or reordered: what was trained on is never tested",
        arguments: 0..<200)
    func neverTested(trial: Int) throws {
        let random = RandomSource(seed: UInt64(trial), for: .test)
        var draws = 0
        func draw(below count: Int) -> Int {
            draws += 1
            return random.integer(below: count, at: draws)
        }
        // Few contents, so that many samples are the same.
        func row() -> Row { (UInt8(draw(below: 25)), Int32(draw(below: 2))) }
        var rows: [Row] = (0..<60).map { _ in row() } + [(250, 0), (251, 1)]
        var register = try register(read(rows))
        // How often each content and label was trained on or validated with, the most of any time.
        var trained: [[Int]: Int] = [:]
        func note(_ data: Dataset) {
            var now: [[Int]: Int] = [:]
            for samples in [data.train, data.validation].compactMap(\.self) {
                for (number, label) in zip(samples.numbers, samples.allLabels) {
                    now[[Int(number[0]), Int(label)], default: 0] += 1
                }
            }
            trained.merge(now) { max($0, $1) }
        }
        note(try read(rows))
        for _ in 0..<4 {
            for _ in 0..<draw(below: 6) { rows.remove(at: draw(below: rows.count - 2)) }
            for _ in 0..<draw(below: 6) { rows.insert(row(), at: draw(below: rows.count)) }
            rows.sort { _, _ in draw(below: 2) == 0 }
            let data = try read(rows, known: register).asKnown(by: register)
            // Of what lies there as often as it was trained on, nothing is left to test with.
            var there: [[Int]: Int] = [:]
            for row in rows { there[[Int(row.content), Int(row.label)], default: 0] += 1 }
            for (number, label) in zip(data.test.numbers, data.test.allLabels) {
                let key = [Int(number[0]), Int(label)]
                let tested = zip(data.test.numbers, data.test.allLabels).count {
                    Int($0[0]) == key[0] && Int($1) == key[1]
                }
                let known = min(trained[key] ?? 0, there[key] ?? 0)
                #expect(tested <= (there[key] ?? 0) - known, "\(key)")
            }
            note(data)
            register = register.updated(
                by: data, heldOut: Array(repeating: false, count: data.train.count))
        }
    }

    @Test("Other data is rid of what was trained on, and data of one part is judged whole")
    func otherData() throws {
        let rows: [Row] = (0..<40).map { (UInt8($0), Int32($0 % 2)) }
        let first = try read(rows)
        let register = try register(first)
        let copy = try read(rows + [(100, 0)], seed: 7)
        let whole = try #require(copy.whole)
        #expect(whole.count == 41)
        #expect(
            contents(whole.unseen(by: register)) == contents(first.test) + [100])
    }
}
