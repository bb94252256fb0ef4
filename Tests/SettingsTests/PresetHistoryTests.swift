import OnwardCatalog
import OnwardPictures
import OnwardRecipes
import OnwardSettings
import Testing

@Suite("What an algorithm presets")
struct PresetHistoryTests {
    private static let catalog = {
        var catalog = Catalog.withPictures
        catalog.algorithms.append(
            Algorithm(
                name: "louder-forward", shortName: "lf", source: "this test",
                presets: [
                    "objective": "goodness-contrast",
                    "label-strength": Preset("4", was: [Version(0, 2, 0): nil]),
                    "optimizer": Preset("adamw", was: [Version(0, 2, 0): "sgd"]),
                ]))
        return catalog
    }()

    private func values(_ more: SettingValues, in version: Version) throws -> SettingValues {
        var given: SettingValues = ["algorithm": "lf"]
        given.version = version
        return try Recipe(given.overridden(by: more), catalog: PresetHistoryTests.catalog).values
    }

    @Test("An earlier file keeps what was preset then, a new one has today's")
    func keepsEarlier() throws {
        let (before, now) = (try values([:], in: .first), try values([:], in: .current))
        #expect(before["label-strength"] == "1" && now["label-strength"] == "4")
        #expect(before["optimizer"] == "sgd" && now["optimizer"] == "adamw")
        #expect(before["lr"] == "0.1" && now["lr"] == "0.001")
    }

    @Test("What is given counts more than what is preset")
    func yields() throws {
        let given = try values(["label-strength": "2", "optimizer": "adam"], in: .current)
        #expect(given["label-strength"] == "2" && given["optimizer"] == "adam")
    }

    @Test("Every preset of the catalog is a setting that can be it, in every version")
    func holdsCatalog() throws {
        for algorithm in Catalog.withPictures.algorithms {
            for version in [Version.first, .current] {
                let values = try Recipe(
                    SettingValues(["algorithm": algorithm.name], version: version)
                ).values
                let presets = algorithm.values(in: version)
                for key in presets.keys { #expect(values[key] == presets[key], "\(key)") }
            }
        }
    }
}
