import OnwardSettings
import Testing

@testable import OnwardCompute

@Suite("bfloat16 numbers")
struct BFloat16Tests {
    /// A float32 and the bfloat16 nearest to it, as bits: worked out by hand from the rule that of
    /// two as near the one with an even last bit is taken.
    private static let golden: [(UInt32, UInt16)] = [
        // 1, and between 1 and the next: nearer to 1, as near, nearer to the next.
        (0x3F80_0000, 0x3F80), (0x3F80_7FFF, 0x3F80), (0x3F80_8000, 0x3F80),
        (0x3F80_8001, 0x3F81),
        // As near to an odd one: the even one above is taken.
        (0x3F81_8000, 0x3F82), (0x3F81_7FFF, 0x3F81), (0xBF81_8000, 0xBF82),
        (0xBF80_8000, 0xBF80),
        // Up to the next power of two.
        (0x3FFF_8000, 0x4000), (0x3FFF_7FFF, 0x3FFF),
        // Zeros keep their sign; numbers below the normal ones are rounded like others.
        (0x0000_0000, 0x0000), (0x8000_0000, 0x8000), (0x0000_0001, 0x0000),
        (0x0000_8000, 0x0000), (0x0000_8001, 0x0001), (0x0001_8000, 0x0002),
        (0x8001_8000, 0x8002), (0x007F_FFFF, 0x0080),
        // The largest, what is still nearer to it, and what is not.
        (0x7F7F_0000, 0x7F7F), (0x7F7F_7FFF, 0x7F7F), (0x7F7F_8000, 0x7F80),
        (0x7F7F_FFFF, 0x7F80), (0xFF7F_FFFF, 0xFF80),
        (0x7F80_0000, 0x7F80), (0xFF80_0000, 0xFF80),
        // What is not a number stays none, whichever of its bits say so.
        (0x7FC0_0000, 0x7FC0), (0x7F80_0001, 0x7FC0), (0x7FFF_FFFF, 0x7FFF),
        (0xFFFF_FFFF, 0xFFFF), (0xFF80_8000, 0xFFC0),
    ]

    @Test("Numbers are rounded to the nearest, ties to even", arguments: KernelForm.allCases)
    func rounding(kernels: KernelForm) {
        let (numbers, expected) = (Self.golden.map(\.0), Self.golden.map(\.1))
        #expect(numbers.map { BFloat16(Float(bitPattern: $0)).bitPattern } == expected)
        let output = Matrix(.bfloat16, rows: 1, columns: numbers.count)
        Engine(threads: 1, kernels: kernels).convert(
            Matrix(numbers.map { Float(bitPattern: $0) }, columns: numbers.count), into: output)
        #expect(output.values(as: BFloat16.self).map(\.bitPattern) == expected)
    }

    @Test("Every bfloat16 comes back from float32", arguments: KernelForm.allCases)
    func roundTrip(kernels: KernelForm) {
        let engine = Engine(threads: 2, kernels: kernels)
        let all = Matrix((0...UInt16.max).map(BFloat16.init(bitPattern:)), columns: 256)
        let wide = Matrix(rows: 256, columns: 256)
        engine.convert(all, into: wide)
        for (number, float) in zip(all.values(as: BFloat16.self), wide.values(as: Float.self)) {
            #expect(float.bitPattern == UInt32(number.bitPattern) << 16)
        }
        let back = Matrix(.bfloat16, rows: 256, columns: 256)
        engine.convert(wide, into: back)
        for (number, again) in zip(
            all.values(as: BFloat16.self), back.values(as: BFloat16.self))
        {
            let isNumber = !number.float.isNaN
            #expect(number == again || !isNumber && again.float.isNaN)
        }
    }

    @Test("Parts of rows are converted where they lie")
    func partsOfRows() {
        let input = Form(rows: 5, columns: 9).random(1, .float32)
        let output = Form(rows: 5, columns: 7).unwritten(.bfloat16)
        Engine(threads: 1).convert(input.columns(2..<6), into: output.columns(1..<5))
        for row in 0..<5 {
            #expect(output[row, 0].isNaN && output[row, 5].isNaN)
            for column in 1..<5 {
                #expect(output[row, column] == BFloat16(input[row, column + 1]).float)
            }
        }
    }

    @Test("bfloat16 is refused by a processor without instructions for it, and says why")
    func refusal() throws {
        for precision in [Precision.float32, .bfloat16Emulated] { try precision.validate() }
        #expect(Precision.automatic == (Precision.hasNativeBFloat16 ? .bfloat16 : .float32))
        guard !Precision.hasNativeBFloat16 else { return try Precision.bfloat16.validate() }
        let error = #expect(throws: SettingsError.self) { try Precision.bfloat16.validate() }
        #expect(error?.description.contains("AVX512_BF16") == true)
    }
}
