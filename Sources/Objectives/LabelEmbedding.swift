import Foundation
import OnwardCompute
import OnwardSettings

/// Where in a sample its label is written.
public struct LabelEmbedding: Configurable, Codable, Hashable {
    /// Which numbers of a sample hold the label.
    public enum Form: String, Sendable, Codable, Hashable, CaseIterable {
        /// As suits the samples and the lowest block: planes where it sees an image's positions,
        /// over the first numbers of other images, appended to everything else.
        case automatic = "auto"
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
    /// What is written for the label's class; nil for the share that suits the form.
    package var strength: LabelStrength?

    package init(_ form: Form, strength: LabelStrength?) {
        self.form = form
        self.strength = strength
    }

    /// Writes labels in this form, as loud in every sample, whatever its numbers are measured in.
    ///
    /// - Parameter share: of the sum of squares of the sample and its label, what is the label's;
    ///   between 0 and 1. Nil for what suits the form: in planes, which every position sees, 3 % over
    ///   the sample's own planes, so that a label is as loud beside each of them however many they are;
    ///   10 % elsewhere.
    public init(_ form: Form, share: Double? = nil) {
        self.init(form, strength: share.map(LabelStrength.share))
    }

    /// Writes the same number into every sample, as Hinton's paper does.
    ///
    /// - Parameter strength: what is written for the label's class, above 0; nil for the sample's
    ///   largest number.
    public init(_ form: Form, strength: Float?) {
        self.init(form, strength: strength.map(LabelStrength.number) ?? .largest)
    }

    public init() { self.init(.automatic) }

    public static let settingsGroup = "Objective"
    public static let settings: [Setting<LabelEmbedding>] = [
        Setting(
            "label-embedding", \.form, .choice, was: [Version(0, 2, 0): "overlay"],
            """
            Where labels are written; auto is in planes where the lowest block sees an image's \
            positions, over the first numbers of other images, and appended to everything else.
            """),
        Setting(
            "label-strength", \.strength, strengthForm, was: [Version(0, 2, 0): "1"],
            """
            What a label is written as: its share of the squares that the lowest block sees, such \
            as 10%, a number, or the image's largest (maximum); auto is 10%, or in planes, which every \
            position sees, 3% divided by the image's channels.
            """),
    ]

    /// With the form that suits such samples, and the strength that suits the form, where they were
    /// left open.
    ///
    /// - Parameter seesPositions: whether the lowest layer with weights takes an image as positions
    ///   beside one another, rather than as one row of numbers.
    func settled(for input: Shape, seesPositions: Bool) -> LabelEmbedding {
        var settled = self
        if form == .automatic {
            let isImage = input.dimensions.count == 3
            settled.form = isImage ? seesPositions ? .planes : .overlay : .append
        }
        settled.strength = strength ?? settled.suitableStrength(for: input)
        return settled
    }

    private func suitableStrength(for input: Shape) -> LabelStrength {
        .share(form == .planes ? 0.03 / Double(input.dimensions[0]) : 0.1)
    }

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
        case .none, .automatic: return input
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
            classes: form == .none || form == .automatic ? 0 : classes,
            strength: strength ?? suitableStrength(for: input), neutral: LabelEmbedding.neutral)
    }
}

extension LabelEmbedding {
    private enum Key: CodingKey { case form, strength, share, suitable }

    /// As version 0.1.0 wrote it: without a strength for the sample's largest number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let share = try container.decodeIfPresent(Double.self, forKey: .share)
        let number = try container.decodeIfPresent(Float.self, forKey: .strength)
        let isSuitable = try container.decodeIfPresent(Bool.self, forKey: .suitable) ?? false
        self.init(
            try container.decode(Form.self, forKey: .form),
            strength: share.map { .share($0) } ?? number.map { .number($0) }
                ?? (isSuitable ? nil : .largest))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(form, forKey: .form)
        switch strength {
        case .number(let number): try container.encode(number, forKey: .strength)
        case .largest: break
        case nil: try container.encode(true, forKey: .suitable)
        case .share(let share): try container.encode(share, forKey: .share)
        }
    }
}

extension LabelEmbedding {
    private static let strengthForm = SettingForm<LabelStrength?>(
        .text(
            expected:
                "a share above 0 and below 100 such as 10%, a number above 0, maximum or auto",
            words: ["auto", "10%", "maximum"]),
        read: { $0 == "auto" ? .some(nil) : LabelEmbedding.strength($0).map(Optional.some) },
        write: { strength in
            switch strength {
            case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
            case .largest: "maximum"
            case nil: "auto"
            case .share(let share): percent(share) + "%"
            }
        })

    private static func strength(_ text: String) -> LabelStrength? {
        if text == "maximum" { return .largest }
        if text.hasSuffix("%") {
            let share = Double(text.dropLast()).map { $0 / 100 }
            return share.flatMap { $0 > 0 && $0 < 1 ? .share($0) : nil }
        }
        return Float(text).flatMap { $0 > 0 && $0.isFinite ? .number($0) : nil }
    }

    /// The shortest text that is read as this share again: 0.07 · 100 is not quite 7.
    private static func percent(_ share: Double) -> String {
        let short = String(format: "%.15g", share * 100)
        return Double(short).map { $0 / 100 } == share ? short : SettingText.of(share * 100)
    }
}
