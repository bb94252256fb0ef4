import Foundation

/// A safetensors file is not a model of this program.
public enum ModelFileError: Error, CustomStringConvertible {
    case foreign(URL)
    case newer(URL, String)
    case unreadable(URL, String)

    public var description: String {
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
        }
    }
}
