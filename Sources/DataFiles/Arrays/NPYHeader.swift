/// What stands in front of an array's numbers in an NPY file.
///
///     93 "NUMPY" major minor      eight bytes
///     length                      two bytes, from version 2 on four, the lowest first
///     {'descr': '<f4', 'fortran_order': False, 'shape': (60000, 28, 28), }
///
/// - Reference: NumPy Enhancement Proposal 1, *A Simple File Format for NumPy Arrays*.
struct NPYHeader {
    /// How one number is written.
    struct Number: Equatable {
        /// u, i, f or b: without a sign, with one, floating, or true and false; U and S are texts.
        let kind: Character
        let byteCount: Int
        let hasHighByteFirst: Bool
    }

    let number: Number
    /// The first counts samples.
    let sizes: [Int]
    /// Whether the first changes fastest in the file, as in Fortran, and not the last.
    let hasFirstFastest: Bool
    /// Bytes in front of the numbers.
    let byteCount: Int

    private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
    private static let greatestTextByteCount = 1 << 16
    private static let readable: Set<String> = [
        "b1", "u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", "f8",
    ]
    /// Characters that a text may have.
    private static let textLengths = 1...4096

    /// - Parameter front: the file's first bytes.
    /// - Throws: what came instead, in words.
    init(_ front: ArraySlice<UInt8>) throws(Fault) {
        let front = Array(front)
        guard front.count >= 12, front.starts(with: NPYHeader.magic) else {
            throw Fault("no NPY file")
        }
        let isLong = front[6] > 1
        let textStart = isLong ? 12 : 10
        let textCount = isLong ? Int(front.number4(at: 8)) : front.number2(at: 8)
        guard textCount < NPYHeader.greatestTextByteCount, textStart + textCount <= front.count
        else { throw Fault("a header of \(textCount) bytes") }
        byteCount = textStart + textCount
        let text = String(decoding: front[textStart..<byteCount], as: UTF8.self)
        guard let descr = text.firstMatch(of: /'descr': *'([<>|=])([a-zA-Z])(\d*)'/),
            let order = text.firstMatch(of: /'fortran_order': *(True|False)/),
            let shape = text.firstMatch(of: /'shape': *\(([\d, ]*)\)/)
        else { throw Fault("the header \(text.split(separator: "\n").first ?? "")") }
        let name = "\(descr.2)\(descr.3)"
        guard let kind = descr.2.first, let width = Int(descr.3),
            NPYHeader.readable.contains(name)
                || "US".contains(kind) && NPYHeader.textLengths.contains(width)
        else { throw Fault("an array of \(name)") }
        // A text's characters are of four bytes each, or of one.
        number = Number(
            kind: kind, byteCount: kind == "U" ? 4 * width : width,
            hasHighByteFirst: descr.1 == ">")
        hasFirstFastest = order.1 == "True"
        sizes = try shape.1.split(separator: ",").map { size throws(Fault) in
            guard let size = Int(size.filter { $0 != " " }), size > 0 else {
                throw Fault("a shape of (\(shape.1))")
            }
            return size
        }
        guard !sizes.isEmpty else { throw Fault("a single number") }
    }

    /// What came instead of an array that can be read.
    struct Fault: Error {
        let got: String

        init(_ got: String) { self.got = got }
    }
}
