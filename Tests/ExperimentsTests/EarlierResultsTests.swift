import Foundation
import Testing

@testable import OnwardExperiments

/// Results that versions before this one measured.
private let results: [URL] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Documentation/Results")
    let files = try? FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: nil)
    return (files ?? []).filter { $0.pathExtension == "json" }
}()

@Test("Results of earlier versions are those of today's jobs, however much their recipes say")
func keepsEarlierResults() throws {
    var found = 0
    for experiment in Experiments.all {
        guard let file = results.first(where: { $0.lastPathComponent == experiment.name + ".json" })
        else { continue }
        var results = try ExperimentResults(reading: file)
        #expect(try results.keepCells(of: experiment.jobs) == [], "\(experiment.name)")
        found += 1
    }
    #expect(found >= 10)
}
