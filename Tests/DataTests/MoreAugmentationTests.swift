import OnwardCompute
import OnwardSettings
import Testing

@testable import OnwardData

@Suite("Flip, crop, rotation and cutout")
struct MoreAugmentationTests {
    private let shape = Shape(2, 5, 6)
    private let count = 40

    private static let all: [any Augmentation] = [Flip(), Crop(2), Rotation(30), Cutout(3)]

    /// Sample n holds 100 n + place + 1, or one number everywhere.
    private func images(of constant: Float? = nil) -> [[Float]] {
        (0..<count).map { sample in
            (0..<shape.count).map { constant ?? Float(100 * sample + $0 + 1) }
        }
    }

    /// The images of samples `order`, changed as a batch of their own.
    private func changed(
        _ augmentation: any Augmentation, _ images: [[Float]], order: [Int32]? = nil,
        seed: UInt64 = 1
    ) -> [[Float]] {
        let order = order ?? (0..<Int32(count)).map { $0 }
        let batch = Matrix(order.flatMap { images[Int($0)] }, columns: shape.count)
        augmentation.change(
            batch, shape: shape, order: Matrix(order, columns: 1),
            random: RandomSource(seed: seed, for: .augmentation), on: Engine(threads: 1))
        return order.indices.map { batch.rows($0..<$0 + 1).values() }
    }

    /// The value at a place of one channel.
    private func pixel(_ image: [Float], _ channel: Int, _ row: Int, _ column: Int) -> Float {
        image[(channel * 5 + row) * 6 + column]
    }

