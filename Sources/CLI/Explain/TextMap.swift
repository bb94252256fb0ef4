/// A map in shades of text, two characters to a cell, of at most 14 cells a side.
struct TextMap {
    let lines: [String]

    private static let greatestSide = 14
    private static let shades: [Character] = [" ", "·", "░", "▒", "▓", "█"]

    /// - Parameter map: a number for each pixel, row by row; what is not above 0 is left empty.
    init(_ map: [Double], height: Int, width: Int) {
        let step = (max(height, width) + TextMap.greatestSide - 1) / TextMap.greatestSide
        let cells = stride(from: 0, to: height, by: step).map { top in
            stride(from: 0, to: width, by: step).map { left in
                let rows = top..<min(top + step, height)
                let columns = left..<min(left + step, width)
                let sum = rows.reduce(0) { sum, row in
                    columns.reduce(sum) { $0 + map[row * width + $1] }
                }
                return sum / Double(rows.count * columns.count)
            }
        }
        let greatest = cells.joined().max() ?? 0
        lines = cells.map { row in
            String(
                row.flatMap { value in
                    let level =
                        value > 0 && greatest > 0
                        ? Int((value / greatest * Double(TextMap.shades.count - 1)).rounded()) : 0
                    return [TextMap.shades[level], TextMap.shades[level]]
                })
        }
    }
}
