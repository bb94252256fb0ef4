extension Picture {
    /// Pictures of one form beside and below one another, with a pixel between them.
    ///
    /// - Parameter pictures: at least one.
    package init(sheetOf pictures: [Picture], columns: Int) {
        let (first, rows) = (pictures[0], (pictures.count + columns - 1) / columns)
        let (across, down) = (first.size.width + 1, first.size.height + 1)
        self.init(
            size: PictureSize(width: columns * across - 1, height: rows * down - 1),
            color: [UInt8](repeating: 128, count: first.channels))
        for (number, picture) in pictures.enumerated() {
            let (top, left) = (number / columns * down, number % columns * across)
            for row in 0..<first.size.height {
                for column in 0..<first.size.width {
                    for channel in 0..<first.channels {
                        self[top + row, left + column, channel] = picture[row, column, channel]
                    }
                }
            }
        }
    }

    /// Not larger than so many pixels to a side: averaged over squares.
    package func within(_ side: Int) -> Picture {
        let step = (max(size.width, size.height) + side - 1) / side
        guard step > 1 else { return self }
        var small = Picture(
            size: PictureSize(
                width: max(size.width / step, 1), height: max(size.height / step, 1)),
            color: [UInt8](repeating: 0, count: channels))
        for row in 0..<small.size.height {
            for column in 0..<small.size.width {
                let rows = row * step..<min((row + 1) * step, size.height)
                let columns = column * step..<min((column + 1) * step, size.width)
                for channel in 0..<channels {
                    small[row, column, channel] = mean(rows, columns, channel)
                }
            }
        }
        return small
    }

    private func mean(_ rows: Range<Int>, _ columns: Range<Int>, _ channel: Int) -> UInt8 {
        var sum = 0
        for row in rows { for column in columns { sum += Int(self[row, column, channel]) } }
        return UInt8(sum / max(rows.count * columns.count, 1))
    }
}
