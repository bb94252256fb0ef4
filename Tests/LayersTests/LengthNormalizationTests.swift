import OnwardCompute
import OnwardLayers
import OnwardSettings
import OnwardTestSupport
import Testing

/// Three samples of 50 numbers: normal ones, the same a thousand times longer, and zeros.
private func normalized(_ layer: LengthNormalization) -> [[Float]] {
    let source = RandomSource(seed: 1, for: .test)
    let sample = (0..<50).map { source.normal(at: $0) }
    let input = Matrix(
        sample + sample.map { 1000 * $0 } + [Float](repeating: 0, count: 50), columns: 50)
    let output = Matrix(rows: 3, columns: 50)
    layer.forward(
        ForwardPass(
            engine: Engine(threads: 1), parameters: [], input: input, output: output,
            cache: Matrix(rows: 3, columns: 1), isTraining: true,
            random: RandomSource(seed: 1, for: .dropout)))
    return (0..<3).map { output.rows($0..<$0 + 1).values() }
}

private func sumOfSquares(_ sample: [Float]) -> Float { sample.reduce(0) { $0 + $1 * $1 } }

@Test("Normalized by .rms a sample has mean square 1, whatever its length was")
func normalizesMeanSquare() {
    let samples = normalized(LengthNormalization(.rms))
    #expect(abs(sumOfSquares(samples[0]) / 50 - 1) < 1e-5)
    #expect(abs(sumOfSquares(samples[1]) / 50 - 1) < 1e-5)
    #expect(zip(samples[0], samples[1]).allSatisfy { abs($0 - $1) < 1e-5 })
}

@Test("Normalized by .l2 a sample has length 1, whatever its length was")
func normalizesLength() {
    let samples = normalized(LengthNormalization(.l2))
    #expect(abs(sumOfSquares(samples[0]) - 1) < 1e-5)
    #expect(abs(sumOfSquares(samples[1]) - 1) < 1e-5)
}

@Test("A sample of zeros stays zero", arguments: LengthNormalization.Kind.allCases)
func keepsZeros(kind: LengthNormalization.Kind) {
    #expect(normalized(LengthNormalization(kind))[2] == .init(repeating: 0, count: 50))
}

@Test("A sample of zeros passes a finite error on", arguments: LengthNormalization.Kind.allCases)
func passesErrorOfZeros(kind: LengthNormalization.Kind) {
    let layer = LengthNormalization(kind, epsilon: 0.5)
    let (zeros, lengths) = (Matrix(rows: 1, columns: 4), Matrix([Float(0.5)], columns: 1))
    let inputError = Matrix(rows: 1, columns: 4)
    layer.backward(
        BackwardPass(
            engine: Engine(threads: 1), parameters: [], carriers: [], gradients: [], input: zeros,
            output: zeros, cache: lengths, outputError: Matrix([Float(1), -2, 0, 4], columns: 4),
            inputError: inputError, random: RandomSource(seed: 1, for: .dropout)))
    #expect(inputError.values(as: Float.self) == [2, -4, 0, 8])
}

@Test("A large epsilon has its part in the gradient", arguments: LengthNormalization.Kind.allCases)
func heedsEpsilon(kind: LengthNormalization.Kind) {
    checkLayer(LengthNormalization(kind, epsilon: 0.5), input: Shape(9))
}

@Test("An epsilon that is not above 0 is refused", arguments: [0, -1, .nan])
func refusesEpsilon(epsilon: Double) {
    #expect(throws: SettingsError.self) {
        try LengthNormalization(.l2, epsilon: epsilon).validate()
    }
}
