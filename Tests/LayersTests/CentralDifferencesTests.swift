import OnwardCompute
import Testing

@testable import OnwardTesting

/// What is said of a gradient of Σ |x|, whose kinks lie at zeros.
private func fault(in gradient: [Double], at place: [Double]) -> String? {
    let variable = Matrix(place, columns: place.count)
    defer { #expect(variable.values(as: Double.self) == place) }
    return CentralDifferences.fault(in: gradient, by: variable) {
        variable.values(as: Double.self).reduce(0) { $0 + abs($1) }
    }
}

@Test("A right gradient is taken, a wrong one named by its place or by a mixture")
func comparesGradients() {
    let place = (1...400).map { ($0 % 2 == 0 ? 0.01 : -0.01) * Double($0) }
    var gradient = place.map { $0 < 0 ? -1.0 : 1 }
    #expect(fault(in: gradient, at: place) == nil)
    gradient[1] = 1.01
    #expect(fault(in: gradient, at: place)?.contains("along mixture") == true)
    gradient[0] = -1.01
    #expect(fault(in: gradient, at: place)?.contains("at 0,") == true)
    #expect(fault(in: [.nan], at: [1]) != nil)
}

@Test("A kink is passed over, but not where there are many")
func passesOverKinks() {
    #expect(fault(in: [1, -1, 1], at: [5, -5, 1e-3]) == nil)
    #expect(
        fault(in: [1, -1, 1], at: [0, 0, 0])?.contains("could be compared along 0 of") == true)
}
