import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// Arrays as samples: which sizes mean what, and in which order the numbers are wanted.
enum ArraySamples {
    /// One sample's form, and whether its channels change fastest in the file.
    struct Layout: Equatable {
        let shape: Shape
        let hasChannelsLast: Bool
    }

    /// - Parameter sizes: of one sample: [numbers], [height, width], [height, width, channels] or
    ///   [channels, height, width], where 1 or 3 are channels.
    /// - Returns: nil where they are none of these.
    static func layout(_ sizes: [Int]) -> Layout? {
        switch sizes.count {
        case 1: return Layout(shape: Shape(sizes[0]), hasChannelsLast: false)
        case 2: return Layout(shape: Shape(1, sizes[0], sizes[1]), hasChannelsLast: false)
        case 3 where [1, 3].contains(sizes[2]):
            return Layout(shape: Shape(sizes[2], sizes[0], sizes[1]), hasChannelsLast: true)
        case 3 where [1, 3].contains(sizes[0]):
            return Layout(shape: Shape(sizes), hasChannelsLast: false)
        default: return nil
        }
    }

    /// - Throws: `FileError` where the sizes have no meaning.
    static func layout(of array: NPYArray, at place: URL) throws(FileError) -> Layout {
        let sizes = array.header.sizes
        if let layout = layout(Array(sizes.dropFirst())) { return layout }
        throw FileError(
            .inconsistent, at: place,
            expected: "samples of [numbers], [height, width], or images of 1 or 3 channels",
            got: "\(sizes.count > 1 ? "\(sizes.dropFirst())" : "single numbers")",
            remedy: "reshape the array")
    }

    /// Reads an array of samples, plane by plane; bytes mean 0…1, other numbers mean themselves.
    ///
    /// - Parameters:
    ///   - labels: one for each sample; all 0 where nil.
    ///   - isSingle: whether the whole array is one sample.
    static func read(
        _ array: NPYArray, _ layout: Layout, labels: [Int32]? = nil, isSingle: Bool = false
    ) throws(FileError) -> Samples {
        var array = array
        let numbers = try array.matrix(rows: isSingle ? 1 : nil)
        if layout.hasChannelsLast && layout.shape.dimensions[0] > 1 {
            separate(numbers, channels: layout.shape.dimensions[0])
        }
        let labels = labels ?? [Int32](repeating: 0, count: numbers.rows)
        return Samples(
            dense: numbers, scale: numbers.elementType == .uint8 ? 1 / 255 : 1,
            labels: Matrix(labels, columns: 1), shape: layout.shape)
    }

    /// Brings pixels whose channels lie side by side into planes, row by row.
    private static func separate(_ numbers: Matrix, channels: Int) {
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
