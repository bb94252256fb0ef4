/// The square patches that images [channels, height, width] are cut into.
package struct Patches: Sendable, Hashable {
    package let channels, height, width, size: Int

    /// - Parameter image: one whose sides are multiples of `size`.
    init(of image: Shape, size: Int) {
        let sizes = image.dimensions
        precondition(
            sizes.count == 3 && sizes[1] % size == 0 && sizes[2] % size == 0,
            "\(image) cannot be cut into patches of \(size) × \(size)")
        (channels, height, width, self.size) = (sizes[0], sizes[1], sizes[2], size)
    }

    /// Numbers in one image.
    var count: Int { channels * height * width }
}
