import OnwardCompute
import OnwardSettings

/// Changes training images anew each time they are shown, in a way that keeps their class.
///
/// What becomes of an image depends on the seed, the epoch and the image alone, so a resumed run
/// meets the same ones. Samples that are tested with are never changed.
///
/// A new augmentation is one file that conforms to this protocol and one line in the catalog.
public protocol Augmentation: Sendable, Hashable, CustomStringConvertible {
    /// The name in recipes, `shift`.
    static var name: String { get }

    /// Made from what a recipe says behind the name and a colon; nil where it says nothing.
    init(notation: String?) throws(SettingsError)

    /// As recipes write it, `shift:2`.
    var description: String { get }

    /// Throws where a setting is out of its range, or where samples of this form cannot be changed
    /// so.
    func validate(for shape: Shape) throws(SettingsError)

    /// Changes a batch of images where they lie; allocates nothing.
    ///
    /// - Parameters:
    ///   - order: the samples' numbers [N, 1] of int32, which draws are keyed by.
    ///   - random: of one epoch; sample s draws from `random[s]`.
    /// - Shapes: `images` [N, shape.count].
    func change(
        _ images: Matrix, shape: Shape, order: Matrix, random: RandomSource, on engine: Engine)
}

extension Augmentation {
    /// The number above 0 that a recipe gives behind the name.
    ///
    /// - Parameter meaning: what it is, such as `the most pixels to move by`.
    static func number(
        in notation: String?, _ meaning: String, example: Int
    ) throws(SettingsError) -> Int {
        guard let number = notation.flatMap({ Int($0) }), number > 0 else {
            throw SettingsError(
                "augment: \(name)", expected: "given with \(meaning), such as \(name):\(example)",
                got: notation ?? "alone")
        }
        return number
    }

    /// The shorter side of the images.
    func shorterSide(of shape: Shape) throws(SettingsError) -> Int {
        try SettingsError.require(
            shape.dimensions.count == 3, "what is augmented by \(self)",
            "images [channels, height, width]", got: shape)
        return min(shape.dimensions[1], shape.dimensions[2])
    }
}
