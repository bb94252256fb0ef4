/// Where windows lie on an image: what convolution and pooling have in common.
///
/// The window of output place (r, c) begins at row r · stride.height − before.height of the image
/// and at column c · stride.width − before.width. What it shows beyond the image is 0.
///
///     output = (image + before + after − size) / stride + 1, rounded down
package struct Windows: Sendable, Hashable {
    package let image: Extent
    package let size: Extent
    package let stride: Extent
    /// Rows of zeros above the image, and columns left of it.
    package let before: Extent
    /// Rows of zeros below the image, and columns right of it.
    package let after: Extent
    /// How many windows there are, down and across.
    package let output: Extent

    /// Nil where not even one window fits.
    package init?(
        image: Extent, size: Extent, stride: Extent, before: Extent = 0, after: Extent = 0
    ) {
        precondition(
            image.least > 0 && size.least > 0 && stride.least > 0 && before.least >= 0
                && after.least >= 0,
            "windows of \(size) on \(image) by \(stride), padded by \(before) and \(after)")
        func count(_ side: KeyPath<Extent, Int>) -> Int {
            let room = image[keyPath: side] + before[keyPath: side] + after[keyPath: side]
            let steps = room - size[keyPath: side]
            return steps < 0 ? 0 : steps / stride[keyPath: side] + 1
        }
        output = Extent(count(\.height), count(\.width))
        guard output.least > 0 else { return nil }
        self.image = image
        self.size = size
        self.stride = stride
        self.before = before
        self.after = after
    }

    /// As many windows as `stride` goes into the image, rounded up; the zeros that this takes are
    /// shared out between both sides, an odd one to the lower and the right.
    package init?(keepingSizeOf image: Extent, size: Extent, stride: Extent) {
        func zeros(_ side: KeyPath<Extent, Int>) -> Int {
            let steps = (image[keyPath: side] - 1) / stride[keyPath: side]
            let needed = steps * stride[keyPath: side] + size[keyPath: side]
            return max(needed - image[keyPath: side], 0)
        }
        let (rows, columns) = (zeros(\.height), zeros(\.width))
        self.init(
            image: image, size: size, stride: stride, before: Extent(rows / 2, columns / 2),
            after: Extent(rows - rows / 2, columns - columns / 2))
    }

    /// Numbers in one plane of the image.
    package var imageCount: Int { image.height * image.width }
    /// Numbers in one plane of the output.
    package var outputCount: Int { output.height * output.width }
    /// Numbers in one window.
    package var sizeCount: Int { size.height * size.width }

    /// Calls `body` with the places, in their planes, of every output number, window number and
    /// image number that meet.
    func forEachTap(_ body: (_ output: Int, _ tap: Int, _ image: Int) -> Void) {
        for place in 0..<outputCount {
            let top = place / output.width * stride.height - before.height
            let left = place % output.width * stride.width - before.width
            for tap in 0..<sizeCount {
                let (row, column) = (top + tap / size.width, left + tap % size.width)
                guard row >= 0, row < image.height, column >= 0, column < image.width else {
                    continue
                }
                body(place, tap, row * image.width + column)
            }
        }
    }
}
