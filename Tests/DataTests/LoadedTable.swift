import Foundation
import OnwardSettings
import OnwardTestSupport

@testable import OnwardData
@testable import OnwardDataFiles

/// A table in a folder of its own, read as a data set.
func loadTable(
    _ text: String, name: String = "table.csv", label: String? = "label",
    _ settings: [String: String] = [:], seed: UInt64 = 1, known: KnownData? = nil
) throws -> Dataset {
    try loadTable(
        Array(text.utf8), name: name, label: label, settings, seed: seed, known: known)
}

func loadTable(
    _ bytes: [UInt8], name: String = "table.csv", label: String? = "label",
    _ settings: [String: String] = [:], seed: UInt64 = 1, known: KnownData? = nil
) throws -> Dataset {
    let folder = try TemporaryFolder()
    let url = try folder.write(bytes, to: name)
    var settings = settings
    settings["label-column"] = label
    var request = DataRequest(seed: seed, settings: SettingValues(settings))
    request.known = known
    return try TableFile.load(url, request)
}

/// A folder with a table to train on and one to test with, read as a data set.
func loadTables(train: String, test: String) throws -> Dataset {
    let folder = try TemporaryFolder()
    try folder.write(Array(train.utf8), to: "train.csv")
    try folder.write(Array(test.utf8), to: "test.csv")
    let url = URL(fileURLWithPath: folder.url.path, isDirectory: true)
    return try TableFile.load(url, DataRequest(settings: ["label-column": "label"]))
}

/// What a table's reading says is wrong with it; nil where nothing is. Half of its rows are to test with.
func fault(
    _ text: String, name: String = "table.csv", _ settings: [String: String] = [:]
) throws -> String? {
    do {
        _ = try loadTable(text, name: name, settings.merging(["test-share": "0.5"]) { $1 })
        return nil
    } catch let error as FileError {
        return error.description
    }
}

/// A table of one column of numbers in some writing, and a label.
func table(_ fields: [String], separator: String = ",") -> String {
    var text = "x\(separator)label\n"
    for (row, field) in fields.enumerated() {
        let quoted = field.contains(separator) ? "\"\(field)\"" : field
        text += "\(quoted)\(separator)\(row % 2 == 0 ? "even" : "odd")\n"
    }
    return text
}
