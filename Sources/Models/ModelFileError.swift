import Foundation

/// A safetensors file is not a model of this program, or a network cannot be made one.
package enum ModelFileError: Error, CustomStringConvertible {
    case foreign(URL)
    case newer(URL, String)
    case unreadable(URL, String)
    /// A layer is code that no file can hold. Blocks are counted from 1.
    case opaque(layer: String, block: Int)

    package var description: String {
        switch self {
        case .foreign(let url):
            """
            \(url.path): expected a model that Onward wrote, got tensors without a description of \
            their network; give the model.safetensors of a run folder.
            """
        case .newer(let url, let format):
            """
            \(url.path): expected the format \(ModelFile.format), got \(format); use the version \
            of Onward that wrote it.
            """
        case .unreadable(let url, let reason):
            "\(url.path): its description of the network does not hold: \(reason)"
        case .opaque(let layer, let block):
            """
            \(layer) in block \(block) is code, which a model file cannot hold; take a layer of the \
            catalog in its place, or remove the block before the network is saved
            """
        }
    }
}
