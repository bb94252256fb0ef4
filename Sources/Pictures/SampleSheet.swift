import OnwardCompute
import OnwardData

/// A picture of corrupted samples: the kinds side by side, a row for each class.
///
/// Every kind has a panel of `columns` samples to a row, the first of that kind and class; a place
/// stays grey where there are no more. Numbers are clipped to 0…1; of several channels the first
/// is shown.
///
/// - Reference: Tang, *The Integrated Forward-Forward Algorithm*, 2023, figure 4.
package struct SampleSheet {
    package let image: Picture

    private static let ground: UInt8 = 96
    /// Pixels between samples, and between panels.
    private static let gap = 2
    private static let panelGap = 12

    /// - Parameter samples: of [channels, height, width].
    package init(_ corrupted: CorruptedSamples, classes: Int, columns: Int = 4) {
        let shape = corrupted.samples.shape.dimensions
        precondition(shape.count == 3, "a picture of samples of \(corrupted.samples.shape)")
        let (height, width) = (shape[1], shape[2])
        let panel = columns * (width + SampleSheet.gap) - SampleSheet.gap
        let kinds = Corruption.Kind.allCases
        var image = Picture(
            size: PictureSize(
                width: kinds.count * (panel + SampleSheet.panelGap) + SampleSheet.panelGap,
                height: classes * (height + SampleSheet.gap) - SampleSheet.gap
                    + 2 * SampleSheet.panelGap),
            color: [SampleSheet.ground])
        let chosen = SampleSheet.choose(corrupted, classes: classes, columns: columns)
        let pixels = Matrix(rows: chosen.count, columns: corrupted.samples.shape.count)
        corrupted.samples.gather(
            Matrix(chosen.map(\.sample), columns: 1), into: pixels,
            labels: Matrix(.int32, rows: chosen.count, columns: 1), on: Engine())
        for (row, place) in chosen.enumerated() {
            let top = SampleSheet.panelGap + place.label * (height + SampleSheet.gap)
            let left =
                SampleSheet.panelGap + place.panel * (panel + SampleSheet.panelGap)
                + place.column * (width + SampleSheet.gap)
            for pixel in 0..<height * width {
                let shade = min(max(pixels[row, pixel], 0), 1) * 255
                image[top + pixel / width, left + pixel % width] = UInt8(shade.rounded())
            }
        }
        self.image = image
    }

    private struct Place {
        let sample: Int32
        let panel: Int
        let label: Int
        let column: Int
    }

    /// The first samples of every kind and class, each with its place.
    private static func choose(
        _ corrupted: CorruptedSamples, classes: Int, columns: Int
    ) -> [Place] {
        var taken = [Int](repeating: 0, count: Corruption.Kind.allCases.count * classes)
        var chosen: [Place] = []
        for (sample, label) in corrupted.samples.allLabels.enumerated() {
            for (panel, kind) in Corruption.Kind.allCases.enumerated()
            where kind == corrupted.kinds[sample] {
                let cell = panel * classes + Int(label)
                guard taken[cell] < columns else { continue }
                chosen.append(
                    Place(
                        sample: Int32(sample), panel: panel, label: Int(label), column: taken[cell])
                )
                taken[cell] += 1
            }
        }
        return chosen
    }
}
