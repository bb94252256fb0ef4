import Testing

@testable import OnwardCompute

@Suite("Patches of images")
struct PatchesTests {
    @Test("Pixels go where one would put them by hand", arguments: KernelForm.allCases)
    func byHand(kernels: KernelForm) {
        let engine = Engine(threads: 1, kernels: kernels)
        let image = Shape(2, 2, 4)
        let images = Matrix((0..<16).map(Float.init), columns: 16)
        let (tokens, again) = (Matrix(rows: 1, columns: 16), Matrix(rows: 1, columns: 16))
        engine.cut(images, image: image, size: 2, into: tokens)
        #expect(
            tokens.values() == [Float(0), 1, 4, 5, 8, 9, 12, 13, 2, 3, 6, 7, 10, 11, 14, 15])
        engine.join(tokens, image: image, size: 2, into: again)
        #expect(again.values() == images.values(as: Float.self))
    }

    @Test(
        "Every version agrees, and joining undoes cutting", arguments: [1, 7, 33],
        [(1, 1, 1, 1), (3, 6, 9, 3), (2, 5, 5, 5), (1, 28, 28, 4)])
    func agreement(rows: Int, size: (channels: Int, height: Int, width: Int, patch: Int)) {
        let image = Shape(size.channels, size.height, size.width)
        expectAgreement(within: 0) { engine, type in
            let form = Form(rows: rows, columns: image.count)
            let images = form.random(1, type)
            let (tokens, again) = (form.unwritten(type), form.unwritten(type))
            engine.cut(images, image: image, size: size.patch, into: tokens)
            engine.join(tokens, image: image, size: size.patch, into: again)
            #expect(again.numbers == images.numbers)
            return [tokens, again]
        }
    }
}
