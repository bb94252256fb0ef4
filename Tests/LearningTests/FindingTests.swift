import Testing

@testable import OnwardLearning

/// What is said of an epoch's numbers, without a training.
@Suite("What says that a training does not learn")
struct FindingTests {
    private typealias Block = EpochSigns.BlockSigns

    private func validation(
        _ accuracy: Double, blocks: [Double] = [], of samples: Int = 1000, largest: Double = 0.1
    ) -> EpochSigns.Validation {
        .init(
            samples: samples, accuracy: accuracy, blockAccuracy: blocks, largestShare: largest)
    }

    /// Numbers of two blocks that learn; what is given is otherwise.
    private func signs(
        pairs: [Double?] = [0.8, 0.7], dead: [Double?] = [0.05, 0.1], effect: Double? = 0.1,
        validation: EpochSigns.Validation? = nil, judged: [Bool] = [true, true],
        settled: Bool = true
    ) -> EpochSigns {
        EpochSigns(
            blocks: (0..<2).map {
                Block(
                    isJudged: judged[$0], isSettled: settled, pairAccuracy: pairs[$0],
                    deadUnits: dead[$0])
            }, labelEffect: effect,
            validation: validation ?? self.validation(0.6, blocks: [0.6, 0.61]))
    }

    private func expect(
        _ kind: Finding.Kind?, _ block: Int? = nil, saying parts: [String] = [],
        of signs: EpochSigns, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let finding = signs.finding
        #expect(finding?.kind == kind, sourceLocation: sourceLocation)
        #expect(finding?.block == block, sourceLocation: sourceLocation)
        for part in parts {
            #expect(
                finding?.text.contains(part) == true, "\(finding?.text ?? "")",
                sourceLocation: sourceLocation)
        }
    }

    @Test("Nothing is said of blocks that learn, with pairs and without")
    func keepsQuiet() {
        expect(nil, of: signs())
        expect(nil, of: signs(pairs: [nil, nil], dead: [nil, nil], effect: nil))
        expect(nil, of: EpochSigns(blocks: [Block(isJudged: true, isSettled: true)]))
        // Of a reader that learns alone no block can be judged.
        let waiting = Block(isJudged: false, isSettled: false)
        expect(nil, of: EpochSigns(blocks: [waiting], validation: validation(0.1)))
    }

    @Test("Fewer than 55 % of the pairs are guesses")
    func seesGuesses() {
        expect(
            .guessedPairs, 2, saying: ["Block 2", "54.9 %", "`contrast-loss`"],
            of: signs(pairs: [0.8, 0.549]))
        expect(nil, of: signs(pairs: [0.55, 0.55]))
        expect(nil, of: signs(pairs: [0.8, 0.5], judged: [true, false]))
    }

    @Test("The lowest block explains those above it, and blocks explain the network")
    func namesCause() {
        let guessing = validation(0.1, blocks: [0.6, 0.1])
        expect(.guessedPairs, 1, of: signs(pairs: [0.5, 0.5], validation: guessing))
        expect(.deadUnits, 1, of: signs(pairs: [0.5, 0.5], dead: [0.9, 1], validation: guessing))
        expect(.guessedPairs, 1, of: signs(pairs: [0.5, 0.5], dead: [0.1, 1]))
        expect(.unreadLabel, 1, of: signs(pairs: [0.5, 0.5], dead: [0.9, 1], effect: 1e-4))
        expect(.guessedClasses, of: signs(validation: guessing))
    }

    @Test("Accuracy within two standard errors of the most frequent class's share is a guess")
    func seesGuessedClasses() {
        // The standard error of 0.65 on 400 samples is 0.0238.
        for (accuracy, isGuess) in [(0.3, true), (0.65, true), (0.697, true), (0.699, false)] {
            expect(
                isGuess ? .guessedClasses : nil, saying: isGuess ? ["65.0 %", "`lr`"] : [],
                of: signs(validation: validation(accuracy, of: 400, largest: 0.65)))
        }
        expect(nil, of: signs(validation: validation(0.1, of: 29)))
        expect(.guessedClasses, of: signs(validation: validation(0.1, of: 30)))
    }

    @Test("A block is worse than the one below by more than two standard errors of the difference")
    func seesWorseBlock() {
        // 2 · √(0.8 · 0.2 / 1000 + 0.76 · 0.24 / 1000) is 0.0370.
        func of(_ above: Double, settled: Bool = true) -> EpochSigns {
            signs(validation: validation(above, blocks: [0.8, above]), settled: settled)
        }
        expect(.worseBlock, 2, saying: ["76.0 %", "80.0 %", "block 1", "`network`"], of: of(0.76))
        expect(nil, of: of(0.77))
        expect(nil, of: of(0.9))
        expect(nil, of: of(0.76, settled: false))
    }

    @Test("More than half of a block's units are dead")
    func seesDeadUnits() {
        expect(
            .deadUnits, 2, saying: ["51.0 % of block 2's units", "`lr`"],
            of: signs(dead: [0.5, 0.51]))
        expect(nil, of: signs(dead: [0.5, 0.5]))
        expect(nil, of: signs(dead: [nil, nil]))
    }

    @Test("A label that moves outputs by less than a thousandth is not read")
    func seesUnreadLabel() {
        expect(.unreadLabel, 1, saying: ["`label-strength`"], of: signs(effect: 0.0009))
        expect(nil, of: signs(effect: 0.001))
        expect(nil, of: signs(effect: 0, judged: [false, true]))
    }

    @Test("A finding explains itself by other numbers, blocks above and the network")
    func explains() throws {
        func found(_ signs: EpochSigns) throws -> Finding { try #require(signs.finding) }
        let lower = try found(signs(pairs: [0.5, 0.5]))
        let again = try found(signs(pairs: [0.52, 0.5]))
        let upper = try found(signs(pairs: [0.8, 0.5]))
        let dead = try found(signs(dead: [0.1, 0.9]))
        let classes = try found(signs(validation: validation(0.1)))
        let worse = try found(signs(validation: validation(0.5, blocks: [0.8, 0.5])))
        #expect(lower != again && lower.explains(again))
        for other in [upper, dead, classes, worse] {
            #expect(lower.explains(other) && other.explains(other))
            #expect(!other.explains(lower))
        }
        #expect(!classes.explains(worse) && !worse.explains(classes) && !worse.explains(dead))
    }
}
