import Foundation
import OnwardCompute
import OnwardData
import OnwardSettings

/// What the numbers of arrays mean to a network: bytes, or themselves.
///
/// Whole numbers within 0…255 that go beyond small counts are bytes, which mean 0…1, in whatever type they
/// are stored; all others mean themselves. What a network is asked about may come in another scale than
/// what it learned from: where it is plain how, it is brought to the network's, and this is said.
package struct ArrayPreparation: Preparation, Equatable {
    package static let name = "array"

    /// One sample.
    private let sizes: [Int]
    /// What a stored number is multiplied by.
    package let scale: Float
    /// The least and the greatest number of the training samples, as they were stored.
    private let lowest: Float
    private let highest: Float

    private enum CodingKeys: String, CodingKey {
        case sizes = "shape"
        case scale, lowest, highest
    }

    /// Whole numbers up to this are counts, levels or marks rather than bytes.
    private static let greatestCount: Float = 16
    private static let byteScale: Float = 1 / 255

    /// What suits the training samples.
    package init(suiting numbers: ArrayNumbers, of shape: Shape) {
        sizes = shape.dimensions
        (lowest, highest) = (numbers.lowest, numbers.highest)
        scale =
            numbers.fitBytes && highest > ArrayPreparation.greatestCount
            ? ArrayPreparation.byteScale : 1
    }

    package var isOfBytes: Bool { scale != 1 }

    /// What is done to training samples, in words.
    var summary: String {
        isOfBytes ? "bytes, which mean 0…1: divided by 255" : "taken as they are"
    }

    /// Numbers in the scale that the network learned from.
    struct Scaled {
        /// Bytes where they mean 0…1, or else float32.
        let matrix: Matrix
        let scale: Float
        /// What is to be said of it.
        var note: String?
    }

    /// - Throws: `FileError` where it is not plain how they are to be brought to the scale.
    func scaled(_ numbers: ArrayNumbers, at place: String) throws(FileError) -> Scaled {
        let byteScale = ArrayPreparation.byteScale
        guard isOfBytes else {
            if lowest >= 0, highest <= 1, numbers.fitBytes,
                numbers.highest > ArrayPreparation.greatestCount
            {
                return Scaled(
                    matrix: numbers.bytes, scale: byteScale,
                    note: "\(numbers.description) were divided by 255: the model learned from "
                        + "numbers within 0…1")
            }
            return Scaled(matrix: numbers.floats, scale: 1, note: strangeness(of: numbers))
        }
        if numbers.fitBytes, numbers.isOfIntegers || numbers.highest > 1 {
            return Scaled(matrix: numbers.bytes, scale: byteScale)
        }
        guard numbers.lowest >= 0, numbers.highest <= 255 else {
            throw FileError(
                .inconsistent, at: place,
                expected: "bytes, as the model learned from, or shares of them within 0…1",
                got: numbers.description,
                remedy: "bring the array to the scale of its training data")
        }
        let areShares = numbers.highest <= 1
        let note =
            "\(numbers.description) were "
            + (areShares ? "taken for shares of 255" : "divided by 255")
            + ": the model learned from bytes"
        // The bytes themselves, by which a sample is known again.
        if areShares, let bytes = numbers.bytesOfShares {
            return Scaled(matrix: bytes, scale: byteScale, note: note)
        }
        return Scaled(matrix: numbers.floats, scale: areShares ? 1 : byteScale, note: note)
    }

    /// What is to be said where the network is shown pictures, whose numbers are within 0…1.
    package var noteOnPictures: String? {
        isOfBytes || lowest >= 0 && highest <= 1
            ? nil
            : "pictures are numbers within 0…1, where the model learned from \(lowest) to \(highest): "
                + "is the scale the same?"
    }

    /// What is to be said of numbers that are far from those that were learned from.
    private func strangeness(of numbers: ArrayNumbers) -> String? {
        let span = highest - lowest
        let isWide = numbers.highest > highest + span || numbers.lowest < lowest - span
        let isNarrow =
            highest > ArrayPreparation.greatestCount && numbers.lowest >= 0 && numbers.highest <= 1
        return isWide || isNarrow
            ? "\(numbers.description), where the model learned from \(lowest) to \(highest): is the "
                + "scale the same?"
            : nil
    }

    /// What 0.1.0 did: bytes without a sign mean 0…1, all other numbers themselves.
    static func inFirstVersion(_ numbers: ArrayNumbers) -> Scaled {
        let isOfBytes = numbers.matrix.elementType == .uint8
        return Scaled(
            matrix: numbers.matrix, scale: isOfBytes ? byteScale : 1,
            note: !isOfBytes && numbers.fitBytes && numbers.highest > greatestCount
                ? "\(numbers.description) are shown as they are: the model does not say its scale"
                : nil)
    }

    /// Whether a file or folder is of arrays or IDX files, by its name or the names in it.
    package static func reads(_ url: URL) -> Bool {
        IDXFolder.accepts(url) || ArrayData.isArray(url)
    }

    /// Reads an array, an NPZ file or a folder of arrays, an IDX file or a folder of them.
    package func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples {
        try ArrayPreparation.samples(at: url, Shape(sizes), self, classes)
    }

    /// - Parameters:
    ///   - shape: one sample as a network takes it; an array may hold one alone.
    ///   - preparation: nil for what 0.1.0 did.
    package static func samples(
        at url: URL, _ shape: Shape, _ preparation: ArrayPreparation?, _ classes: [String]?
    ) throws(FileError) -> PreparedSamples {
        let known = classes.map { LabelClasses(known: $0) }
        let stored: StoredSamples
        if IDXFolder.accepts(url) {
            stored = try IDXFolder(url).read(.test)
        } else if ArrayData.isArray(url) {
            stored =
                try known == nil ? ArrayData.unlabelled(url, for: shape) : ArrayData.labelled(url)
        } else {
            stored = try IDXFile(url: url, content: "images").samples()
        }
        return try stored.prepared(preparation, known)
    }
}
