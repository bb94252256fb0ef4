import ArgumentParser
import Foundation
import OnwardData
import OnwardModels
import OnwardSettings

/// The one sample that is to be explained.
struct ExplainedSample {
    let name: String
    /// As the network takes it.
    let numbers: [Float]
    /// Its class, where it comes from a data set.
    let truth: String?

    /// - Parameter place: a number within a data set, or a file, with a number behind a colon where it has
    ///   several samples.
    init(_ place: String, _ options: ModelOptions, _ file: ModelFile) throws {
        if let number = Int(place) {
            let samples = try options.samples(for: file)
            try ExplainedSample.check(number, samples.count, of: "the data set")
            name = samples.allNames?[number] ?? "sample \(number)"
            truth = file.network.classes[samples.label(at: number)]
            numbers = samples.selecting([Int32(number)]).numbers[0]
            return
        }
        let (path, number) = ExplainedSample.parts(of: place)
        let prepared = try options.samples(in: path, for: file)
        guard number != nil || prepared.samples.count == 1 else {
            throw FileError(
                .inconsistent, at: path, expected: "one sample",
                got: "\(prepared.samples.count)",
                remedy: "say which, counted from 0, behind a colon, as in \(path):0")
        }
        let row = number ?? 0
        try ExplainedSample.check(row, prepared.samples.count, of: path)
        name = (prepared.names ?? prepared.samples.allNames)?[row] ?? place
        truth = nil
        numbers = prepared.samples.selecting([Int32(row)]).numbers[0]
    }

    /// A file of that very name comes before a number behind a colon.
    private static func parts(of place: String) -> (path: String, number: Int?) {
        guard !FileManager.default.fileExists(atPath: place),
            let colon = place.lastIndex(of: ":"),
            let number = Int(place[place.index(after: colon)...])
        else { return (place, nil) }
        return (String(place[..<colon]), number)
    }

    private static func check(_ number: Int, _ count: Int, of name: String) throws {
        guard !(0..<count).contains(number) else { return }
        throw ValidationError(
            "there is no sample \(number): \(name) has \(count), counted from 0")
    }
}
