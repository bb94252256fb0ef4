import OnwardCompute
import Testing

@testable import OnwardData

/// Samples whose two features are their number and twice it, in three classes in turn.
private func numbered(_ count: Int) -> Samples {
    let features = (0..<count).flatMap { [Float($0), Float(2 * $0)] }
    return Samples(
        dense: Matrix(features, columns: 2), scale: 1,
        labels: Matrix((0..<Int32(count)).map { $0 % 3 }, columns: 1), shape: Shape(2))
}

/// The numbers of the samples, in order; checks that features and labels belong together.
private func numbers(_ samples: Samples, _ order: [Int32]? = nil) -> [Int] {
    let order = order ?? (0..<Int32(samples.count)).map { $0 }
    let input = Matrix(rows: order.count, columns: 2)
    let labels = Matrix(.int32, rows: order.count, columns: 1)
    samples.gather(Matrix(order, columns: 1), into: input, labels: labels, on: Engine(threads: 1))
    let classes = labels.values(as: Int32.self)
    return order.indices.map { row in
        #expect(input[row, 1] == 2 * input[row, 0])
        #expect(Int(classes[row]) == Int(input[row, 0]) % 3)
        return Int(input[row, 0])
    }
}

@Test("Samples are collected in any order, from bytes too")
func gathersSamples() {
    #expect(numbers(numbered(6), [5, 0, 5, 2]) == [5, 0, 5, 2])
    let bytes = Samples(
        dense: Matrix([UInt8(0), 255, 51], columns: 1), scale: 1 / 255,
        labels: Matrix([Int32(0), 1, 2], columns: 1), shape: Shape(1))
    let (input, labels) = (Matrix(rows: 2, columns: 1), Matrix(.int32, rows: 2, columns: 1))
    bytes.gather(Matrix([Int32(2), 1], columns: 1), into: input, labels: labels, on: Engine())
    #expect(abs(input[0, 0] - 0.2) < 1e-6 && abs(input[1, 0] - 1) < 1e-6)
    #expect(labels.values(as: Int32.self) == [2, 1])
}

@Test("Parts of parts of samples find their features and labels")
func selectsParts() {
    let part = numbered(20).selecting([19, 3, 8, 8, 0])
    #expect(part.count == 5)
    #expect(numbers(part) == [19, 3, 8, 8, 0])
    #expect(numbers(part.selecting([4, 1])) == [0, 3])
    #expect(numbers(part.prefix(2)) == [19, 3])
    #expect(numbers(numbered(20).prefix(3).selecting([2, 0])) == [2, 0])
    #expect(part.label(at: 2) == 2 && part.prefix(9).count == 5)
    #expect(part.allLabels == [1, 0, 2, 2, 0])
    #expect(numbers(part.selecting([])) == [])
}

@Test("Holding out takes the same share of every class and nothing twice")
func holdsOut() throws {
    let samples = numbered(100)
    let (training, validation) = try samples.holdOut(0.2, classes: 3, seed: 5)
    #expect(validation.allLabels.count { $0 == 0 } == 7)
    #expect(validation.allLabels.count { $0 == 1 } == 7)
    #expect(validation.allLabels.count { $0 == 2 } == 7)
    let (kept, heldOut) = (numbers(training), numbers(validation))
    #expect((kept + heldOut).sorted() == Array(0..<100))
    #expect(kept == kept.sorted() && heldOut == heldOut.sorted())
    #expect(try numbers(samples.holdOut(0.2, classes: 3, seed: 5).validation) == heldOut)
    #expect(try numbers(samples.holdOut(0.2, classes: 3, seed: 6).validation) != heldOut)
}

@Test("Holding out nothing leaves everything")
func holdsOutNothing() throws {
    let (training, validation) = try numbered(10).holdOut(0, classes: 3, seed: 1)
    #expect(training.count == 10 && validation.count == 0)
}

@Test("An epoch brings every sample once, the last batch what is left")
func coversEpoch() {
    let loader = DataLoader(numbered(23), batchSize: 5, seed: 1)
    #expect(loader.batchesPerEpoch == 5 && loader.rows(ofBatch: 4) == 3)
    loader.prepare(epoch: 0)
    var seen: [Int] = []
    for batch in 0..<loader.batchesPerEpoch {
        let rows = loader.rows(ofBatch: batch)
        let (input, labels) = (
            Matrix(rows: rows, columns: 2), Matrix(.int32, rows: rows, columns: 1)
        )
        loader.load(batch: batch, into: input, labels: labels, on: Engine(threads: 1))
        let order = loader.order(ofBatch: batch).values(as: Int32.self)
        #expect((0..<rows).map { Int32(input[$0, 0]) } == order)
        seen += order.map(Int.init)
    }
    #expect(seen != seen.sorted())
    #expect(seen.sorted() == Array(0..<23))
}

@Test("An epoch's order depends on the seed and the epoch alone")
func keepsOrder() {
    func order(_ loader: DataLoader, _ epoch: Int) -> [Int32] {
        loader.prepare(epoch: epoch)
        return loader.order(ofBatch: 0).values()
    }
    let samples = numbered(50)
    let loader = DataLoader(samples, batchSize: 50, seed: 3)
    let first = order(loader, 0)
    let second = order(loader, 1)
    #expect(first != second)
    #expect(order(loader, 0) == first)
    #expect(order(DataLoader(samples, batchSize: 50, seed: 3), 1) == second)
    #expect(order(DataLoader(samples, batchSize: 50, seed: 4), 1) != second)
}

@Test("Without shuffling the samples come as they lie")
func keepsFileOrder() {
    let loader = DataLoader(numbered(7), batchSize: 4, seed: 1, shuffles: false)
    for epoch in 0..<2 {
        loader.prepare(epoch: epoch)
        #expect(loader.order(ofBatch: 0).values(as: Int32.self) == [0, 1, 2, 3])
        #expect(loader.order(ofBatch: 1).values(as: Int32.self) == [4, 5, 6])
    }
}
