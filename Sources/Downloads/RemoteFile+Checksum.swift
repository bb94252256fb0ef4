import Foundation
import OnwardData
import OnwardDataFiles

extension RemoteFile {
    /// The sum to compare with this file's.
    func sum(of url: URL) throws(DataError) -> String {
        try Checksum.ofContent(of: InflatedFile(url, inflates: isOfContent))
    }
}
