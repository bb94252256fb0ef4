import Foundation
import OnwardModels
import OnwardSettings

/// Where a model lies, and what clients call it.
package struct ModelSource: Sendable {
    package let name: String
    package let url: URL

    /// - Parameter text: `NAME=PATH`, or a path alone, whose last part is the name: a run's folder or a
    ///   model's file.
    /// - Throws: `SettingsError` where the name has other signs than letters, digits, `-`, `_` and `.`.
    package init(_ text: String) throws(SettingsError) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        let isNamed = parts.count == 2 && !parts[0].contains("/")
        url = URL(fileURLWithPath: isNamed ? parts[1] : text)
        name = isNamed ? parts[0] : ModelSource.name(of: url)
        try SettingsError.require(
            !name.isEmpty && name.utf8.allSatisfy(ModelSource.isAllowed), "model's name",
            "of letters, digits, -, _ and . (NAME=PATH gives one)", got: name)
    }

    /// The folder's name where the file has the one that all models have.
    private static func name(of url: URL) -> String {
        let isCommon = [ModelFile.name, ModelFile.checkpointName].contains(url.lastPathComponent)
        let named = isCommon ? url.deletingLastPathComponent() : url
        return named.pathExtension == "safetensors"
            ? named.deletingPathExtension().lastPathComponent : named.lastPathComponent
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte < 0x80 && (Character(Unicode.Scalar(byte)).isLetter || (48..<58).contains(byte))
            || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ".")].contains(byte)
    }
}
