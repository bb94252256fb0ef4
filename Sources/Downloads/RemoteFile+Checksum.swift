import Foundation
import OnwardData
import OnwardDataFiles
import OnwardSettings

extension RemoteFile {
    /// The sum to compare with this file's.
    func sum(of url: URL) throws(FileError) -> String {
        try Checksum.ofContent(of: InflatedFile(url, inflates: isOfContent))
    }
}
