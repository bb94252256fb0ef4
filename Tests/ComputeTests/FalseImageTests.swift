import Testing

@testable import OnwardCompute

@Suite("False images")
struct FalseImageTests {
    private let engine = Engine(threads: 1)
    private let random = RandomSource(seed: 4, for: .negatives)

    /// Image n holds 100 n + place, so that every number tells where it came from.
    private func images(_ count: Int, _ shape: Shape) -> Matrix {
        Matrix(
            (0..<count * shape.count).map {
                Float(100 * ($0 / shape.count) + $0 % shape.count)
            }, columns: shape.count)
    }

    /// The numbers of the first samples, in order.
    private func order(_ count: Int) -> Matrix {
        Matrix((0..<Int32(count)).map { $0 }, columns: 1)
    }

    private func unwritten(_ count: Int, _ shape: Shape) -> Matrix {
        Form(rows: count, columns: shape.count).unwritten(.float32)
    }

    @Test(
        "A mixed image takes every pixel from one of two images, in place, and uses both",
        arguments: [Shape(1, 9, 9), Shape(3, 5, 4), Shape(1, 8, 11)])
    func mixes(shape: Shape) {
        let count = 12
        let (input, output) = (images(count, shape), unwritten(count, shape))
        engine.mixImages(input, shape: shape, random: random, into: output)
        let plane = shape.count / shape.dimensions[0]
        var hasUsedBoth = 0
        for row in 0..<count {
            let numbers = output.rows(row..<row + 1).values(as: Float.self).map { Int($0) }
            #expect(numbers.indices.allSatisfy { numbers[$0] % 100 == $0 })
            let sources = numbers.map { $0 / 100 }
            #expect(Set(sources).subtracting([row]).count <= 1)
            if Set(sources).count == 2 { hasUsedBoth += 1 }
            // One mask for all channels.
            #expect(sources.indices.allSatisfy { sources[$0] == sources[$0 % plane] })
        }
        #expect(hasUsedBoth >= count - 2, "\(hasUsedBoth) of \(count)")
    }

    @Test("Masks differ from image to image, are half and half, and make large blots")
    func masks() {
        let (count, shape) = (60, Shape(1, 28, 28))
        let ones = Matrix(
            (0..<count).flatMap { n in [Float](repeating: Float(n % 2), count: shape.count) },
            columns: shape.count)
        let output = unwritten(count, shape)
        engine.mixImages(ones, shape: shape, random: random, into: output)
        var (own, edges, mixed) = (0, 0, Set<[Float]>())
        var pixels = 0
        for row in 0..<count {
            let values = output.rows(row..<row + 1).values(as: Float.self)
            guard Set(values).count == 2 else { continue }
            mixed.insert(values)
            pixels += shape.count
            own += values.count { $0 == Float(row % 2) }
            edges += values.indices.count { $0 % 28 < 27 && values[$0] != values[$0 + 1] }
        }
        // The other image is of the other kind in about half of the rows.
        #expect(mixed.count > 15)
        #expect(abs(Double(own) / Double(pixels) - 0.5) < 0.1)
        // A random bit image would change at every second pixel.
        #expect(Double(edges) / Double(pixels) < 0.2)
    }

    @Test("The same source mixes the same images, another one others")
    func repeats() {
        let shape = Shape(1, 9, 9)
        func mixed(_ random: RandomSource) -> [Float] {
            let output = unwritten(6, shape)
            engine.mixImages(images(6, shape), shape: shape, random: random, into: output)
            return output.values()
        }
        #expect(mixed(random[1]) == mixed(random[1]))
        #expect(mixed(random[1]) != mixed(random[2]))
    }

    @Test("A square image is turned by a quarter, a half or three quarters; never left as it is")
    func rotatesSquares() {
        let (count, shape) = (60, Shape(2, 3, 3))
        let (input, output) = (images(count, shape), unwritten(count, shape))
        engine.rotateImages(
            input, shape: shape, order: order(count), random: random, into: output)
        let turns = [
            [2, 5, 8, 1, 4, 7, 0, 3, 6], [8, 7, 6, 5, 4, 3, 2, 1, 0], [6, 3, 0, 7, 4, 1, 8, 5, 2],
        ].map { $0 + $0.map { $0 + 9 } }
        var seen = [0, 0, 0]
        for row in 0..<count {
            let places = output.rows(row..<row + 1).values(as: Float.self).map {
                Int($0) - 100 * row
            }
            let turn = turns.firstIndex(of: places)
            #expect(turn != nil, "\(places)")
            seen[turn ?? 0] += 1
        }
        #expect(seen.allSatisfy { $0 > 8 }, "\(seen)")
    }

