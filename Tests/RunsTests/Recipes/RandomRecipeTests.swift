import OnwardCompute
import OnwardRecipes
import OnwardSettings
import Testing

@testable import OnwardRuns

@Suite("Recipes that nobody would write")
struct RandomRecipeTests {
    /// Values that are right for some setting, beside those that are right for none.
    private static let words = [
        "", "x", "-", "none", "true", "false", "auto", "nan", "-nan", "inf", "-1", "0", "1", "2",
        "3", "7", "64", "0.5", "1e-30", "1e30", "1e400", "4611686018427387904",
        "9223372036854775807", "99999999999999999999", "[1]", "{a: 1}", "width", "rms", "l2",
    ]
    /// What each setting is likely to take.
    private static let likely: [String: [String]] = [
        "algorithm": ["mf", "ff", "intff", "bp", "fa", "dfa", "mono-forward"],
        "network": [
            "5", "12,8", "(6),(5,4)", "4C(3,3)P(2,2),5", "16777216", "16777216,16777216", "5,,6",
            "2C(3,3)M(2,2)A(2)", "((5)", "16777216C(3,3)", "1C(16777216,1)",
            "5D(0.5),4",
        ],
        "objective": ["cross-entropy", "goodness-contrast"],
        "feedback": ["exact", "random", "direct"],
        "training-schedule": ["simultaneous", "layerwise", "pipelined"],
        "optimizer": ["sgd", "adam", "adamw"], "schedule": ["constant", "cosine", "linear"],
        "normalization": ["rms", "l2", "none"], "goodness": ["mean", "sum"],
        "contrast-loss": ["threshold", "difference"],
        "negatives": ["wrong-label", "hard", "mixed"],
        "label-embedding": ["pixels", "map", "none"],
        "reader": ["upper", "all", "1", "1,2", "9"],
        "augment": ["shift:1", "shift:99", "mirror", "mixup:0.5", "shift:2,mirror"],
        "corrupt": ["quarters", "clean=1", "noise=0.5,clean=0.5"],
        "precision": ["float32", "auto"],
    ]
    private static let numbers = [
        "block-size", "steps-per-block", "rounds", "stages", "threshold", "peer-normalization",
        "label-strength", "dropout", "epochs", "batch-size", "accumulate", "lr", "momentum",
        "weight-decay", "warmup-epochs", "validation", "patience", "seed", "threads",
        "frozen-outputs", "no-such-setting", "minimize", "pairing", "evidence-blocks", "bias",
        "prediction", "test-share", "vocabulary",
    ]

    private static func recipe(_ number: Int) -> [String: String] {
        let random = RandomSource(seed: 16, for: .tuning)[number]
        let keys = likely.keys.sorted() + numbers
        var settings: [String: String] = ["data": "toy"]
        for index in 0..<random.integer(below: 7, at: 0) {
            let draw = random[index + 1]
            let key = keys[draw.integer(below: keys.count, at: 0)]
            let known = likely[key] ?? []
            let values = draw.integer(below: 4, at: 1) > 0 && !known.isEmpty ? known : words
            settings[key] = values[draw.integer(below: values.count, at: 2)]
        }
        return settings
    }

    @Test("Two thousand of them end in a plan, or in an error that says what to do")
    func endsWell() throws {
        let dataset = toyDataset()
        var (plans, errors) = (0, 0)
        for number in 0..<2000 {
            let settings = Self.recipe(number)
            do {
                _ = try TrainingRun.plan(Recipe(SettingValues(settings)), dataset: dataset)
                plans += 1
            } catch {
                errors += 1
                #expect(error is any OnwardError, "\(settings): \(error)")
            }
        }
        #expect(plans > 200 && errors > 200, "\(plans) plans, \(errors) errors")
    }
}
