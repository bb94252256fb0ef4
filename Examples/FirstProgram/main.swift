import Onward

let data = try FashionMNIST.load()
let network = try Network(
    input: data.shape, classes: data.classes, objective: .crossEntropy, seed: 1
) {
    Block { Dense(1000, activation: .relu) }
    Block { Dense(1000, activation: .relu) }
}
let trainer = Trainer(optimizer: Adam(learningRate: 1e-3), batchSize: 256)
try trainer.fit(network, on: data.train, epochs: 10) { print($0) }
print(try network.evaluate(on: data.test).accuracy)
try network.save(to: "model.safetensors")
