import Foundation
import OnwardCatalog
import OnwardPictures
import OnwardRecipes
import OnwardSettings
import Testing

@testable import SettingsWriter

@Suite("A setting that is declared in one place")
struct AddedSettingTests {
    private static let catalog = {
        var catalog = Catalog.withPictures
        catalog.objectives.append(ShiftedContrast.self)
        return catalog
    }()
    private let chosen: SettingValues = ["objective": "shifted-contrast"]

    private func recipe(_ more: SettingValues, version: Version = .current) throws -> Recipe {
        var values = chosen.overridden(by: more)
        values.version = version
        return try Recipe(values, catalog: AddedSettingTests.catalog)
    }

    private func error(_ more: SettingValues) -> SettingsError? {
        #expect(throws: SettingsError.self) { try recipe(more) }
    }

    @Test("It is a recipe's key and reaches its owner")
    func isKey() throws {
        let recipe = try recipe(["evidence-shift": "0.75"])
        #expect((recipe.objective as? ShiftedContrast)?.shift == 0.75)
        #expect(recipe.values["evidence-shift"] == "0.75")
        #expect(try recipe.yaml.contains("\nevidence-shift: 0.75\n"))
    }

    @Test("It is a flag with help and completion, and a line of the documentation")
    func isFlag() throws {
        let contents = SettingsWriter.contents(AddedSettingTests.catalog)
        let flags = try #require(contents["Sources/Terminal/Flags/ObjectiveFlags.swift"])
        #expect(flags.contains("var evidenceShift: String?"))
        #expect(flags.contains("\"evidence-shift\": evidenceShift,"))
        #expect(flags.contains("Of shifted-contrast: how far evidence is shifted. Default: 0.25."))
        #expect(flags.contains("\"shifted-contrast\","), "its owner is a value to complete")
        let page = try #require(contents["Documentation/Settings.md"])
        #expect(
            page.contains(
                """
                | `evidence-shift` | a number of at least 0 and below 1 | 0.25; before 0.2.0: 0.5 | \
                Of shifted-contrast. How far evidence is shifted. |
                """))
        let standard = SettingsWriter.contents(.withPictures)
        #expect(standard.values.allSatisfy { !$0.contains("evidence-shift") })
    }

    @Test("Out of its range, misspelt or another's it is an error that names it")
    func isChecked() {
        #expect(
            error(["evidence-shift": "1"])?.description
                == "evidence-shift must be a number of at least 0 and below 1, not 1")
        let misspelt = error(["evidence-shft": "0.5"])
        #expect(misspelt?.setting == "evidence-shft")
        #expect(misspelt?.remedy == "did you mean evidence-shift?")
        let other = error(["objective": "cross-entropy", "evidence-shift": "0.5"])
        #expect(other?.setting == "evidence-shift")
        #expect(other?.expected.contains("belongs to shifted-contrast") == true)
    }

    @Test("Where it is missing it is the default of the version that wrote the file")
    func hasHistory() throws {
        #expect(try recipe([:]).values["evidence-shift"] == "0.25")
        #expect(try recipe([:], version: .first).values["evidence-shift"] == "0.5")
    }

    @Test("It can be searched for")
    func isSearched() throws {
        #expect(try recipe([:]).usualSearch.contains { $0 == ("evidence-shift", "0.1..0.9") })
    }
}
