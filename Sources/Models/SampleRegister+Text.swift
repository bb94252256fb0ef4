import Foundation
import OnwardData

/// In files: the salt and the words, 8 bytes each from the lowest on, in Base64.
extension SampleRegister {
    package var text: String {
        var bytes = Data(capacity: 8 * (count + 1))
        for word in [salt] + words {
            withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes.base64EncodedString()
    }

    package init?(text: String) {
        guard let bytes = Data(base64Encoded: text), bytes.count >= 8, bytes.count % 8 == 0 else {
            return nil
        }
        let words = stride(from: 0, to: bytes.count, by: 8).map { start in
            (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
        }
        self.init(salt: words[0], words: Array(words.dropFirst()))
    }
}
