import Foundation

/// Runs a test in a folder of its own that is gone afterwards.
func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "onward-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
}

/// The bytes of a safetensors file with this header, which is taken as it is.
func file(header: String, data: [UInt8] = []) -> Data {
    file(header: [UInt8](header.utf8), data: data)
}

func file(header: [UInt8], data: [UInt8] = []) -> Data {
    Data((0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) } + header + data)
}
