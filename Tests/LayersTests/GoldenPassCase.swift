import Foundation
import OnwardCatalog
import OnwardCompute
import OnwardLayers
import Testing

/// One case of `Golden/normalization.json` or `Golden/attention.json`; the scripts beside them say
/// what it holds.
struct GoldenPassCase: Decodable, CustomTestStringConvertible {
    struct Step: Decodable {
        let input, outputError, output, inputError: [Double]
        let gradients, buffers: [String: [Double]]

        enum CodingKeys: String, CodingKey {
            case input, output, gradients, buffers
            case outputError = "output_error"
            case inputError = "input_error"
        }
    }
    struct Evaluation: Decodable {
        let input, output: [Double]
    }
    enum CodingKeys: CodingKey {
        case name, layer, settings, shape, parameters, carriers, steps, evaluation
    }

    let name: String
    let layer: any Layer
    let shape: Shape
    let parameters: [String: [Double]]
    /// What stands in for some of the parameters on the way back.
    let carriers: [String: [Double]]
    let steps: [Step]
    let evaluation: Evaluation

    var testDescription: String { name }

    static let all = ["normalization", "attention"].flatMap { read($0) }

    private static func read(_ name: String) -> [GoldenPassCase] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Golden/\(name).json")
        do {
            return try JSONDecoder().decode([GoldenPassCase].self, from: Data(contentsOf: file))
        } catch {
            Issue.record(error, "\(file.lastPathComponent)")
            return []
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func settings<Subject: CatalogLayer>(_ type: Subject.Type) throws -> any CatalogLayer {
            try container.decode(type, forKey: .settings)
        }
        name = try container.decode(String.self, forKey: .name)
        let type = try Catalog.standard.layer(container.decode(String.self, forKey: .layer))
        layer = try #require(settings(type) as? any Layer)
        shape = try container.decode(Shape.self, forKey: .shape)
        parameters = try container.decode([String: [Double]].self, forKey: .parameters)
        carriers =
            try container.decodeIfPresent([String: [Double]].self, forKey: .carriers) ?? [:]
        steps = try container.decode([Step].self, forKey: .steps)
        evaluation = try container.decode(Evaluation.self, forKey: .evaluation)
    }
}
