import Foundation
import Testing

@testable import OnwardCompute

@Suite("Labels drawn for false samples")
struct LabelDrawTests {
    private let random = RandomSource(seed: 4, for: .negatives)

    private func numbers(_ range: Range<Int>) -> Matrix {
        Matrix(range.map(Int32.init), columns: 1)
    }

    private func wrongLabels(
        _ labels: Matrix, order: Matrix, classes: Int, epoch: Int = 0
    ) -> [Int32] {
        let wrong = Matrix([Int32](repeating: -9, count: labels.count), columns: 1)
        Engine(threads: 1).drawWrongLabels(
            for: labels, order: order, classes: classes, random: random[epoch], into: wrong)
        return wrong.values()
    }

    @Test("A wrong label is never the true one, and any other as often", arguments: [2, 3, 10])
    func wrongLabels(classes: Int) {
        let count = 2000
        let labels = Form(rows: count, columns: 1).labels(1, below: classes)
        let truth = labels.values(as: Int32.self)
        var distances = [Int](repeating: 0, count: classes)
        for epoch in 0..<20 {
            let wrong = wrongLabels(
                labels, order: numbers(0..<count), classes: classes, epoch: epoch)
            #expect(wrong.allSatisfy { $0 >= 0 && $0 < classes })
            for (truth, wrong) in zip(truth, wrong) {
                distances[(Int(wrong - truth) + classes) % classes] += 1
            }
        }
        #expect(distances[0] == 0)
        let expected = 20 * Double(count) / Double(classes - 1)
        for distance in distances.dropFirst() {
            #expect(abs(Double(distance) - expected) < 5 * expected.squareRoot())
        }
    }

    @Test("A sample's wrong label does not depend on its batch, but on the epoch")
    func wrongLabelsByPlace() {
        let labels = Form(rows: 33, columns: 1).labels(1, below: 10)
        let whole = wrongLabels(labels, order: numbers(0..<33), classes: 10)
        let order: [Int32] = [32, 7, 0, 7]
        let picked = Matrix(order.map { labels.values(as: Int32.self)[Int($0)] }, columns: 1)
        let some = wrongLabels(picked, order: Matrix(order, columns: 1), classes: 10)
        #expect(some == order.map { whole[Int($0)] })
        #expect(wrongLabels(labels, order: numbers(0..<33), classes: 10, epoch: 1) != whole)
    }

    @Test("A shuffle keeps all labels, and leaves about one in C where it was")
    func shuffles() {
        let (count, classes) = (2000, 10)
        let labels = Form(rows: count, columns: 1).labels(1, below: classes)
        let shuffled = Matrix(.int32, rows: count, columns: 1)
        Engine(threads: 1).shuffle(labels, random: random, into: shuffled)
        let (before, after) = (labels.values(as: Int32.self), shuffled.values(as: Int32.self))
        #expect(before.sorted() == after.sorted() && before != after)
        let same = Double(zip(before, after).count { $0 == $1 }) / Double(count)
        #expect(abs(same - 0.1) < 0.03, "\(same)")
    }

    private func hardLabels(_ evidence: Matrix, _ labels: Matrix, first: Int = 0) -> [Int32] {
        let wrong = Matrix([Int32](repeating: -9, count: labels.count), columns: 1)
        Engine(threads: 1).drawHardLabels(
            from: evidence, labels: labels, first: first, random: random, into: wrong)
        return wrong.values()
    }

    @Test("A hard label is never the true one, and the others come as softmax says")
    func hardLabels() {
        let count = 20_000
        // e^0 : e^ln 2 : e^ln 3 = 1 : 2 : 3; the class that is true would win by far.
        let row: [Float] = [0, log(2), 50, log(3)]
        let evidence = Matrix((0..<count).flatMap { _ in row }, columns: 4)
        let labels = Matrix([Int32](repeating: 2, count: count), columns: 1)
        var drawn = [Double](repeating: 0, count: 4)
        for label in hardLabels(evidence, labels) { drawn[Int(label)] += 1 / Double(count) }
        #expect(drawn[2] == 0)
        for (label, share) in [(0, 1.0 / 6), (1, 2.0 / 6), (3, 3.0 / 6)] {
            #expect(abs(drawn[label] - share) < 0.015, "\(drawn)")
        }
    }

    @Test(
        "A hard label is a wrong one whatever the evidence",
        arguments: [0, 1e4, -1e4, 1e30] as [Float], [2, 3, 33])
    func hardLabelsOfExtremes(scale: Float, classes: Int) {
        let form = Form(rows: 300, columns: classes)
        let labels = form.labels(2, below: classes)
        let wrong = hardLabels(form.random(1, .float32, scale: scale), labels)
        let truth = labels.values(as: Int32.self)
        #expect(zip(truth, wrong).allSatisfy { $0 != $1 && $1 >= 0 && $1 < classes })
    }

    @Test("A sample's hard label does not depend on how samples are put together")
    func hardLabelsByPlace() {
        let form = Form(rows: 33, columns: 10)
        let (evidence, labels) = (form.random(1, .float32), form.labels(1, below: 10))
        let whole = hardLabels(evidence, labels)
        let part = hardLabels(evidence.rows(20..<33), labels.rows(20..<33), first: 20)
        #expect(part == Array(whole[20...]))
    }

    @Test("Every place of an int32 matrix is set")
    func fills() {
        let matrix = Matrix(.int32, rows: 7, columns: 1)
        Engine(threads: 1).fill(matrix, countingTo: 3)
        #expect(matrix.values() == [Int32(0), 1, 2, 0, 1, 2, 0])
        Engine(threads: 1).fill(matrix, with: -1)
        #expect(matrix.values() == [Int32](repeating: -1, count: 7))
    }
}
