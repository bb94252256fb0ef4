import Foundation
import OnwardData
import OnwardLayers
import OnwardLearning
import OnwardModels
import OnwardNetworks
import OnwardObjectives
import OnwardOptimizers
import OnwardTestSupport

@testable import OnwardServer

/// A server without a port: a small network that knows digits, behind a door that everybody may knock at.
struct TestHouse: @unchecked Sendable {
    let house: ServerHouse
    let door: Door
    private let folder: TemporaryFolder

    /// Trained once for all tests.
    private static let network = Result {
        let digits = SyntheticDigits.load(trainCount: 2_000, testCount: 0)
        let network = try Network(
            input: digits.shape, classes: digits.classes, objective: CrossEntropy(), seed: 1,
            blocks: [
                Block([Dense(64, activation: .relu)]), Block([Dense(64, activation: .relu)]),
            ])
        try Trainer(optimizer: Adam(learningRate: 1e-3), batchSize: 32, threads: 1).fit(
            network, on: digits.train, epochs: 4)
        return UncheckedNetwork(network: network)
    }

    /// Nobody changes it once it is trained.
    private struct UncheckedNetwork: @unchecked Sendable {
        let network: Network
    }

    /// - Parameter runs: a folder of runs to show.
    init(runs: URL? = nil, token: Token? = nil, names: [String] = []) throws {
        folder = try TemporaryFolder()
        let file = folder.url.appending(path: "digits.safetensors")
        try TestHouse.network.get().network.save(to: file.path)
        let metrics = ServerMetrics()
        house = ServerHouse(
            models: try ModelShelf([try ModelSource(file.path)], metrics: metrics),
            runs: try runs.map { try RunShelf($0) }, metrics: metrics)
        door = Door(house, keeper: Doorkeeper(names: names, token: token)) { _ in }
    }

    var model: ServedModel { get throws { try house.models.model("digits") } }

    /// Digits that were not trained on, each as numbers.
    static func digits(_ count: Int) -> [[Float]] {
        SyntheticDigits.load(trainCount: 0, testCount: count).test.numbers
    }

    func ask(
        _ method: String, _ target: String, _ body: [UInt8] = [], type: String? = nil,
        headers: [String: String] = [:]
    ) async -> ServerResponse {
        var all = ["Host": "localhost:8000"].merging(headers) { $1 }
        all["Content-Type"] = type
        let request = ServerRequest(method, target, headers: all.map { ($0, $1) }, body: body)
        do {
            return await door.answer(request, try door.admit(request))
        } catch {
            return door.refuse(error)
        }
    }

    func ask(_ method: String, _ target: String, json: JSON) async throws -> JSON {
        try await ask(method, target, json.bytes, type: "application/json").json
    }

    /// The answers to numbers, of a model or a copy.
    func answers(_ path: String, _ numbers: [[Float]]) async throws -> [JSON] {
        let body = JSON.object(["numbers": .list(numbers.map(JSON.floats))])
        return try await ask("POST", path, json: body)["answers"]?.list ?? []
    }
}

extension ServerResponse {
    var json: JSON { get throws { try JSONReader.read(bytes) } }
    var error: String? { (try? json)?["error"]?.text }
}

extension JSON {
    /// A list of numbers as they were before they were written.
    var numbers: [Float]? { list?.compactMap(\.double).map(Float.init) }
}
