/// The planes that are pooled, each by itself: one group of `lanes` channels of one image.
package struct PoolingPlanes: Sendable, Hashable {
    /// Groups of channels in all images.
    package let count: Int
    package let windows: Windows
    package let lanes: Int

    /// Calls `body` with the output's and the input's places that meet, in row-major order.
    func forEachTap(_ body: (_ output: Int, _ input: Int) -> Void) {
        for plane in 0..<count {
            windows.forEachTap { output, _, image in
                for lane in 0..<lanes {
                    body(
                        (plane * windows.outputCount + output) * lanes + lane,
                        (plane * windows.imageCount + image) * lanes + lane)
                }
            }
        }
    }
}
