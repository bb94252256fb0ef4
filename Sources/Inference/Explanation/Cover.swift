import OnwardCompute
import OnwardData

/// What is covered of a sample: one part after another, by numbers that say nothing.
///
/// Of images it is squares, of about a sixth of the shorter side, at every place where they meet the image,
/// in steps that make some thousand of them at most. They are covered with each channel's median in this
/// image, which is its background where it has one. Of other samples it is one named part after another,
/// covered with zeros.
struct Cover {
    /// One covering: which of the map's places it hides, and which of the sample's numbers.
    struct Piece {
        let places: [Range<Int>]
        let numbers: [Range<Int>]
    }

    let pieces: [Piece]
    /// What stands for each of the sample's numbers where it is covered.
    private let blank: [Float]

    init(image numbers: [Float], _ shape: Shape) {
        let (channels, height, width) = (
            shape.dimensions[0], shape.dimensions[1], shape.dimensions[2]
        )
        let side = max(1, Int((Double(min(height, width)) / 6).rounded()))
        let step = min(side, (max(height, width) + 31) / 32)
        func spans(_ length: Int) -> [Range<Int>] {
            stride(from: 1 - side, to: length, by: step).map {
                max($0, 0)..<min($0 + side, length)
            }
        }
        let columns = spans(width)
        pieces = spans(height).flatMap { rows in
            columns.map { columns in
                func strips(_ plane: Int) -> [Range<Int>] {
                    rows.map { row in
                        let start = (plane * height + row) * width
                        return start + columns.lowerBound..<start + columns.upperBound
                    }
                }
                return Piece(places: strips(0), numbers: (0..<channels).flatMap(strips))
            }
        }
        blank = (0..<channels).flatMap { channel in
            let plane = numbers[channel * height * width..<(channel + 1) * height * width].sorted()
            return [Float](repeating: plane[plane.count / 2], count: plane.count)
        }
    }

    /// - Parameter parts: what the numbers mean; parts that are all zeros already are passed over.
    init(_ numbers: [Float], _ parts: [InputPart]) {
        blank = [Float](repeating: 0, count: numbers.count)
        pieces = parts.enumerated().compactMap { place, part in
            part.numbers.allSatisfy { numbers[$0] == 0 }
                ? nil : Piece(places: [place..<place + 1], numbers: [part.numbers])
        }
    }

    func covered(_ numbers: [Float], by piece: Piece) -> [Float] {
        var numbers = numbers
        for strip in piece.numbers { numbers[strip] = blank[strip] }
        return numbers
    }
}
