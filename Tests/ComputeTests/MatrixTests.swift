import Testing

@testable import OnwardCompute

@Suite("Matrices are views")
struct MatrixTests {
    private let matrix = Matrix((0..<12).map(Float.init), columns: 4)

    @Test("Transposing exchanges rows and columns without moving numbers")
    func transposed() {
        let turned = matrix.transposed
        #expect(turned.rows == 4 && turned.columns == 3 && !turned.isContiguous)
        #expect(turned.values() == [Float(0), 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
        turned[3, 1] = -1
        #expect(matrix[1, 3] == -1)
        #expect(turned.transposed.isContiguous)
        #expect(turned.transposed.values() == matrix.values(as: Float.self))
    }

    @Test("A transposed row or column still lies without gaps")
    func contiguous() {
        #expect(Matrix(rows: 1, columns: 5).transposed.isContiguous)
        #expect(Matrix(rows: 5, columns: 1).transposed.isContiguous)
        #expect(Matrix(rows: 0, columns: 5).isContiguous)
    }

    @Test("Some rows are a view of the same numbers")
    func rows() {
        #expect(matrix.rows(1..<3).values() == (4..<12).map(Float.init))
        #expect(matrix.rows(1..<3).rows(1..<2).values() == (8..<12).map(Float.init))
        #expect(matrix.transposed.rows(2..<3).values() == [Float(2), 6, 10])
        #expect(matrix.rows(3..<3).count == 0)
        matrix.rows(2..<3).clear()
        #expect(matrix.values() == (0..<12).map { $0 < 8 ? Float($0) : 0 })
    }

    @Test("Some columns are a view of the same numbers")
    func columns() {
        let middle = matrix.columns(1..<3)
        #expect(middle.rows == 3 && middle.columns == 2 && !middle.isContiguous)
        #expect(middle.values() == [Float(1), 2, 5, 6, 9, 10])
        #expect(matrix.transposed.columns(1..<2).values() == (4..<8).map(Float.init))
        #expect(matrix.columns(4..<4).count == 0)
        middle[2, 1] = -1
        #expect(matrix[2, 2] == -1)
    }

    @Test("Reshaped and sliced matrices read the same numbers in another form")
    func reshaped() {
        let tall = matrix.reshaped(rows: 6, columns: 2)
        #expect(tall[5, 0] == 10)
        let slice = matrix.slice(offset: 3, rows: 2, columns: 2)
        #expect(slice.values() == [Float(3), 4, 5, 6])
        slice[0, 0] = 30
        #expect(tall[1, 1] == 30 && matrix[0, 3] == 30)
    }

    @Test("Numbers can be assigned through a transposed view")
    func assign() {
        let target = Matrix(rows: 4, columns: 3)
        target.transposed.assign(matrix.values(as: Float.self))
        #expect(target.values() == matrix.transposed.values(as: Float.self))
        let copy = Matrix(rows: 3, columns: 4)
        copy.copy(from: matrix)
        #expect(copy.values() == matrix.values(as: Float.self))
    }

    @Test("Bytes are little-endian and can be written back")
    func bytes() {
        let numbers = Matrix([Float(1), -2], columns: 2)
        let bytes = numbers.bytes.withUnsafeBytes { Array($0) }
        #expect(bytes == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
        let target = Matrix(.int32, rows: 2, columns: 1)
        target.assign(bytes: ([1, 0, 0, 0, 0xFE, 0xFF, 0xFF, 0xFF] as [UInt8]).span.bytes)
        #expect(target.values() == [Int32(1), -2])
        let byteCount = Matrix(rows: 0, columns: 3).bytes.byteCount
        #expect(byteCount == 0)
    }

    @Test("A form that does not fit stops the program")
    func wrongForm() async {
        await #expect(processExitsWith: .failure) {
            _ = Matrix(rows: 3, columns: 4).reshaped(rows: 5, columns: 2)
        }
        await #expect(processExitsWith: .failure) {
            _ = Matrix(rows: 3, columns: 4).transposed.reshaped(rows: 3, columns: 4)
        }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 3, columns: 4)[3, 0] }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 3, columns: 4).rows(2..<4) }
    }

    @Test("A matrix read as another type stops the program")
    func wrongType() async {
        await #expect(processExitsWith: .failure) {
            _ = Matrix(.int32, rows: 1, columns: 1).values(as: Float.self)
        }
    }

    @Test("Numbers that lie column by column are filled, copied and cleared by their places")
    func columnByColumn() {
        let matrix = Matrix(rows: 3, columns: 2).transposed
        matrix.fill { Float($0) }
        #expect(matrix.values(as: Float.self) == [0, 1, 2, 3, 4, 5])
        #expect(matrix.transposed.values(as: Float.self) == [0, 3, 1, 4, 2, 5])
        let copy = matrix.rowByRow()
        #expect(copy.isContiguous && copy.values(as: Float.self) == [0, 1, 2, 3, 4, 5])
        matrix.clear()
        #expect(matrix.values(as: Float.self) == [Float](repeating: 0, count: 6))
        matrix.copy(from: copy)
        #expect(matrix.values(as: Float.self) == [0, 1, 2, 3, 4, 5])
    }
}
