import Foundation
import OnwardSettings

/// What was done to raw input before the network saw it, and is to be done again to whatever the
/// network is asked about.
///
/// It holds what was learned from the training samples alone (means, levels, words) and what was
/// asked for (an image's size). A network keeps it, so that it travels in the model file.
public protocol Preparation: Sendable, Codable {
    /// How model files call it, such as `table`.
    static var name: String { get }
    /// Reads files that look as those the network was trained on did, and prepares them alike.
    ///
    /// - Parameter classes: the network's, in which labels are looked up; nil where labels are
    ///   neither needed nor read, and all are 0.
    func samples(at url: URL, classes: [String]?) throws(FileError) -> PreparedSamples
}
