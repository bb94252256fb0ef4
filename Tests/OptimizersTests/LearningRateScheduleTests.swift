import OnwardOptimizers
import Testing

private func factors(_ schedule: LearningRateSchedule, at steps: [Int], of total: Int) -> [Double] {
    steps.map { schedule.factor(step: $0, of: total, stepsPerEpoch: 10) }
}

@Test(
    "Each form has its factors at the start, a half, three quarters and the end",
    arguments: [
        (.constant, [1, 1, 1, 1]),
        (.step, [1, 0.1, 0.01, 0.01]),
        (.cosine, [1, 0.5, 0.1464466094, 0]),
        (.linearAfterHalf, [1, 1, 0.5, 0]),
    ] as [(LearningRateSchedule.Form, [Double])])
func hasFactors(form: LearningRateSchedule.Form, expected: [Double]) {
    let got = factors(LearningRateSchedule(form), at: [0, 100, 150, 200], of: 200)
    #expect(zip(got, expected).allSatisfy { abs($0 - $1) < 1e-9 }, "\(got)")
}

@Test("No form ever grows, nor leaves 0…1", arguments: LearningRateSchedule.Form.allCases)
func neverGrows(form: LearningRateSchedule.Form) {
    let got = factors(LearningRateSchedule(form), at: Array(0...220), of: 200)
    #expect(zip(got, got.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(got.allSatisfy { $0 >= 0 && $0 <= 1 })
}

@Test("The warm-up grows in a line from above 0 and reaches the full rate after its epochs")
func warmsUp() {
    let schedule = LearningRateSchedule(.constant, warmupEpochs: 2)
    let got = factors(schedule, at: Array(0...21), of: 200)
    #expect(
        zip(got, (1...20).map { Double($0) / 21 } + [1, 1]).allSatisfy { abs($0 - $1) < 1e-12 })
}
