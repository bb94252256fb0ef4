import Foundation

/// The bytes of a safetensors file with this header, which is taken as it is.
func file(header: String, data: [UInt8] = []) -> Data {
    file(header: [UInt8](header.utf8), data: data)
}

func file(header: [UInt8], data: [UInt8] = []) -> Data {
    Data((0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data)
}
