import OnwardCompute
import OnwardSettings

/// Where in a sample its label is written.
public struct LabelEmbedding: Configurable, Codable, Hashable {
    /// Which numbers of a sample hold the label.
    public enum Form: String, Sendable, Codable, Hashable, CaseIterable {
        /// Over the first numbers, one per class (Hinton).
        case overlay
        /// In a plane of its own for each class, seen by a convolution at every position.
        case planes
        /// In numbers behind the sample's, where its first ones are real features.
        case append
        /// Nowhere: blocks learn without labels, and a reader tells the classes.
        case none
    }

    package var form: Form
    /// What is written for the label's class; nil for the image's largest number.
    package var strength: Float?

    /// Writes labels in this form.
    ///
    /// - Parameter strength: what is written for the label's class; nil for the sample's largest.
    public init(_ form: Form, strength: Float? = 1) {
        self.form = form
        self.strength = strength
    }

    public init() { self.init(.overlay) }

    public static let settingsGroup = "Objective"
    public static let settings: [Setting<LabelEmbedding>] = [
        Setting("label-embedding", \.form, .choice, "Where labels are written."),
        Setting(
            "label-strength", \.strength, SettingForm<Float>.number(.above(0)).or("maximum"),
            "What a label is written as: a number, or the image's largest."),
    ]

    /// What is written for every class where no label is given (Hinton's one-pass mode).
    package static let neutral: Float = 0.1

    /// The form of a sample with its label.
    package func shape(of input: Shape, classes: Int) throws(SettingsError) -> Shape {
        switch form {
        case .overlay:
            try SettingsError.require(
                input.count >= classes, "label embedding overlay",
                "used on samples of at least \(classes) numbers, one per class (or use append)",
                got: input)
            return input
        case .none: return input
        case .append: return Shape(input.count + classes)
        case .planes:
            try SettingsError.require(
                input.dimensions.count == 3, "label embedding planes",
                "used on images [channels, height, width]", got: input)
            let sizes = input.dimensions
            return Shape(sizes[0] + classes, sizes[1], sizes[2])
        }
    }

    /// Where the classes stand in a sample of this form.
    package func place(in input: Shape, classes: Int) -> LabelPlace {
        let plane = input.dimensions.count == 3 ? input.count / input.dimensions[0] : 1
        return LabelPlace(
            offset: form == .overlay ? 0 : input.count, run: form == .planes ? plane : 1,
            classes: form == .none ? 0 : classes, strength: strength,
            neutral: LabelEmbedding.neutral)
    }
}
