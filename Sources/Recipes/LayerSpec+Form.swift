import Foundation
import OnwardModels
import OnwardSafetensors
import OnwardSettings
import Yams

extension LayerSpec {
    /// Lists of layers as one line of JSON, which is YAML too.
    static let form = SettingForm<[[LayerSpec]]>(
        .structure, read: { try? YAMLDecoder().decode([[LayerSpec]].self, from: $0) },
        write: { try? JSONFields.line($0) })

    /// Throws where lists of layers are none, and says where.
    static func check(_ text: String) throws {
        let all = Node([(Node("blocks"), try Yams.compose(yaml: text) ?? Node(""))])
        do {
            _ = try YAMLDecoder().decode([String: [[LayerSpec]]].self, from: all)
        } catch let error as DecodingError {
            throw RecipeError(error, in: all)
        }
    }
}
