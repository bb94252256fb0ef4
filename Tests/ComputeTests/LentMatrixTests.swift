import OnwardCompute
import Testing

@Suite("Numbers lent across the border")
struct LentMatrixTests {
    @Test("A lent matrix shows somebody else's numbers where they are, and leaves them there")
    func shows() {
        let numbers = UnsafeMutablePointer<Float>.allocate(capacity: 6)
        defer { numbers.deallocate() }
        numbers.update(from: [1, 2, 3, 4, 5, 6], count: 6)
        do {
            let lent = Matrix(lent: numbers, rows: 2, columns: 3)
            #expect(
                lent.values(as: Float.self) == [1, 2, 3, 4, 5, 6]
                    && lent.rows(1..<2).values(as: Float.self) == [4, 5, 6])
            numbers[4] = 50
            #expect(lent[1, 1] == 50)
        }
        #expect(numbers[0] == 1, "the memory is its owner's, also after the last view is gone")
    }

    @Test("A matrix says where its numbers lie, transposed ones too")
    func places() {
        let matrix = Matrix([Float](arrayLiteral: 1, 2, 3, 4, 5, 6), columns: 3)
        #expect(matrix.place.start[5] == 6 && matrix.place.rowStride == 3)
        let (start, rowStride, columnStride) = matrix.transposed.place
        #expect((start[0], rowStride, columnStride) == (1, 1, 3))
    }
}
