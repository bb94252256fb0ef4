import OnwardCompute
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import Testing

@testable import OnwardNetworks

@Suite("Kernels of one's own")
struct KernelsTests {
    /// Lets a block of four layers take one step; returns its weights.
    private func step(_ kernels: any Kernels) throws -> [[UInt32]] {
        let network = try Network(
            input: Shape(2, 8, 8), classes: toyClasses, objective: .crossEntropy, seed: 3,
            blocks: [
                Block {
                    Convolution2D(4, kernel: 3, activation: .relu)
                    MaxPooling(2)
                    Flatten()
                    Dense(7, activation: .gelu)
                }
            ])
        let (block, engine) = (network.blocks[0], Engine(kernels, threads: 1))
        let workspace = Workspace(for: [block.plan], rows: 8, learners: [0])
        let random = RandomSource(seed: 4, for: .test)
        let images = Matrix((0..<8 * 128).map { random.normal(at: $0) }, columns: 128)
        let labels = Matrix((0..<8).map { Int32($0 % 3) }, columns: 1)
        let frame = workspace.frame(ofBlock: 0, rows: 8)
        block.learn(
            Batch(input: Signal(images), labels: labels, trueRows: 8), from: Signal(images),
            in: frame, objective: .crossEntropy, engine: engine)
        block.update(
            gradients: frame.gradientStore, optimizer: Adam(), rate: 0.01, while: frame.loss,
            engine: engine)
        return bits(block)
    }

    @Test("A block's whole step runs through them, and gives the bits that they compute")
    func wholeStep() throws {
        let kernels = CountingKernels(
            KernelForm.native.make(threads: 1, precision: .float32))
        let counted = try step(kernels)
        #expect(
            try counted == step(KernelForm.native.make(threads: 1, precision: .float32)))
        #expect(
            kernels.counts == [
                "convolve": 1, "maxPool": 1, "multiply": 6, "activate": 1, "crossEntropy": 1,
                "gate": 2, "sumColumns": 1, "maxPoolBackward": 1, "convolutionGradients": 1,
                "adam": 1,
            ])
    }

    @Test("The formulas take the same step but for rounding")
    func formulas() throws {
        let (native, formulas) = (
            try step(KernelForm.native.make(threads: 1, precision: .float32)),
            try step(KernelForm.reference.make(threads: 1, precision: .float32))
        )
        #expect(native != formulas)
        for (one, other) in zip(native.joined(), formulas.joined()) {
            // Adam's first step is as long as its rate, whatever the gradient.
            #expect(abs(Float(bitPattern: one) - Float(bitPattern: other)) < 0.021)
        }
    }
}
