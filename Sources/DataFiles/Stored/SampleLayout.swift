import OnwardCompute
import OnwardData
import OnwardSettings

/// What the sizes of a stored sample mean: one sample's form, and whether its channels change fastest.
struct SampleLayout: Equatable {
    let shape: Shape
    let hasChannelsLast: Bool

    private init(_ shape: Shape, hasChannelsLast: Bool = false) {
        self.shape = shape
        self.hasChannelsLast = hasChannelsLast
    }

    /// - Parameter sizes: of one sample: [numbers], [height, width], [height, width, channels] or
    ///   [channels, height, width], where 1 or 3 are channels; nil where they are none of these.
    init?(_ sizes: [Int]) {
        switch sizes.count {
        case 1: self.init(Shape(sizes[0]))
        case 2: self.init(Shape(1, sizes[0], sizes[1]))
        case 3 where [1, 3].contains(sizes[2]):
            self.init(Shape(sizes[2], sizes[0], sizes[1]), hasChannelsLast: true)
        case 3 where [1, 3].contains(sizes[0]): self.init(Shape(sizes))
        default: return nil
        }
    }

    /// - Throws: `FileError` where the sizes have no meaning.
    init(of array: NPYArray) throws(FileError) {
        let sizes = array.header.sizes
        if let layout = SampleLayout(Array(sizes.dropFirst())) {
            self = layout
            return
        }
        throw FileError(
            .inconsistent, at: array.place,
            expected: "samples of [numbers], [height, width], or images of 1 or 3 channels",
            got: "\(sizes.count > 1 ? "\(sizes.dropFirst())" : "single numbers")",
            remedy: "reshape the array")
    }

    /// The form of grey images.
    static func gray(height: Int, width: Int) -> SampleLayout {
        SampleLayout(Shape(1, height, width))
    }

    /// Brings pixels whose channels lie side by side into planes, row by row.
    func separate(_ numbers: Matrix) {
        let channels = shape.dimensions[0]
        guard hasChannelsLast, channels > 1 else { return }
        func separated<Value>(_ row: [Value]) -> [Value] {
            (0..<channels).flatMap { channel in
                stride(from: channel, to: row.count, by: channels).map { row[$0] }
            }
        }
        for index in 0..<numbers.rows {
            let row = numbers.rows(index..<index + 1)
            if numbers.elementType == .uint8 {
                row.assign(separated(row.values(as: UInt8.self)))
            } else {
                row.assign(separated(row.values(as: Float.self)))
            }
        }
    }
}
