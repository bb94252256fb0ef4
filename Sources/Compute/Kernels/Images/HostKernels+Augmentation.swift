import Foundation

extension HostKernels {
    package func shiftImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource
    ) {
        forEachImage(of: images, shape, order) { sample, planes, height, width in
            guard let start = planes.baseAddress else { return }
            let (down, right) = distances(of: random[sample], within: pixels)
            for plane in 0..<planes.count / (height * width) {
                shift(
                    start + plane * height * width, height: height, width: width, down: down,
                    right: right)
            }
        }
    }

    package func mirrorImages(_ images: Matrix, shape: Shape, order: Matrix, random: RandomSource) {
        forEachImage(of: images, shape, order) { sample, planes, height, width in
            guard random[sample].word(at: 0) & 1 == 1 else { return }
            for row in 0..<planes.count / width {
                let line = UnsafeMutableBufferPointer(
                    rebasing: planes[row * width..<(row + 1) * width])
                for column in 0..<width / 2 { line.swapAt(column, width - 1 - column) }
            }
        }
    }

    package func cropImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource
    ) {
        shiftImages(images, shape: shape, by: pixels, order: order, random: random)
        forEachImage(of: images, shape, order) { sample, planes, height, width in
            let (down, right) = distances(of: random[sample], within: pixels)
            for plane in 0..<planes.count / (height * width) {
                let start = plane * height * width
                // What comes in lies on the other side of the line where the image begins.
                let rowAxis = down > 0 ? 2 * down : 2 * (height - 1 + down)
                let columnAxis = right > 0 ? 2 * right : 2 * (width - 1 + right)
                for column in right > 0 ? 0..<right : width + right..<width {
                    for row in 0..<height {
                        let line = start + row * width
                        planes[line + column] = planes[line + columnAxis - column]
                    }
                }
                for row in down > 0 ? 0..<down : height + down..<height {
                    for column in 0..<width {
                        planes[start + row * width + column] =
                            planes[start + (rowAxis - row) * width + column]
                    }
                }
            }
        }
    }

    package func turnImages(
        _ images: Matrix, shape: Shape, by degrees: Int, order: Matrix, random: RandomSource
    ) {
        let (height, width) = shape.imageSize
        withUnsafeTemporaryAllocation(of: Float.self, capacity: height * width) { room in
            forEachImage(of: images, shape, order) { sample, planes, height, width in
                let turn = (2 * random[sample].uniform(at: 0) - 1) * Float(degrees)
                let angle = turn / 180 * .pi
                for plane in 0..<planes.count / room.count {
                    let target = UnsafeMutableBufferPointer(
                        rebasing: planes[plane * room.count..<(plane + 1) * room.count])
                    _ = room.update(from: target)
                    resample(room, into: target, height, width, sin(angle), cos(angle))
                }
            }
        }
    }

    package func cutImages(
        _ images: Matrix, shape: Shape, side: Int, order: Matrix, random: RandomSource
    ) {
        forEachImage(of: images, shape, order) { sample, planes, height, width in
            let top = random[sample].integer(below: height, at: 0) - side / 2
            let left = random[sample].integer(below: width, at: 1) - side / 2
            for plane in 0..<planes.count / (height * width) {
                for row in max(top, 0)..<min(top + side, height) {
                    for column in max(left, 0)..<min(left + side, width) {
                        planes[(plane * height + row) * width + column] = 0
                    }
                }
            }
        }
    }

    /// Runs `body` for each image: its sample's number and its planes of height × width.
    private func forEachImage(
        of images: Matrix, _ shape: Shape, _ order: Matrix,
        _ body: (Int, UnsafeMutableBufferPointer<Float>, Int, Int) -> Void
    ) {
        let (height, width) = shape.imageSize
        let (sample, x) = (order.pointer(to: Int32.self), images.pointer(to: Float.self))
        for n in 0..<images.rows {
            let image = UnsafeMutableBufferPointer(
                start: x + n * images.columns, count: images.columns)
            body(Int(sample[n]), image, height, width)
        }
    }
}

/// Rows are taken in the order that reads each one before it is overwritten.
private func shift(
    _ plane: UnsafeMutablePointer<Float>, height: Int, width: Int, down: Int, right: Int
) {
    let (kept, blank) = (width - abs(right), abs(right))
    for step in 0..<height {
        let row = down > 0 ? height - 1 - step : step
        let target = plane + row * width
        guard (0..<height).contains(row - down) else {
            target.update(repeating: 0, count: width)
            continue
        }
        let source = plane + (row - down) * width
        (target + max(right, 0)).update(from: source + max(-right, 0), count: kept)
        (target + (right > 0 ? 0 : kept)).update(repeating: 0, count: blank)
    }
}

/// How far a sample's image is moved, from −pixels…pixels either way.
private func distances(
    of random: RandomSource, within pixels: Int
) -> (down: Int, right: Int) {
    (
        random.integer(below: 2 * pixels + 1, at: 0) - pixels,
        random.integer(below: 2 * pixels + 1, at: 1) - pixels
    )
}

private func resample(
    _ source: UnsafeMutableBufferPointer<Float>,
    into target: UnsafeMutableBufferPointer<Float>, _ height: Int, _ width: Int, _ sine: Float,
    _ cosine: Float
) {
    func pixel(_ row: Int, _ column: Int) -> Float {
        row >= 0 && row < height && column >= 0 && column < width
            ? source[row * width + column] : 0
    }
    let (middleRow, middleColumn) = (Float(height - 1) / 2, Float(width - 1) / 2)
    for row in 0..<height {
        for column in 0..<width {
            let (down, right) = (Float(row) - middleRow, Float(column) - middleColumn)
            let y = middleRow + cosine * down - sine * right
            let x = middleColumn + sine * down + cosine * right
            let (top, left) = (y.rounded(.down), x.rounded(.down))
            let (below, beside) = (y - top, x - left)
            let (t, l) = (Int(top), Int(left))
            target[row * width + column] =
                (1 - below) * ((1 - beside) * pixel(t, l) + beside * pixel(t, l + 1))
                + below * ((1 - beside) * pixel(t + 1, l) + beside * pixel(t + 1, l + 1))
        }
    }
}
