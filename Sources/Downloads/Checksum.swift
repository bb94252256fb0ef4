import CCrypto
import OnwardData
import OnwardDataFiles
import OnwardSettings

/// SHA-256, computed by libcrypto piece by piece.
final class Checksum {
    private let context: OpaquePointer

    init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else { preconditionFailure("libcrypto could not begin a SHA-256") }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    func add(_ bytes: [UInt8]) {
        let status = EVP_DigestUpdate(context, bytes, bytes.count)
        precondition(status == 1, "libcrypto could not add \(bytes.count) bytes to a SHA-256")
    }

    /// The sum in hexadecimal; nothing can be added afterwards.
    func finish() -> String {
        var sum = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        let status = EVP_DigestFinal_ex(context, &sum, &count)
        precondition(status == 1, "libcrypto could not finish a SHA-256")
        return sum.prefix(Int(count)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The sum of a file's decompressed content.
    static func ofContent(of file: InflatedFile) throws(FileError) -> String {
        let checksum = Checksum()
        var chunk = try file.nextChunk()
        while !chunk.isEmpty {
            checksum.add(chunk)
            chunk = try file.nextChunk()
        }
        return checksum.finish()
    }
}
