import Foundation

/// Four IDX files of 4 × 4 images in three classes, each with its own bright row and some noise.
struct ToyData {
    var train = 60
    var test = 30

    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (part, count) in [("train", train), ("t10k", test)] {
            try ToyData.idx([count, 4, 4], ToyData.pixels(count, seed: part.count)).write(
                to: folder.appending(path: "\(part)-images-idx3-ubyte"))
            try ToyData.idx([count], (0..<count).map { UInt8($0 % 3) }).write(
                to: folder.appending(path: "\(part)-labels-idx1-ubyte"))
        }
    }

    static func idx(_ sizes: [Int], _ numbers: [UInt8]) -> Data {
        let header = sizes.flatMap { size in
            (0..<4).map { UInt8(truncatingIfNeeded: size >> (24 - 8 * $0)) }
        }
        return Data([0, 0, 8, UInt8(sizes.count)] + header + numbers)
    }

    private static func pixels(_ count: Int, seed: Int) -> [UInt8] {
        var state = UInt32(seed)
        return (0..<count * 16).map { index in
            state = state &* 1_664_525 &+ 1_013_904_223
            let isBright = index / 4 % 4 == index / 16 % 3
            return UInt8(state >> 24) / 2 + (isBright ? 100 : 0)
        }
    }
}

extension Program {
    /// A program whose folder has the toy data in `data`.
    convenience init(_ data: ToyData) throws {
        try self.init()
        try data.write(to: folder.appending(path: "data"))
    }
}