    @Test("What is drawn depends on seed and sample, not on the batch", arguments: 0..<4)
    func drawsByPlace(index: Int) {
        let (augmentation, images) = (MoreAugmentationTests.all[index], images())
        let usual = changed(augmentation, images)
        #expect(usual != images)
        #expect(changed(augmentation, images, seed: 2) != usual)
        #expect(
            changed(augmentation, images, order: [31, 4, 17]) == [31, 4, 17].map { usual[$0] })
        #expect(Set(usual.indices.map { usual[$0] == images[$0] }).contains(false))
    }

    @Test("A flip mirrors every row of every channel, or nothing, about as often")
    func flips() {
        let images = images()
        let mirrored = images.map { image in
            image.indices.map { image[$0 / 6 * 6 + 5 - $0 % 6] }
        }
        let result = changed(Flip(), images)
        let flips = result.indices.count { result[$0] == mirrored[$0] }
        #expect(flips > 10 && flips < 30)
        #expect(result.indices.allSatisfy { [images[$0], mirrored[$0]].contains(result[$0]) })
    }

    @Test("A crop shows a part of the image continued by its mirror image")
    func crops() {
        let images = images()
        func mirror(_ place: Int, _ length: Int) -> Int {
            place < 0 ? -place : place >= length ? 2 * (length - 1) - place : place
        }
        var moves: Set<[Int]> = []
        for (image, result) in zip(images, changed(Crop(2), images)) {
            let found = (-2...2).flatMap { down in (-2...2).map { [down, $0] } }.filter { move in
                (0..<60).allSatisfy { place in
                    let (channel, row, column) = (place / 30, place / 6 % 5, place % 6)
                    return result[place]
                        == pixel(
                            image, channel, mirror(row - move[0], 5), mirror(column - move[1], 6))
                }
            }
            #expect(found.count == 1)
            moves.formUnion(found)
        }
        #expect(moves.count > 15)
        let moved = changed(Shift(2), images)
        #expect(
            zip(changed(Crop(2), images), moved).allSatisfy { cropped, moved in
                zip(cropped, moved).allSatisfy { $1 == 0 || $0 == $1 }
            })
    }

    @Test("A rotation keeps the middle, brings zeros in at the corners, and mixes neighbours only")
    func rotates() {
        let bright = changed(Rotation(45), images(of: 1))
        #expect(bright.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 <= 1.00001 } })
        #expect(bright.allSatisfy { abs(pixel($0, 0, 2, 2) - 1) < 1e-5 })
        #expect(bright.contains { pixel($0, 1, 0, 0) < 0.5 })
        // The two channels differ by 30 everywhere, so what has no zeros in it still does.
        let turned = changed(Rotation(45), images())
        #expect(turned.allSatisfy { abs(pixel($0, 1, 2, 3) - pixel($0, 0, 2, 3) - 30) < 0.01 })
        let corners = turned.enumerated().map { pixel($1, 0, 2, 5) - pixel($1, 0, 2, 0) }
        #expect(Set(corners.map { ($0 * 10).rounded() }).count > 20)
    }

    @Test("A rotation by a right angle is exact")
    func rotatesExactly() {
        let square = Shape(1, 3, 3)
        // Among many samples some are turned by nearly ninety degrees.
        let order = (0..<4000).map { Int32($0) }
        let batch = Matrix(order.flatMap { _ in (1...9).map(Float.init) }, columns: 9)
        Rotation(180).change(
            batch, shape: square, order: Matrix(order, columns: 1),
            random: RandomSource(seed: 1, for: .augmentation), on: Engine(threads: 1))
        let left: [Float] = [3, 6, 9, 2, 5, 8, 1, 4, 7]
        let right: [Float] = [7, 4, 1, 8, 5, 2, 9, 6, 3]
        for expected in [left, right] {
            let nearest =
                order.indices.map { row in
                    zip(batch.rows(row..<row + 1).values(), expected).map { abs($0 - $1) }.max()
                        ?? 9
                }.min() ?? 9
            #expect(nearest < 0.1)
        }
    }

    @Test("Cutout blanks one square in all channels and nothing else")
    func cuts() {
        let images = images()
        var middles: Set<Int> = []
        for (image, result) in zip(images, changed(Cutout(3), images)) {
            let holes = (0..<30).filter { result[$0] == 0 }
            #expect(holes == (0..<30).filter { result[30 + $0] == 0 })
            #expect(result.indices.allSatisfy { result[$0] == 0 || result[$0] == image[$0] })
            let (rows, columns) = (Set(holes.map { $0 / 6 }), Set(holes.map { $0 % 6 }))
            #expect(holes.count == rows.count * columns.count)
            #expect((2...3).contains(rows.count) && (2...3).contains(columns.count))
            middles.insert(holes[0])
        }
        #expect(middles.count > 8)
    }

    @Test(
        "What cannot be done is refused, and says what can",
        arguments: [
            ("flip:2", "given alone"), ("crop", "such as crop:4"), ("crop:0", "such as crop:4"),
            ("crop:3", "from 1 to 2 pixels"), ("rotation", "such as rotation:15"),
            ("rotation:181", "from 1 to 180"), ("cutout:x", "such as cutout:8"),
            ("cutout:5", "below the image's 5 pixels"),
        ])
    func refuses(notation: String, says: String) {
        let error = #expect(throws: SettingsError.self) {
            try augmentation(notation).validate(for: shape)
        }
        #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }

    @Test("Flat samples are refused by all of them", arguments: 0..<4)
    func refusesFlat(index: Int) throws {
        let augmentation = MoreAugmentationTests.all[index]
        #expect(throws: SettingsError.self) { try augmentation.validate(for: Shape(60)) }
        try augmentation.validate(for: shape)
        let again = try self.augmentation(augmentation.description)
        #expect(type(of: again) == type(of: augmentation))
        #expect(again.description == augmentation.description)
    }

    private func augmentation(_ notation: String) throws -> any Augmentation {
        let parts = notation.split(separator: ":").map(String.init)
        let types: [any Augmentation.Type] = [Flip.self, Crop.self, Rotation.self, Cutout.self]
        let type = try #require(types.first { $0.name == parts[0] })
        return try type.init(notation: parts.count > 1 ? parts[1] : nil)
    }
}
