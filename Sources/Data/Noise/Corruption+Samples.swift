import OnwardCompute
import OnwardSettings

extension Corruption {
    /// What random numbers are drawn for; a coordinate of the source, so it never changes.
    private enum Draw: Int {
        case kind = 0
        case noise = 1
        case blankedRows = 2
        case pureNoise = 3
        case pureLabel = 4
    }

    /// Spoils samples; those given stay as they are.
    ///
    /// Sample i of the result comes from sample i; the pure noise stands behind them all. What is
    /// drawn for a sample depends on the seed and its place alone.
    ///
    /// - Parameters:
    ///   - samples: pixels in 0…1; [channels, height, width] where rows are to be blanked.
    ///   - classes: how many the labels of pure noise are drawn from.
    /// - Throws: `SettingsError` where rows are to be blanked and samples have not two of them.
    package func apply(
        to samples: Samples, classes: Int, seed: UInt64
    ) throws(SettingsError) -> CorruptedSamples {
        try SettingsError.require(
            blank == 0 || samples.shape.dimensions.count == 3 && samples.shape.dimensions[1] > 1,
            "samples whose rows are blanked",
            "[channels, height, width] with a height of 2 or more",
            got: samples.shape)
        try SettingsError.require(
            samples.allGroups == nil, "samples that are spoiled", "in no groups", got: "grouped")
        let random = RandomSource(seed: seed, for: .corruption)
        let kinds = drawKinds(images: samples.count, random[Draw.kind.rawValue])
        let features = Matrix(rows: kinds.count, columns: samples.shape.count)
        let images = features.rows(0..<samples.count)
        let labels = Matrix(.int32, rows: samples.count, columns: 1)
        samples.gather(
            Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: images,
            labels: labels, on: Engine())
        let mean = Corruption.mean(of: images)
        for (sample, kind) in kinds.enumerated() {
            let row = features.rows(sample..<sample + 1)
            switch kind {
            case .clean: break
            case .noise: add(random[Draw.noise.rawValue][sample], to: row)
            case .blank:
                Corruption.blank(row, samples.shape, random[Draw.blankedRows.rawValue][sample])
            case .pure:
                for column in 0..<row.columns { row[0, column] = mean }
                add(random[Draw.pureNoise.rawValue][sample - samples.count], to: row)
            }
        }
        let pureLabels = (0..<kinds.count - samples.count).map {
            Int32(random[Draw.pureLabel.rawValue].integer(below: classes, at: $0))
        }
        return CorruptedSamples(
            samples: Samples(
                dense: features, scale: 1,
                labels: Matrix(labels.values(as: Int32.self) + pureLabels, columns: 1),
                shape: samples.shape),
            kinds: kinds)
    }

    /// Which image becomes what, and the pure noise behind them.
    private func drawKinds(images: Int, _ random: RandomSource) -> [Kind] {
        var order = (0..<Int32(images)).map { $0 }
        random.shuffle(&order)
        let drawn = [Kind.clean, .noise, .blank].flatMap { kind in
            [Kind](repeating: kind, count: count(of: kind, images: images))
        }
        var kinds = [Kind](repeating: .pure, count: images + count(of: .pure, images: images))
        for (image, kind) in zip(order, drawn) { kinds[Int(image)] = kind }
        return kinds
    }

    private func add(_ random: RandomSource, to row: Matrix) {
        for column in 0..<row.columns { row[0, column] += deviation * random.normal(at: column) }
    }

    /// Clears the bottom rows of every channel.
    private static func blank(_ row: Matrix, _ shape: Shape, _ random: RandomSource) {
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        let blanked = (1 + random.integer(below: height - 1, at: 0)) * width
        for channel in 0..<shape.dimensions[0] {
            row.slice(
                offset: (channel + 1) * height * width - blanked, rows: 1, columns: blanked
            ).clear()
        }
    }

    /// The mean pixel of all images, as one number.
    private static func mean(of images: Matrix) -> Float {
        var sum = 0.0
        for row in 0..<images.rows {
            for column in 0..<images.columns { sum += Double(images[row, column]) }
        }
        return Float(sum / Double(max(images.count, 1)))
    }
}
