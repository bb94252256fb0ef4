import Foundation
import OnwardData
import OnwardModels
import OnwardRuns
import OnwardSafetensors
import OnwardSettings

/// The files of a search.
struct TuningFolder {
    let url: URL

    /// What is searched: all that a search needs to go on.
    var search: URL { url.appending(path: "search.json") }
    /// One object for each trial in each rung, in the order in which they were done.
    var trials: URL { url.appending(path: "trials.jsonl") }
    /// The chosen recipe.
    var recipe: URL { url.appending(path: "recipe.yaml") }

    /// The samples that trials learned from and were judged by.
    private var samples: URL { url.appending(path: "samples.txt") }

    func write(_ plan: TuningPlan, _ register: SampleRegister) throws {
        try AtomicFile.write(Data((register.text + "\n").utf8), to: samples)
        try DataPlace(of: plan.recipe, for: url).write(to: url)
        try AtomicFile.write(Data((try JSONFields.line(plan) + "\n").utf8), to: search)
        try AtomicFile.write(Data(), to: trials)
    }

    func plan() throws -> TuningPlan {
        guard let data = try? Data(contentsOf: search) else {
            throw FileError(
                .missing, at: url, expected: "the folder of a search, with search.json in it",
                got: "none", remedy: "give the folder that the search named when it began")
        }
        return try decode(TuningPlan.self, data, search)
    }

    /// - Returns: nil in a folder of 0.1.0.
    func register() throws -> SampleRegister? {
        guard FileManager.default.fileExists(atPath: samples.path) else { return nil }
        let text = try String(contentsOf: samples, encoding: .utf8)
        guard let register = SampleRegister(text: String(text.dropLast())) else {
            throw damaged(samples, "no list of samples")
        }
        return register
    }

    func append(_ result: TrialResult) throws {
        var lines = try Data(contentsOf: trials)
        lines.append(Data((try JSONFields.line(result) + "\n").utf8))
        try AtomicFile.write(lines, to: trials)
    }

    func results() throws -> [TrialResult] {
        try Data(contentsOf: trials).split(separator: UInt8(ascii: "\n")).map {
            try decode(TrialResult.self, $0, trials)
        }
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, _ data: Data, _ file: URL
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw damaged(file, "something that does not read as such (\(error))")
        }
    }

    private func damaged(_ file: URL, _ got: String) -> FileError {
        FileError(
            .damaged, at: file, expected: "what a search writes", got: got,
            remedy: "bring back the file as it was, or begin a new search")
    }
}
