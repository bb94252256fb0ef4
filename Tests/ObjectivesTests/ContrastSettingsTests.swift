import Foundation
import OnwardCompute
import OnwardObjectives
import OnwardSettings
import Testing

@Suite("What recipes can say about contrast")
struct ContrastSettingsTests {
    private func adjusted(
        _ name: String, _ value: String
    ) throws(SettingsError) -> GoodnessContrast {
        var values = SettingValues([name: value])
        // True and false samples in turn make no pairs.
        if name == "pairing" { values["contrast-loss"] = "threshold" }
        let objective = try GoodnessContrast(values)
        try objective.validate()
        return objective
    }

    @Test("Every setting reaches the objective")
    func adjusts() throws {
        #expect(try adjusted("goodness", "mean").goodness == .mean)
        #expect(try adjusted("threshold", "1.5").threshold == .number(1.5))
        #expect(try adjusted("threshold", "width").threshold == .width)
        #expect(try adjusted("contrast-loss", "printed").loss == .printed)
        #expect(try adjusted("contrast-loss", "symmetric").loss == .symmetric(sharpness: 4))
        #expect(try adjusted("contrast-loss", "symmetric:0.5").loss == .symmetric(sharpness: 0.5))
        #expect(
            try adjusted("contrast-loss", "ratio").loss == .ratio(sharpness: 8, smoothing: 0.1))
        #expect(
            try adjusted("contrast-loss", "ratio:2").loss == .ratio(sharpness: 2, smoothing: 0.1))
        #expect(
            try adjusted("contrast-loss", "ratio:2:0").loss == .ratio(sharpness: 2, smoothing: 0))
        #expect(try adjusted("minimize", "true").minimizes)
        #expect(try !adjusted("minimize", "false").minimizes)
        #expect(try adjusted("peer-normalization", "0.03").peerNormalization == 0.03)
        #expect(try adjusted("minimize", "false").peerNormalization == 0)
        #expect(try !adjusted("evidence-blocks", "all").skipsFirstBlock)
        #expect(try adjusted("evidence-blocks", "upper").skipsFirstBlock)
        func shown(_ form: LabelEmbedding, _ negatives: Negatives = .wrongLabel) -> Presentation {
            .contrast(form, negatives: negatives, pairing: .paired)
        }
        #expect(
            try adjusted("label-embedding", "append").presentation
                == shown(LabelEmbedding(.append)))
        #expect(
            try adjusted("label-strength", "0.5").presentation
                == shown(LabelEmbedding(.automatic, strength: .number(0.5))))
        #expect(
            try adjusted("label-strength", "maximum").presentation
                == shown(LabelEmbedding(.automatic, strength: .largest)))
        #expect(
            try adjusted("label-strength", "auto").presentation == shown(LabelEmbedding(.automatic))
        )
        #expect(
            try adjusted("label-strength", "25%").presentation
                == shown(LabelEmbedding(.automatic, strength: .share(0.25))))
        for negatives in Negatives.allCases {
            #expect(
                try adjusted("negatives", negatives.rawValue).presentation
                    == shown(LabelEmbedding(.automatic), negatives))
        }
        #expect(
            try adjusted("pairing", "separate").presentation
                == .contrast(
                    LabelEmbedding(.automatic), negatives: .wrongLabel, pairing: .separate))
    }

    @Test("Every whole percentage is written as it is read", arguments: 1..<100)
    func writesShares(percent: Int) throws {
        let objective = try adjusted("label-strength", "\(percent)%")
        #expect(objective.values["label-strength"] == "\(percent)%")
        #expect(try GoodnessContrast(objective.values) == objective)
    }

    @Test("A share of a third comes back as it was")
    func keepsShares() throws {
        let objective = GoodnessContrast(
            .mean,
            presentation: .contrast(
                LabelEmbedding(.append, share: 1.0 / 3), negatives: .wrongLabel, pairing: .paired))
        #expect(try GoodnessContrast(objective.values).values == objective.values)
    }

    @Test(
        "A value that is not known is refused by its setting's name",
        arguments: [
            ("goodness", "median"), ("threshold", "high"), ("threshold", "nan"),
            ("contrast-loss", "hinge"), ("contrast-loss", "symmetric:"),
            ("contrast-loss", "ratio:8:0.5"), ("contrast-loss", "ratio:8:0.1:1"),
            ("contrast-loss", "threshold:1"), ("label-strength", "0%"), ("label-strength", "100%"),
            ("contrast-loss", "symmetric:-1"), ("minimize", "yes"), ("evidence-blocks", "some"),
            ("label-embedding", "corner"), ("label-strength", "0"), ("label-strength", "-1"),
            ("negatives", "wrong"), ("pairing", "loose"), ("peer-normalization", "-0.1"),
            ("peer-normalization", "strong"),
        ])
    func refuses(name: String, value: String) {
        let error = #expect(throws: SettingsError.self) { try adjusted(name, value) }
        let words = error?.description ?? ""
        #expect(words.contains(name) || words.contains("sharpness"), "\(words)")
    }

    @Test("The symmetric loss needs pairs, and contrast needs a contrast")
    func refusesCombinations() {
        let separate = Presentation.contrast(
            LabelEmbedding(.overlay), negatives: .wrongLabel, pairing: .separate)
        let unpaired = GoodnessContrast(
            .sum, loss: .symmetric(sharpness: 1), presentation: separate)
        let plain = GoodnessContrast(.sum, presentation: .plain)
        for objective in [unpaired, plain] {
            #expect(throws: SettingsError.self) { try objective.validate() }
        }
    }

    @Test("Made again from all its settings it is the same")
    func returns() throws {
        let objective = GoodnessContrast(
            .mean, threshold: .number(0.1 + 0.2), loss: .symmetric(sharpness: 0.3), minimizes: true,
            skipsFirstBlock: false, peerNormalization: 0.03,
            presentation: .contrast(
                LabelEmbedding(.planes, strength: .number(0.3)), negatives: .rotation,
                pairing: .paired))
        #expect(try GoodnessContrast(objective.values) == objective)
        #expect(try GoodnessContrast(GoodnessContrast().values) == GoodnessContrast())
    }

    @Test(
        "A file keeps how loud labels are",
        arguments: [nil, .largest, .number(0.3), .share(0.25)] as [LabelStrength?])
    func keepsStrength(strength: LabelStrength?) throws {
        let embedding = LabelEmbedding(.planes, strength: strength)
        let file = try JSONEncoder().encode(embedding)
        #expect(try JSONDecoder().decode(LabelEmbedding.self, from: file) == embedding)
    }

    @Test("Samples with their labels have the form that the embedding makes of them")
    func shapes() throws {
        let image = Shape(2, 3, 4)
        #expect(try LabelEmbedding(.overlay).shape(of: image, classes: 10) == image)
        #expect(try LabelEmbedding(.append).shape(of: image, classes: 10) == Shape(34))
        #expect(try LabelEmbedding(.planes).shape(of: image, classes: 10) == Shape(12, 3, 4))
        #expect(throws: SettingsError.self) {
            try LabelEmbedding(.overlay).shape(of: Shape(9), classes: 10)
        }
        #expect(throws: SettingsError.self) {
            try LabelEmbedding(.planes).shape(of: Shape(24), classes: 10)
        }
    }
}
