import Foundation
import OnwardCompute

/// Draws one digit after the other, each in a pose of its own.
struct DigitCanvas {
    static let side = 28

    /// The drawing, row by row, 0 for the ground and 255 for full ink.
    private(set) var pixels = [UInt8](repeating: 0, count: side * side)
    /// How much of each pixel the strokes cover, 0…1.
    private var coverage = [Float](repeating: 0, count: side * side)

    mutating func draw(_ digit: Int, _ random: RandomSource) {
        for index in coverage.indices { coverage[index] = 0 }
        let pose = DigitPose(random)
        for stroke in DigitStrokes.all[digit] {
            var start = pose.place(stroke[0])
            for corner in stroke.dropFirst() {
                let end = pose.place(corner)
                cover(from: start, to: end, radius: pose.radius)
                start = end
            }
        }
        ink(pose, noise: random[DigitPose.noiseCoordinate])
    }

    /// Covers what lies within `radius` of a line, with an edge one pixel soft.
    private mutating func cover(from start: Point, to end: Point, radius: Float) {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let scale = 1 / max(dx * dx + dy * dy, 1e-6)
        let reach = radius + 0.5
        let columns = DigitCanvas.range(start.x, end.x, reach)
        for row in DigitCanvas.range(start.y, end.y, reach) {
            for column in columns {
                let (px, py) = (Float(column) - start.x, Float(row) - start.y)
                let along = min(max((px * dx + py * dy) * scale, 0), 1)
                let (ex, ey) = (px - along * dx, py - along * dy)
                let covered = min(reach - (ex * ex + ey * ey).squareRoot(), 1)
                let index = row * DigitCanvas.side + column
                if covered > coverage[index] { coverage[index] = covered }
            }
        }
    }

    /// The pixels from one coordinate to another and `reach` beyond, as far as the canvas goes.
    private static func range(_ a: Float, _ b: Float, _ reach: Float) -> Range<Int> {
        let lower = max(Int((min(a, b) - reach).rounded(.up)), 0)
        let upper = min(Int((max(a, b) + reach).rounded(.down)), side - 1)
        return lower..<max(upper + 1, lower)
    }

    private mutating func ink(_ pose: DigitPose, noise: RandomSource) {
        for group in 0..<pixels.count / 4 {
            var word = noise.word(at: group)
            for index in 4 * group..<4 * group + 4 {
                let grain = Float(word & 255) / 127.5 - 1
                let value = pose.shade * coverage[index] + pose.noise * grain
                pixels[index] = UInt8(min(max(value, 0), 255))
                word >>= 8
            }
        }
    }
}
