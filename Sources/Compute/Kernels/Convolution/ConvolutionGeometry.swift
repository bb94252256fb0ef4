/// Where the numbers of a convolution lie that meet: those of the source's and the target's images,
/// and between them the windows.
package struct ConvolutionGeometry: Sendable, Hashable {
    package let images: Int
    package let source, target: ImagePlaces
    package let windows: Windows

    var lanes: ConvolutionLanes { ConvolutionLanes(input: source.lanes, output: target.lanes) }

    /// Multiplications and additions, as the formula has them.
    var operations: Double {
        let kernel = source.channels * windows.sizeCount
        return 2 * Double(kernel * images * target.channels * windows.outputCount)
    }

    /// Calls `body` with the source's, kernel's and target's places that meet.
    func forEachTap(_ body: (_ source: Int, _ kernel: Int, _ target: Int) -> Void) {
        for n in 0..<images {
            for o in 0..<target.channels {
                for i in 0..<source.channels {
                    let kernel = (o * source.channels + i) * windows.sizeCount
                    windows.forEachTap { output, tap, image in
                        body(source.place(n, i, image), kernel + tap, target.place(n, o, output))
                    }
                }
            }
        }
    }
}
