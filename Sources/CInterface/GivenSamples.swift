import COnward
import OnwardCompute
import OnwardData
import OnwardDataFiles
import OnwardNetworks
import OnwardSettings

/// Samples as a caller hands them over: views of memory that is the caller's, for the time of a call.
struct GivenSamples {
    /// [count, numbers] of float32.
    let numbers: Matrix
    /// One sample.
    let shape: Shape

    /// Checks everything that could be looked at.
    init(_ given: UnsafePointer<onward_samples>?) throws(SettingsError) {
        guard let given = given?.pointee else { throw Border.missing("samples") }
        shape = try GivenSamples.shape(given)
        let most = Int(Int32.max)
        try SettingsError.require(
            (0...most).contains(given.count), "samples", "at most \(most)", got: given.count)
        guard let values = given.values, given.count > 0 else {
            try SettingsError.require(given.count == 0, "samples", "there", got: "NULL")
            numbers = Matrix(rows: 0, columns: shape.count)
            return
        }
        try SettingsError.require(
            UInt(bitPattern: values) % UInt(MemoryLayout<Float>.alignment) == 0, "samples",
            "at an address that is a multiple of 4", got: "another")
        numbers = Matrix(lent: values, rows: given.count, columns: shape.count)
        try checkFinite(values)
    }

    private static func shape(_ given: onward_samples) throws(SettingsError) -> Shape {
        guard let sizes = given.shape else { throw Border.missing("shape") }
        try SettingsError.require(
            (1...3).contains(given.dimensions), "shape",
            "{numbers}, {height, width} or {channels, height, width}",
            got: "\(given.dimensions) sizes")
        let list = (0..<given.dimensions).map { sizes[$0] }
        let count = list.reduce(1.0) { $0 * Double($1) }
        try SettingsError.require(
            list.allSatisfy { $0 >= 1 } && count <= Double(Int32.max), "shape",
            "sizes from 1 on that make at most \(Int32.max) numbers", got: "\(list)")
        return Shape(list.count == 2 ? [1] + list : list)
    }

    private func checkFinite(_ values: UnsafePointer<Float>) throws(SettingsError) {
        let all = UnsafeBufferPointer(start: values, count: numbers.count)
        // The largest bits without their sign: a loop that looks at several numbers at once.
        let largest = all.reduce(UInt32(0)) { max($0, $1.magnitude.bitPattern) }
        guard largest >= Float.infinity.bitPattern,
            let place = all.firstIndex(where: { !$0.isFinite })
        else { return }
        let (row, column) = (place / numbers.columns + 1, place % numbers.columns + 1)
        throw SettingsError(
            "samples", expected: "finite numbers",
            got: "\(all[place]) in sample \(row), place \(column)")
    }

    /// Whether the numbers are bytes, as those of the first samples suggest.
    var preparation: ArrayPreparation {
        ArrayPreparation(suiting: ArrayNumbers(numbers, isOfIntegers: false), of: shape)
    }

    /// With their classes.
    func labelled(
        _ labels: UnsafePointer<Int32>?, classes: Int, scale: Float
    ) throws(SettingsError) -> Samples {
        guard let labels else { throw Border.missing("labels") }
        let list = Array(UnsafeBufferPointer(start: labels, count: numbers.rows))
        if let label = list.first(where: { !(0..<classes).contains(Int($0)) }) {
            throw SettingsError(
                "labels", expected: "numbers of the \(classes) classes, from 0 on", got: label)
        }
        return samples(list, scale)
    }

    /// To be asked about, in the scale that a network learned from.
    func asked(of network: Network) throws(SettingsError) -> Samples {
        try SettingsError.require(
            shape.count == network.input.count, "samples", "of the network's form \(network.input)",
            got: shape)
        if let name = network.nameOfUnknownPreparation {
            throw SettingsError(
                "samples", expected: "files or texts, as the model's preparation, \(name), reads",
                got: "numbers", remedy: "ask a model that was trained on numbers")
        }
        return samples([Int32](repeating: 0, count: numbers.rows), network.arrayScale)
    }

    private func samples(_ labels: [Int32], _ scale: Float) -> Samples {
        Samples(dense: numbers, scale: scale, labels: Matrix(labels, columns: 1), shape: shape)
    }
}

extension Network {
    /// What numbers of an array are multiplied by before the network sees them.
    var arrayScale: Float { (preparation as? ArrayPreparation)?.scale ?? 1 }

    /// Of a preparation that makes numbers of rows or texts; nil where a network takes numbers.
    fileprivate var nameOfUnknownPreparation: String? {
        preparation is TablePreparation || preparation is TextPreparation
            ? preparation.map { type(of: $0).name } : nil
    }
}