    @Test(
        "An image that is not square is turned by a half",
        arguments: [Shape(2, 2, 3), Shape(1, 7, 1), Shape(5)])
    func rotatesOthers(shape: Shape) {
        let (input, output) = (images(3, shape), unwritten(3, shape))
        engine.rotateImages(input, shape: shape, order: order(3), random: random, into: output)
        let plane = shape.dimensions.count == 3 ? shape.count / shape.dimensions[0] : shape.count
        let expected = (0..<3).flatMap { row in
            (0..<shape.count).map { m in
                Float(100 * row + m / plane * plane + plane - 1 - m % plane)
            }
        }
        #expect(output.values() == expected)
    }

    @Test("Noise has the scale asked for, alone or on top of the sample")
    func addsNoise() {
        let form = Form(rows: 40, columns: 500)
        let input = form.random(1, .float32, scale: 3)
        let (noisy, noise) = (form.unwritten(.float32), form.unwritten(.float32))
        engine.addNoise(
            to: input, scale: 0.5, order: order(40), random: random, into: noisy)
        engine.addNoise(to: nil, scale: 0.5, order: order(40), random: random, into: noise)
        let added = zip(noisy.numbers, input.numbers).map { $0 - $1 }
        #expect(zip(added, noise.numbers).allSatisfy { abs($0 - $1) < 1e-5 })
        let count = Double(noise.count)
        let mean = noise.numbers.reduce(0, +) / count
        let square = noise.numbers.reduce(0) { $0 + $1 * $1 } / count
        #expect(abs(mean) < 0.02 && abs(square - 0.25) < 0.01)
        let (first, second) = (noise.rows(0..<1), noise.rows(1..<2))
        #expect(first.numbers != second.numbers)
    }

    @Test("What is drawn for a sample does not depend on the row that it stands in")
    func followsSamples() {
        let shape = Shape(1, 3, 3)
        let orders = [order(4), Matrix([Int32(2), 0, 3, 1], columns: 1)]
        func rows(_ make: (_ input: Matrix, _ order: Matrix, _ output: Matrix) -> Void)
            -> [[[Float]]]
        {
            orders.map { order in
                let input = Matrix((0..<36).map { Float($0 % 9) }, columns: 9)
                let output = unwritten(4, shape)
                make(input, order, output)
                let samples = order.values(as: Int32.self)
                return (0..<Int32(4)).map { sample in
                    let row = samples.firstIndex(of: sample) ?? 0
                    return output.rows(row..<row + 1).values()
                }
            }
        }
        let noise = rows {
            engine.addNoise(to: $0, scale: 1, order: $1, random: random, into: $2)
        }
        let turned = rows {
            engine.rotateImages($0, shape: shape, order: $1, random: random, into: $2)
        }
        let shifted = rows {
            $2.copy(from: $0)
            engine.shiftImages($2, shape: shape, by: 2, order: $1, random: random)
        }
        for kind in [noise, turned, shifted] {
            #expect(kind[0] == kind[1])
            #expect(Set(kind[0]).count > 1)
        }
    }

    @Test(
        "An image is moved as a whole, every distance comes about as often, and zeros come in",
        arguments: [Shape(1, 5, 7), Shape(3, 6, 4)])
    func shifts(shape: Shape) {
        let (count, pixels) = (600, 2)
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        let numbers = (0..<count * shape.count).map { Float($0 % shape.count + 1) }
        let images = Matrix(numbers, columns: shape.count)
        engine.shiftImages(images, shape: shape, by: pixels, order: order(count), random: random)
        func moved(_ down: Int, _ right: Int) -> [Float] {
            (0..<shape.count).map { m in
                let (plane, place) = m.quotientAndRemainder(dividingBy: height * width)
                let (y, x) = (place / width - down, place % width - right)
                let isInside = (0..<height).contains(y) && (0..<width).contains(x)
                return isInside ? Float(plane * height * width + y * width + x + 1) : 0
            }
        }
        var seen: [[Float]: Int] = [:]
        for row in 0..<count { seen[images.rows(row..<row + 1).values(), default: 0] += 1 }
        let distances = -pixels...pixels
        let expected = distances.flatMap { down in distances.map { moved(down, $0) } }
        #expect(Set(seen.keys) == Set(expected))
        #expect(seen.values.allSatisfy { $0 > 6 && $0 < 50 }, "\(seen.values)")
    }
}
