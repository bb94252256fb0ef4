import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardData

@Suite("Augmented images")
struct AugmentationTests {
    private let shape = Shape(2, 5, 6)
    private let engine = Engine(threads: 1)

    /// Sample n holds 100 n + place + 1, so that every number but 0 tells where it came from.
    private func samples(_ count: Int) -> Samples {
        let numbers = (0..<count * 60).map { index -> Float in
            let (sample, place) = index.quotientAndRemainder(dividingBy: 60)
            return Float(100 * sample + place + 1)
        }
        return Samples(
            dense: Matrix(numbers, columns: 60), scale: 1,
            labels: Matrix((0..<Int32(count)).map { $0 % 3 }, columns: 1), shape: shape)
    }

    /// Every sample of an epoch as the loader shows it, by the sample's number.
    private func shown(
        _ augmentations: [any Augmentation] = [Shift(2)], count: Int = 40, batchSize: Int = 40,
        seed: UInt64 = 1, epoch: Int = 0, after: [Int] = []
    ) -> [[Float]] {
        let loader = DataLoader(
            samples(count), batchSize: batchSize, seed: seed, augmentations: augmentations)
        var rows = [[Float]](repeating: [], count: count)
        for epoch in after + [epoch] {
            loader.prepare(epoch: epoch)
            for number in 0..<loader.batchesPerEpoch {
                let size = loader.rows(ofBatch: number)
                let (input, labels) = (
                    Matrix(rows: size, columns: 60), Matrix(.int32, rows: size, columns: 1)
                )
                loader.load(batch: number, into: input, labels: labels, on: engine)
                let order = loader.order(ofBatch: number).values(as: Int32.self)
                #expect(labels.values(as: Int32.self) == order.map { $0 % 3 })
                for (row, sample) in order.enumerated() {
                    rows[Int(sample)] = input.rows(row..<row + 1).values()
                }
            }
        }
        return rows
    }

    @Test("Every image is its own, moved by one distance in all channels")
    func movesImages() {
        let plain = shown([])
        for (sample, row) in shown().enumerated() {
            let moves = row.indices.compactMap { place in
                row[place] == 0 ? nil : place - (Int(row[place]) - 100 * sample - 1)
            }
            #expect(!moves.isEmpty && Set(moves).count == 1)
        }
        #expect(plain.indices.allSatisfy { plain[$0][0] == Float(100 * $0 + 1) })
        #expect(shown() != plain)
    }

    @Test("What is drawn depends on seed, epoch and sample, not on batches or earlier epochs")
    func drawsByPlace() {
        let usual = shown(epoch: 3)
        #expect(shown(batchSize: 7, epoch: 3) == usual)
        #expect(shown(epoch: 3, after: [0, 5]) == usual)
        #expect(shown(epoch: 4) != usual)
        #expect(shown(seed: 2, epoch: 3) != usual)
        #expect(Array(shown(count: 60, epoch: 3).prefix(40)) == usual)
    }

    @Test("A second augmentation is added to the first, and draws its own numbers")
    func chains() {
        let (one, two) = (shown([Shift(1)]), shown([Shift(1), Shift(1)]))
        func moves(_ rows: [[Float]]) -> [Int] {
            rows.enumerated().map { sample, row in
                let place = row.firstIndex { $0 != 0 } ?? 0
                return place - (Int(row[place]) - 100 * sample - 1)
            }
        }
        let added = zip(moves(two), moves(one)).map { $0 - $1 }
        #expect(Set(added).isSuperset(of: [-1, 0, 1, 6]))
        #expect(added != moves(one))
    }

    @Test(
        "What cannot be shifted is refused, and says what can",
        arguments: [
            (2, Shape(60), "images [channels, height, width], not [60]"),
            (2, Shape(5, 12), "not [5, 12]"),
            (5, Shape(2, 5, 6), "at least 1 and below the image's 5 pixels, not 5"),
            (0, Shape(2, 5, 6), "at least 1"),
        ])
    func refuses(pixels: Int, shape: Shape, says: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try Shift(pixels).validate(for: shape)
        }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
        try Shift(4).validate(for: self.shape)
    }

    @Test(
        "A shift reads its pixels behind the colon",
        arguments: [nil, "", "two", "-1", "0", "1.5"])
    func readsPixels(notation: String?) throws {
        #expect(throws: SettingsError.self) { try Shift(notation: notation) }
        #expect(try Shift(notation: "12") == Shift(12))
        #expect(Shift(12).description == "shift:12")
    }
}
