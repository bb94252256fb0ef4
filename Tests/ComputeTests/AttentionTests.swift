import Testing

@testable import OnwardCompute

@Suite("Attention between tokens")
struct AttentionTests {
    /// Samples, tokens, heads, numbers to a head: fewer and more than the blocks of a product hold
    /// in every direction, and enough for two cores.
    private static let sizes = [
        (1, 1, 1, 1), (2, 7, 3, 5), (3, 5, 1, 33), (1, 70, 2, 7), (1, 17, 1, 70), (33, 9, 4, 16),
    ]

    @Test("Every version agrees, forward and backward", arguments: sizes)
    func agreement(samples: Int, tokens: Int, heads: Int, size: Int) {
        let (rows, width) = (samples * tokens, heads * size)
        expectAgreement(within: 2e-5) { engine, type in
            let projections = Form(rows: rows, columns: 3 * width).random(1, type)
            let projectionsError = Form(rows: rows, columns: 3 * width).unwritten(type)
            let context = Form(rows: rows, columns: width).unwritten(type)
            let scores = Form(rows: samples * heads, columns: tokens * tokens)
            let (probabilities, scoreErrors) = (scores.unwritten(type), scores.unwritten(type))
            engine.attend(
                projections, tokens: tokens, heads: heads, probabilities: probabilities,
                into: context)
            engine.attendBackward(
                projections, tokens: tokens, heads: heads, probabilities: probabilities,
                contextError: Form(rows: rows, columns: width).random(2, type),
                scoreErrors: scoreErrors, into: projectionsError)
            // A single token attends to itself alone, whatever its score.
            return [context, probabilities] + (tokens > 1 ? [projectionsError, scoreErrors] : [])
        }
    }

    @Test("Every token's probabilities sum to 1", arguments: KernelForm.allCases)
    func probabilities(kernels: KernelForm) {
        let projections = Form(rows: 10, columns: 12).random(1, .float32, scale: 30)
        let (probabilities, context) = (Matrix(rows: 4, columns: 25), Matrix(rows: 10, columns: 4))
        Engine(threads: 1, kernels: kernels).attend(
            projections, tokens: 5, heads: 2, probabilities: probabilities, into: context)
        for row in 0..<20 {
            let sum = probabilities.reshaped(rows: 20, columns: 5).rows(row..<row + 1)
                .values(as: Float.self).reduce(0, +)
            #expect(abs(sum - 1) < 1e-6)
        }
    }

    @Test("Equal keys give every token the mean of the values", arguments: KernelForm.allCases)
    func mean(kernels: KernelForm) {
        // Columns: query, key, value.
        let projections = Matrix([Float(3), 1, 4, -5, 1, 8, 0, 1, 0], columns: 3)
        let (probabilities, context) = (Matrix(rows: 1, columns: 9), Matrix(rows: 3, columns: 1))
        Engine(threads: 1, kernels: kernels).attend(
            projections, tokens: 3, heads: 1, probabilities: probabilities, into: context)
        #expect(context.deviation(from: Matrix([4.0, 4, 4], columns: 1)) < 1e-6)
    }

    @Test("Not a number in one sample stays in that sample", arguments: KernelForm.allCases)
    func notANumber(kernels: KernelForm) {
        let projections = Form(rows: 10, columns: 12).random(1, .float32)
        projections[7, 5] = .nan
        let (probabilities, context) = (Matrix(rows: 4, columns: 25), Matrix(rows: 10, columns: 4))
        Engine(threads: 1, kernels: kernels).attend(
            projections, tokens: 5, heads: 2, probabilities: probabilities, into: context)
        #expect(context.rows(0..<5).numbers.allSatisfy { $0.isFinite })
        #expect(context.rows(5..<10).numbers.contains { $0.isNaN })
    }
}
