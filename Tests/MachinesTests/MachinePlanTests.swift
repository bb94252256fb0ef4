import Testing

@testable import OnwardMachines

@Suite("Plans of trainings on several machines")
struct MachinePlanTests {
    private func plan(
        _ blocks: [Double], outputs: [Int], stages: Int, batches: Int, loading: Double = 0,
        copies: Double = 0, replicas: Int = 1, gradients: Int = 0, latency: Double = 0
    ) -> MachinePlan {
        MachinePlan(
            MachinePlan.Work(
                costs: BlockCosts(
                    loading: loading, blocks: blocks, copies: blocks.map { _ in copies }),
                batches: batches, outputs: outputs, gradients: blocks.map { _ in gradients }),
            cut: StageCut(blocks, stages: stages), replicas: replicas,
            line: MachinePlan.Line(bytesPerSecond: 100, latency: latency))
    }

    /// When the last batch has left the row: a place begins a batch when it is done
    /// with the one before and the place below has handed it on, and stands still while two wait above.
    private func simulated(_ places: [Double], batches: Int) -> Double {
        var began = places.map { _ in [Double](repeating: 0, count: batches) }
        var ended = began
        for batch in 0..<batches {
            for (place, seconds) in places.enumerated() {
                var start = batch > 0 ? ended[place][batch - 1] : 0
                if place > 0 { start = max(start, ended[place - 1][batch]) }
                if place + 1 < places.count, batch >= 2 {
                    start = max(start, began[place + 1][batch - 2])
                }
                began[place][batch] = start
                ended[place][batch] = start + seconds
            }
        }
        return ended[places.count - 1][batches - 1]
    }

    @Test("An epoch is as long as it is when every batch is followed through the row")
    func followsBatches() {
        for (blocks, outputs) in [
            ([3.0, 1, 2], [50, 200, 0]), ([1, 1, 1], [900, 10, 0]), ([1, 2, 5], [10, 10, 0]),
        ] {
            let places = [
                blocks[0], Double(outputs[0]) / 100, blocks[1], Double(outputs[1]) / 100, blocks[2],
            ]
            let planned = plan(blocks, outputs: outputs, stages: 3, batches: 20).secondsPerEpoch
            #expect(abs(planned - simulated(places, batches: 20)) < 1e-9)
        }
    }

    @Test("One program takes what its blocks and its data take, and is never idle")
    func alone() {
        let alone = plan(
            [1, 2], outputs: [100, 0], stages: 1, batches: 10, loading: 0.5, copies: 9)
        #expect(alone.secondsPerEpoch == 35)
        #expect(alone.idleShares == [0] && alone.linkBytes == [])
        #expect(alone.fillShare == 0)
    }

    @Test("A slow link is what batches wait for, and takes its latency three times")
    func slowLink() {
        let slow = plan(
            [1, 1], outputs: [500, 0], stages: 2, batches: 10, copies: 0.25, latency: 1)
        #expect(slow.slowest == .link(0))
        #expect(slow.secondsPerBatch == 8)
        let first = 1.25 + 8 + 1
        #expect(slow.secondsPerEpoch == first + 9 * 8)
        #expect(slow.linkBytes == [5000])
        let busy = 10 / slow.secondsPerEpoch
        #expect(abs(slow.idleShares[1] - (1 - busy)) < 1e-12)
    }

    @Test("Replicas wait for the sums of their gradients")
    func replicas() {
        let pair = plan(
            [1], outputs: [0], stages: 1, batches: 4, replicas: 2, gradients: 300, latency: 0.5)
        let batch = 1.0 + 3 + 1
        #expect(pair.secondsPerEpoch == 4 * batch)
        #expect(abs(pair.idleShares[0] - 0.8) < 1e-12)
    }
}
