import Foundation
import OnwardSettings
import Testing

@testable import OnwardCompute

@Suite("Weights can lie in files")
struct WeightStorageTests {
    private func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "onward-storage-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("They are zero at first, and what is written stays when memory gives it up")
    func survivesEviction() throws {
        try inFolder { folder in
            let matrix = try WeightStorage.files(in: folder).matrix(rows: 300, columns: 70)
            #expect(matrix.values(as: Float.self).allSatisfy { $0 == 0 })
            let values = (0..<21_000).map { Float($0) }
            matrix.assign(values)
            matrix.evict()
            #expect(matrix.values(as: Float.self) == values)
            matrix.evict()
            matrix[299, 69] = -1
            matrix.evict()
            #expect(matrix.values() == values.dropLast() + [-1])
        }
    }

    @Test("The folder is made, and no file is seen in it")
    func leavesNothing() throws {
        try inFolder { folder in
            let matrix = try WeightStorage.files(in: folder).matrix(rows: 10, columns: 10)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            withExtendedLifetime(matrix) {}
        }
    }

    @Test("A folder that cannot be one, and one without the room, are named")
    func refusesFolder() throws {
        try inFolder { folder in
            let error = #expect(throws: FileError.self) {
                try WeightStorage.files(in: folder).matrix(rows: 1 << 30, columns: 1 << 30)
            }
            #expect(error?.subject == folder.path)
            #expect(error?.expected == "room for weights of \(1 << 62) bytes")
            let file = folder.appending(path: "file")
            try Data().write(to: file)
            #expect(throws: FileError.self) {
                try WeightStorage.files(in: file).matrix(rows: 2, columns: 2)
            }
        }
    }

    @Test("Of memory nothing is given up, and a plan writes no file")
    func keepsMemory() throws {
        let matrix = try WeightStorage.memory.matrix(rows: 1000, columns: 1000)
        matrix.assign([Float](repeating: 3, count: 1_000_000))
        matrix.evict()
        #expect(matrix.values(as: Float.self).allSatisfy { $0 == 3 })
        try inFolder { folder in
            _ = try WeightStorage.files(in: folder).planned.matrix(rows: 10, columns: 10)
            #expect(!FileManager.default.fileExists(atPath: folder.path))
        }
    }

    @Test("A piece of memory that several matrices look at is counted once")
    func countsOnce() {
        let (one, other) = (Matrix(rows: 32, columns: 4), Matrix(.uint8, rows: 64, columns: 2))
        var count = MemoryCount([one, one.rows(3..<5), one.transposed])
        #expect(count.bytes == 512)
        count.add(other)
        #expect(count.bytes == 640)
    }
}
