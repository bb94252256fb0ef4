import Foundation
import OnwardCatalog
import OnwardPictures
import OnwardRecipes

/// A run's folder as a page is told of it; nothing in it is changed.
struct RunView: Sendable {
    let url: URL

    init(_ url: URL) { self.url = url }

    var name: String { url.lastPathComponent }

    /// Where the page about it lies, once it has ended.
    var report: URL { url.appending(path: "report.html") }

    static func isRun(_ url: URL) -> Bool {
        FileManager.default.fileExists(atPath: url.appending(path: "recipe.yaml").path)
    }

    /// When something was last added to it, in seconds since 1970.
    var changed: Double {
        ["metrics.jsonl", "recipe.yaml"].lazy.compactMap { name in
            try? FileManager.default.attributesOfItem(atPath: url.appending(path: name).path)[
                .modificationDate] as? Date
        }.first?.timeIntervalSince1970 ?? 0
    }

    /// The final numbers; nil before the end. The machine is not told.
    var summary: JSON? {
        guard let data = try? Data(contentsOf: url.appending(path: "summary.json")),
            let value = try? JSONReader.read([UInt8](data)), let members = value.members
        else { return nil }
        return .object(
            members.filter { $0.name != "machine" }.map { member in
                guard member.name == "data", let path = member.value.text else { return member }
                return JSON.Member(name: "data", value: .string(RunView.lastPart(path)))
            })
    }

    /// Epochs that are written to the end of their line, as `metrics.jsonl` has them.
    var epochs: [JSON] {
        var tail = RunMetricsTail(url)
        return tail.next()
    }

    /// What is trained; what cannot be read is left out.
    var json: JSON {
        let recipe = try? Recipe(file: url.appending(path: "recipe.yaml"), catalog: .withPictures)
        let summary = summary
        return .object([
            "name": .string(name), "state": .string(summary == nil ? "under way" : "ended"),
            "seconds_since_change": .number(Date().timeIntervalSince1970 - changed),
            "algorithm": recipe.map { .string($0.algorithm.name) },
            "network": recipe?.network.notation.map(JSON.string),
            "data": recipe.map { .string(RunView.lastPart($0.data.name)) },
            "epochs": recipe.map { .integer($0.run.epochs) },
            "seed": recipe.map { .integer(Int(truncatingIfNeeded: $0.run.seed)) },
            "has_report": .bool(FileManager.default.fileExists(atPath: report.path)),
            "summary": summary,
        ])
    }

    /// No answer tells where on the machine something lies.
    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
