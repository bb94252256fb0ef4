import OnwardCompute
import OnwardLayers
import OnwardSettings
import Testing

private func forward(_ layer: Dropout, _ input: Matrix, isTraining: Bool, seed: UInt64) -> [Float] {
    let output = Matrix(rows: input.rows, columns: input.columns)
    layer.forward(
        ForwardPass(
            engine: Engine(threads: 1), parameters: [], input: input, output: output,
            cache: Matrix(rows: input.rows, columns: 0), isTraining: isTraining,
            random: RandomSource(seed: seed, for: .dropout)))
    return output.values()
}

@Test("Dropout drops about its rate and scales up the rest", arguments: [0, 0.25, 0.5, 0.9])
func dropsRate(rate: Double) {
    let input = Matrix([Float](repeating: 3, count: 20_000), columns: 100)
    let output = forward(Dropout(rate), input, isTraining: true, seed: 1)
    let share = Double(output.count { $0 == 0 }) / 20_000
    // Four standard deviations of a share among 20,000.
    #expect(abs(share - rate) <= 4 * (rate * (1 - rate) / 20_000).squareRoot())
    #expect(output.allSatisfy { $0 == 0 || abs($0 - Float(3 / (1 - rate))) < 1e-4 })
}

@Test("Dropout's mask follows the random source, the same for the same one")
func followsSource() {
    let input = Matrix([Float](repeating: 1, count: 200), columns: 20)
    let first = forward(Dropout(0.5), input, isTraining: true, seed: 1)
    #expect(forward(Dropout(0.5), input, isTraining: true, seed: 1) == first)
    #expect(forward(Dropout(0.5), input, isTraining: true, seed: 2) != first)
}

@Test("Dropout is the identity in evaluation")
func keepsAllInEvaluation() {
    let input = Matrix((0..<200).map { Float($0) - 100 }, columns: 20)
    #expect(forward(Dropout(0.9), input, isTraining: false, seed: 1) == input.values())
}

@Test("Dropout refuses a rate outside 0…1", arguments: [-0.1, 1, 1.5, .nan])
func refusesRate(rate: Double) {
    #expect(throws: SettingsError.self) { try Dropout(rate).validate() }
}
