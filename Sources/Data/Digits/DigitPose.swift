import Foundation
import OnwardCompute

/// How one digit stands on the canvas and what pen it is drawn with, all at random.
struct DigitPose {
    /// Half the strokes' thickness, in pixels.
    let radius: Float
    /// What full ink is stored as.
    let shade: Float
    /// How far noise moves a pixel up or down.
    let noise: Float
    /// What the noise's random numbers are keyed by, apart from the pose's own.
    static let noiseCoordinate = 0

    private let columns: (x: Point, y: Point)
    private let center: Point
    private let bend: (x: Float, y: Float, phaseX: Float, phaseY: Float)

    init(_ random: RandomSource) {
        var next = 0
        func draw(_ range: ClosedRange<Float>) -> Float {
            defer { next += 1 }
            return range.lowerBound + random.uniform(at: next)
                * (range.upperBound - range.lowerBound)
        }
        radius = draw(0.7...1.6)
        shade = draw(150...255)
        noise = draw(10...50)
        let middle = Float(DigitCanvas.side - 1) / 2
        center = Point(x: middle + draw(-3...3), y: middle + draw(-3...3))
        let angle = draw(-0.3...0.3)
        let shear = draw(-0.3...0.3)
        let width = draw(6.5...10)
        let height = draw(7.5...10.5)
        columns = (
            Point(x: width * cos(angle), y: width * sin(angle)),
            Point(
                x: height * (shear * cos(angle) - sin(angle)),
                y: height * (shear * sin(angle) + cos(angle)))
        )
        bend = (draw(-0.15...0.15), draw(-0.15...0.15), draw(0...6.28), draw(0...6.28))
    }

    /// Where a point of a digit comes to lie, in pixels.
    func place(_ point: Point) -> Point {
        let x = point.x + bend.x * sin(2.5 * point.y + bend.phaseX)
        let y = point.y + bend.y * sin(2.5 * point.x + bend.phaseY)
        return Point(
            x: center.x + x * columns.x.x + y * columns.y.x,
            y: center.y + x * columns.x.y + y * columns.y.y)
    }
}
