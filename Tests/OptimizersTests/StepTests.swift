import OnwardCompute
import OnwardOptimizers
import OnwardSettings
import Testing

/// The weights after one step for each row of gradients, in double precision.
private func weights(
    from weights: [Double], gradients: [[Double]], _ optimizer: any Optimizer
) -> [Double] {
    let store = Matrix(weights, columns: weights.count)
    let memory = (0..<optimizer.memoryPerWeight).map { _ in
        Matrix(.float64, rows: 1, columns: weights.count)
    }
    for (index, row) in gradients.enumerated() {
        optimizer.update(
            UpdatePass(
                engine: Engine(threads: 1), weights: store,
                gradients: Matrix(row, columns: row.count), memory: memory, step: index + 1,
                rate: optimizer.learningRate))
    }
    return store.values()
}

private func agree(_ got: [Double], _ expected: [Double]) -> Bool {
    got.count == expected.count && zip(got, expected).allSatisfy { abs($0 - $1) < 1e-6 }
}

@Test("Adam's first step is as long as the learning rate, whatever the gradient's scale")
func stepsByRate() {
    let gradients = [1e-2, -1, 1e4]
    let expected = [1 - 0.05, 1 + 0.05, 1 - 0.05]
    for optimizer: any Optimizer in [
        Adam(learningRate: 0.05), AdamW(learningRate: 0.05, weightDecay: 0),
    ] {
        #expect(agree(weights(from: [1, 1, 1], gradients: [gradients], optimizer), expected))
    }
}

@Test("Adam's weight decay is added to the gradient and steps like one")
func couplesDecay() {
    let optimizer = Adam(learningRate: 0.01, weightDecay: 0.5)
    let result = weights(from: [2, -4, 0], gradients: [[0, 0, 0]], optimizer)
    #expect(agree(result, [2 - 0.01, -4 + 0.01, 0]))
}

@Test("AdamW's weight decay shrinks the weights beside the step")
func decouplesDecay() {
    let optimizer = AdamW(learningRate: 0.01, weightDecay: 0.5)
    #expect(
        agree(weights(from: [2, -4, 0], gradients: [[0, 0, 0]], optimizer), [1.99, -3.98, 0]))
    #expect(
        agree(weights(from: [2, -4, 0], gradients: [[1, 1, 1]], optimizer), [1.98, -3.99, -0.01]))
}

@Test("Three steps of Adam and AdamW end where a separate calculation in Python does")
func agreesWithPython() {
    let gradients = [[0.5], [-1.5], [2]]
    let coupled = Adam(learningRate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.2)
    #expect(agree(weights(from: [1], gradients: gradients, coupled), [0.8981303779836274]))
    let decoupled = AdamW(
        learningRate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.2)
    #expect(agree(weights(from: [1], gradients: gradients, decoupled), [0.8676094574995228]))
}

@Test("SGD steps along the gradient, with decay added to it")
func stepsAlongGradient() {
    let plain = SGD(learningRate: 0.1, weightDecay: 0.5)
    #expect(agree(weights(from: [2, -4], gradients: [[1, 0]], plain), [2 - 0.2, -4 + 0.2]))
}

@Test("SGD keeps its velocity, and Nesterov's form looks ahead")
func keepsVelocity() {
    // Velocities 1, 1.5: plain momentum walks 0.1 · 2.5; Nesterov 0.1 · (1.5 + 1.75).
    let momentum = SGD(learningRate: 0.1, momentum: 0.5)
    #expect(agree(weights(from: [1], gradients: [[1], [1]], momentum), [0.75]))
    let ahead = SGD(learningRate: 0.1, momentum: 0.5, isNesterov: true)
    #expect(agree(weights(from: [1], gradients: [[1], [1]], ahead), [0.675]))
}

@Test("Each optimizer remembers as many numbers per weight as its formula needs")
func countsMemory() {
    #expect(SGD().memoryPerWeight == 0)
    #expect(SGD(momentum: 0.9).memoryPerWeight == 1)
    #expect(Adam().memoryPerWeight == 2)
    #expect(AdamW().memoryPerWeight == 2)
}

@Test(
    "Settings out of range are refused by name",
    arguments: [
        (SGD(momentum: 1), "momentum must be a number of at least 0 and below 1, not 1"),
        (SGD(isNesterov: true), "momentum must be above 0 for Nesterov's form, not 0"),
        (Adam(beta1: 1), "beta1 must be at least 0 and below 1, not 1.0"),
        (Adam(beta2: -1), "beta2 must be at least 0 and below 1, not -1.0"),
        (AdamW(epsilon: 0), "epsilon must be above 0, not 0.0"),
    ] as [(any Optimizer, String)])
func refusesSettings(optimizer: any Optimizer, message: String) {
    let error = #expect(throws: SettingsError.self) { try optimizer.validate() }
    #expect(error?.description == message)
}

@Test("Momentum is SGD's alone, and each has weight decay by its own default")
func declaresOwnSettings() throws {
    let settings = SettingValues(["momentum": "0.9"])
    #expect(try SGD(settings).momentum == 0.9)
    let types: [any Optimizer.Type] = [Adam.self, AdamW.self]
    for type in types { #expect(!type.declarations.map(\.key).contains("momentum")) }
    #expect(try AdamW(SettingValues()).weightDecay == 0.01)
    #expect(try Adam(SettingValues()).weightDecay == 0)
}
