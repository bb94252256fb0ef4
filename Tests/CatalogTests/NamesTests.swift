import Foundation
import OnwardCatalog
import OnwardData
import OnwardLayers
import OnwardObjectives
import OnwardOptimizers
import OnwardPictures
import OnwardSettings
import Testing

/// Every table of the catalog: its kind, its names, and how one is looked up.
private let tables: [(kind: String, names: [String], find: @Sendable (String) throws -> String)] = [
    ("layer", Catalog.standard.layers.map { $0.name }, { try Catalog.standard.layer($0).name }),
    (
        "objective", Catalog.standard.objectives.map { $0.name },
        { try Catalog.standard.objective($0).name }
    ),
    (
        "optimizer", Catalog.standard.optimizers.map { $0.name },
        { try Catalog.standard.optimizer($0).name }
    ),
    (
        "training schedule", Catalog.standard.schedules.map { $0.name },
        { try Catalog.standard.schedule($0).name }
    ),
    (
        "data set", Catalog.withPictures.dataSources.map { $0.name },
        { try Catalog.withPictures.dataSource($0).name }
    ),
    (
        "augmentation", Catalog.standard.augmentations.map { $0.name },
        { try Catalog.standard.augmentation($0).name }
    ),
    (
        "algorithm", Catalog.standard.algorithms.map { $0.name },
        { try Catalog.standard.algorithm($0).name }
    ),
]

@Test("Every name of the catalog is the only one of its kind, lowercase, and found")
func findsNames() throws {
    for (kind, names, find) in tables {
        #expect(Set(names).count == names.count, "\(kind)")
        for name in names {
            #expect(try find(name) == name)
            #expect(name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, "\(kind) \(name)")
        }
    }
}

@Test("Every algorithm is found by its short form too, and none has another's")
func findsShortForms() throws {
    let forms = Catalog.standard.algorithms.flatMap { [$0.name, $0.shortName] }
    #expect(Set(forms).count == forms.count)
    for algorithm in Catalog.standard.algorithms {
        #expect(try Catalog.standard.algorithm(algorithm.shortName).name == algorithm.name)
    }
}

@Test("An unknown name is refused with the nearest known one, in every table")
func namesNearest() throws {
    for (kind, names, find) in tables {
        let typed = "\(names[0])x"
        let error = #expect(throws: UnknownNameError.self) { try find(typed) }
        #expect(
            error?.description.hasPrefix(
                "unknown \(kind) \(typed); did you mean \(names[0])? Known: \(names[0])") == true)
    }
    #expect(throws: UnknownNameError.self) { try Catalog.standard.layer("") }
}

@Test(
    "The nearest name is the one with the fewest letters to change, or none",
    arguments: [
        ("adm", "adam"), ("ADAM", "adam"), ("adamv", "adam"), ("sdg", "sgd"), ("dense", nil),
    ] as [(String, String?)])
func findsNearest(typed: String, expected: String?) {
    #expect(Names.nearest(to: typed, among: ["sgd", "adam", "adamw"]) == expected)
    #expect(Names.nearest(to: typed, among: []) == nil)
}

@Test("What the catalog names comes back from JSON as it was")
func returnsFromJSON() throws {
    func roundTrip<Value: Codable & Equatable>(_ value: Value) throws {
        #expect(try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value)
    }
    func layers<Subject: CatalogLayer>(_: Subject.Type) throws {
        for (layer, _) in Subject.examples { try roundTrip(layer) }
    }
    func objective<Subject: Objective>(_ type: Subject.Type) throws { try roundTrip(type.init()) }
    func optimizer<Subject: Optimizer>(_ type: Subject.Type) throws { try roundTrip(type.example) }
    for type in Catalog.standard.layers { try layers(type) }
    for type in Catalog.standard.objectives { try objective(type) }
    for type in Catalog.standard.optimizers { try optimizer(type) }
}
