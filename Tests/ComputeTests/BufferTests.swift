import Testing

@testable import OnwardCompute

@Suite("Buffers own memory")
struct BufferTests {
    /// Beyond a million bytes memory comes from the system in another way.
    static let counts = [0, 1, 7, 1000, 1 << 20]

    @Test("They begin on a multiple of 64 bytes", arguments: ElementType.allCases, counts)
    func alignment(type: ElementType, count: Int) {
        let buffer = Buffer(type, count: count)
        #expect(UInt(bitPattern: buffer.all.start) % 64 == 0)
        #expect(buffer.count == count && buffer.elementType == type)
        #expect(buffer.byteCount == count * type.byteCount)
    }

    @Test("They are zero at first, even where others lay before", arguments: counts)
    func zeroed(count: Int) {
        for _ in 0..<5 {
            let buffer = Buffer(.uint8, count: count)
            #expect(buffer.all.values(as: UInt8.self).allSatisfy { $0 == 0 })
            buffer.all.assign([UInt8](repeating: 255, count: count))
        }
    }

    @Test("A view shows a part of its buffer and keeps it alive")
    func views() {
        func view() -> Matrix {
            let buffer = Buffer(count: 10)
            buffer.all.assign((0..<10).map(Float.init))
            return buffer.matrix(rows: 2, columns: 3, offset: 4)
        }
        #expect(view().values() == [Float(4), 5, 6, 7, 8, 9])
    }

    @Test("Two views of one place see each other's changes")
    func shared() {
        let buffer = Buffer(count: 6)
        let (first, second) = (
            buffer.matrix(rows: 2, columns: 3), buffer.matrix(rows: 3, columns: 1, offset: 3)
        )
        first[1, 2] = 8
        #expect(second.values() == [Float(0), 0, 8])
    }

    @Test("A view beyond the end stops the program")
    func beyond() async {
        await #expect(processExitsWith: .failure) {
            _ = Buffer(count: 6).matrix(rows: 2, columns: 3, offset: 1)
        }
    }
}
