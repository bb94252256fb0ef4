import OnwardCompute
import OnwardData
import OnwardInference
import OnwardLayers
import OnwardLearning
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers

/// One objective in tiny networks.
struct LearningCheck<Subject: Objective> {
    let objective: Subject
    let report: (String) -> Void
    private let samples = TinyData.clusters(shape: Shape(12))

    init(objective: Subject, report: @escaping (String) -> Void) {
        self.objective = objective
        self.report = report
    }

    /// Normalized, so that goodness cannot be read off the length of what comes from below.
    private static func block(_ units: Int) -> Block {
        Block {
            LengthNormalization(.rms)
            Dense(units, activation: .relu)
        }
    }

    private func network(
        _ upper: [Block] = [LearningCheck.block(10)], seed: UInt64 = 1
    ) throws -> Network {
        try Network(
            input: samples.shape, classes: TinyData.names(), objective: objective, seed: seed,
            blocks: [LearningCheck.block(12)] + upper)
    }

    @discardableResult
    private func train(_ network: Network) throws -> [EpochReport] {
        var reports: [EpochReport] = []
        let trainer = Trainer(
            optimizer: Adam(learningRate: 0.01), batchSize: 20, threads: 1)
        try trainer.fit(network, on: samples, epochs: 15) { reports.append($0) }
        return reports
    }

    private func weights(_ block: BlockState) -> [[Float]] {
        block.weights.map { $0.matrix.values() }
    }

    func learns() throws {
        let network = try network()
        let reports = try train(network)
        let whole = try network.evaluate(on: samples, threads: 1)
        for block in network.blocks.indices {
            let losses = reports.compactMap { $0.blockLoss[block] }
            if !((losses.last ?? .nan) < 0.8 * (losses.first ?? .nan)) {
                report("block \(block + 1) does not learn; its losses are \(losses)")
            }
            let alone = try network.evaluate(
                on: samples, prediction: .lastBlock, blocks: block + 1, threads: 1)
            if !(alone.accuracy > 0.8) {
                report("block \(block + 1) by itself tells only \(alone.accuracy) right")
            }
            if alone.accuracy != whole.blockAccuracy[block] {
                report("block \(block + 1) scores otherwise where there are blocks above it")
            }
        }
    }

    func staysLocal() throws {
        let usual = try network()
        let others = [
            ("other layers above it", try network([Block { Dense(5) }])),
            ("nothing above it", try network([])),
            ("two blocks above it", try network([Block { Dense(4) }, Block { Dense(3) }])),
            ("other weights above it", try network()),
        ]
        for weight in others[3].1.blocks[1].weights {
            weight.matrix.assign(
                numbers: RandomSource(seed: 9, for: .test).normals(weight.matrix.count))
        }
        try train(usual)
        for (change, network) in others {
            try train(network)
            if weights(network.blocks[0]) != weights(usual.blocks[0]) {
                report("block 1 learns otherwise with \(change)")
            }
        }
    }

    func repeatsItself() throws {
        func trained(seed: UInt64) throws -> [[[Float]]] {
            let network = try network(seed: seed)
            try train(network)
            return network.blocks.map(weights)
        }
        let first = try trained(seed: 1)
        if try trained(seed: 1) != first { report("the same seed does not give the same bits") }
        if try trained(seed: 2) == first { report("another seed gives the same bits") }
    }
}
