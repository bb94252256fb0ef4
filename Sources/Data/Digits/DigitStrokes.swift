import Foundation

/// A place in a drawing: x to the right, y downwards.
struct Point {
    var x: Float
    var y: Float
}

/// The ten digits as strokes: lines through points within −1…1 across and down.
enum DigitStrokes {
    static let all: [[[Point]]] = [
        [arc(0, 0, 0.62, 1, from: 0, to: 360)],
        [line((-0.35, -0.6), (0.1, -1), (0.1, 1))],
        [arc(0, -0.45, 0.6, 0.55, from: 190, to: 395) + line((-0.65, 1), (0.7, 1))],
        [
            arc(-0.05, -0.48, 0.6, 0.52, from: 200, to: 440)
                + arc(-0.05, 0.48, 0.68, 0.52, from: 280, to: 520)
        ],
        [line((0.25, -1), (-0.7, 0.35), (0.75, 0.35)), line((0.35, -0.25), (0.35, 1))],
        [
            line((0.6, -1), (-0.5, -1), (-0.55, -0.1))
                + arc(-0.05, 0.35, 0.65, 0.62, from: 225, to: 500)
        ],
        [
            line((0.45, -1), (-0.05, -0.65), (-0.45, -0.1), (-0.6, 0.4))
                + arc(0, 0.45, 0.6, 0.55, from: 180, to: 540)
        ],
        [line((-0.65, -1), (0.65, -1), (-0.15, 1))],
        [
            arc(0, -0.5, 0.52, 0.48, from: 90, to: 450),
            arc(0, 0.5, 0.63, 0.5, from: -90, to: 270),
        ],
        [
            arc(0, -0.45, 0.6, 0.55, from: 0, to: 360)
                + line((0.6, -0.4), (0.5, 0.2), (0.1, 1))
        ],
    ]

    private static func line(_ points: (Float, Float)...) -> [Point] {
        points.map { Point(x: $0.0, y: $0.1) }
    }

    /// A piece of an ellipse, in corners of 30 degrees; angles grow clockwise from the right.
    private static func arc(
        _ x: Float, _ y: Float, _ width: Float, _ height: Float, from: Float, to: Float
    ) -> [Point] {
        let count = Int((to - from) / 30) + 1
        return (0...count).map { step in
            let angle = (from + (to - from) * Float(step) / Float(count)) * .pi / 180
            return Point(x: x + width * cos(angle), y: y + height * sin(angle))
        }
    }
}
