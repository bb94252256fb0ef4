import Testing

/// Fails unless numbers are those of an independent implementation.
///
/// Single precision leaves about 1e-8 of error in a gradient here, and Adam divides by gradients
/// down to 1e-5: a thousandth of a step of 0.01.
func expectNear(_ got: [Float], _ wanted: [Float], _ what: String) {
    #expect(got.count == wanted.count, "\(what)")
    let worst = zip(got, wanted).map { abs($0 - $1) / max(1, abs($1)) }.max() ?? 0
    #expect(worst < 2e-5, "\(what) differs by \(worst)")
}
