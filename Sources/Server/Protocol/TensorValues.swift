/// A tensor's values, in JSON or as bytes.
enum TensorValues {
    case floats([Float])
    case doubles([Double])
    case integers([Int])
    case texts([String])

    var json: JSON {
        switch self {
        case .floats(let numbers): .floats(numbers)
        case .doubles(let numbers): .doubles(numbers)
        case .integers(let numbers): .integers(numbers)
        case .texts(let texts): .strings(texts)
        }
    }

    /// The lowest byte of a number first; before each text its length in four bytes.
    var bytes: [UInt8] {
        switch self {
        case .floats(let numbers): TensorValues.bytes(of: numbers.map(\.bitPattern))
        case .doubles(let numbers): TensorValues.bytes(of: numbers.map(\.bitPattern))
        case .integers(let numbers): TensorValues.bytes(of: numbers.map(Int64.init))
        case .texts(let texts):
            texts.flatMap { TensorValues.bytes(of: [UInt32($0.utf8.count)]) + Array($0.utf8) }
        }
    }

    private static func bytes(of numbers: [some FixedWidthInteger]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * 8)
        for number in numbers {
            var left = number
            for _ in 0..<number.bitWidth / 8 {
                bytes.append(UInt8(truncatingIfNeeded: left))
                left >>= 8
            }
        }
        return bytes
    }

    /// Numbers of four bytes each, the lowest first.
    static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
        var numbers: [Float] = []
        numbers.reserveCapacity(bytes.count / 4)
        var place = bytes.startIndex
        while place + 4 <= bytes.endIndex {
            let low = UInt32(bytes[place]) | UInt32(bytes[place + 1]) << 8
            let high = UInt32(bytes[place + 2]) | UInt32(bytes[place + 3]) << 8
            numbers.append(Float(bitPattern: low | high << 16))
            place += 4
        }
        return numbers
    }
}
