import Foundation
import OnwardCatalog
import OnwardLayers
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers
import OnwardPictures
import Testing

private let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")

/// The public types in a folder of Sources that declare themselves to conform to one of these
/// protocols.
private func types(in folder: String, conformingTo protocols: String...) throws -> Set<String> {
    let files = try FileManager.default.contentsOfDirectory(
        at: sources.appendingPathComponent(folder), includingPropertiesForKeys: nil)
    let declaration = /(?:public|package) (?:struct|enum|final class) (\w+)(?:<.*?>)?:([^{]*)\{/
    var names: Set<String> = []
    for file in files where file.pathExtension == "swift" {
        for match in try String(contentsOf: file, encoding: .utf8).matches(of: declaration) {
            let conformances = match.2.split { !$0.isLetter && !$0.isNumber }.map(String.init)
            if !Set(conformances).isDisjoint(with: protocols) { names.insert(String(match.1)) }
        }
    }
    return names
}

private func names(_ types: [Any.Type]) -> Set<String> { Set(types.map { String(describing: $0) }) }

@Test("The catalog has what the folders have, and nothing else")
func holdsFolders() throws {
    #expect(
        try types(in: "Layers", conformingTo: "Layer", "CatalogLayer", "PoolingLayer")
            == names(Catalog.standard.layers))
    #expect(
        try types(in: "Objectives", conformingTo: "Objective") == names(Catalog.standard.objectives)
    )
    #expect(
        try types(in: "Optimizers", conformingTo: "Optimizer", "AdamFamily")
            == names(Catalog.standard.optimizers))
    #expect(
        try types(in: "Learning/Schedules", conformingTo: "Schedule")
            == names(Catalog.standard.schedules))
    let dataSets = try ["Data", "DataSets", "Pictures"].map {
        try types(
            in: $0, conformingTo: "DataSource", "DownloadableSource", "IDXSource", "TableSource",
            "CIFARSource")
    }
    #expect(dataSets.reduce([]) { $0.union($1) } == names(Catalog.withPictures.dataSources))
}

@Test("The catalog has the augmentations of their folder")
func holdsAugmentations() throws {
    #expect(
        try types(in: "Data/Augmentation", conformingTo: "Augmentation")
            == names(Catalog.standard.augmentations))
}

@Test("Every layer, objective, optimizer and schedule has its own file, named as the type")
func hasOwnFile() throws {
    let folders = [
        ("Layers", names(Catalog.standard.layers)),
        ("Objectives", names(Catalog.standard.objectives)),
        ("Optimizers", names(Catalog.standard.optimizers)),
        ("Learning/Schedules", names(Catalog.standard.schedules)),
    ]
    for (folder, types) in folders {
        for type in types {
            let file = sources.appendingPathComponent("\(folder)/\(type).swift")
            #expect(FileManager.default.fileExists(atPath: file.path))
        }
    }
}
