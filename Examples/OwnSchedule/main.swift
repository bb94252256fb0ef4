// Trains by a schedule of its own: the highest block learns from a batch, the one below it from the
// next, and so on, all of them from the beginning.
import Onward

struct FromTheTop: Schedule {
    static let name = "from-the-top"

    func rounds(epochs: Int, blocks: Int) -> Int { epochs }

    func batches(perEpoch: Int, blocks: Int) -> Int { perEpoch * blocks }

    func steps(epochs: Int, batchesPerEpoch: Int) -> Int { epochs * batchesPerEpoch }

    func readyBlocks(round: Int, epochs: Int, blocks: Int) -> Int { blocks }

    func train(_ round: any TrainingRound) throws {
        let blocks = Array(round.learners.reversed())
        while let number = round.nextBatch() {
            let block = blocks[number % blocks.count]
            let batch = round.steps(ofBlock: block) % round.batchesPerEpoch
            for part in round.parts(ofBatch: batch) {
                let signal = try round.load(part, ofEpoch: round.round, through: block)
                _ = try round.learn(block, from: signal)
            }
            try round.finishBatch()
        }
    }
}

let data = SyntheticDigits.load(trainCount: 2_000, testCount: 500)
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(200, activation: .relu) }
    Block { Dense(200, activation: .relu) }
}
let trainer = Trainer(optimizer: Adam(), batchSize: 50, schedule: FromTheTop())
try trainer.fit(network, on: data.train, epochs: 4) { print($0) }
print(try network.evaluate(on: data.test).accuracy)
