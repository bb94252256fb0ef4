import OnwardExperiments
import Testing

@testable import OnwardReports

@Suite("Ours against the paper's")
struct VerdictTests {
    private func verdict(_ ours: [Double], published: Double?, reason: String? = nil) -> Verdict {
        Verdict(
            Statistic(ours),
            of: Row("row", .accuracy, published: published, incomparable: reason))
    }

    @Test("Within 0.3 points it is reproduced, beyond it better or worse")
    func tolerance() {
        #expect(verdict([0.980], published: 98.3) == .reproduced)
        #expect(verdict([0.980], published: 98.31) == .worse)
        #expect(verdict([0.980], published: 97.69) == .better)
    }

    @Test("Seeds that lie far apart widen the band to two standard errors")
    func spread() {
        // Mean 97, deviation 1.414, standard error 1.
        #expect(verdict([0.96, 0.98], published: 98.9) == .reproduced)
        #expect(verdict([0.96, 0.98], published: 99.1) == .worse)
    }

    @Test("Less is better for seconds")
    func direction() {
        let row = Row("row", .seconds, published: 10)
        #expect(Verdict(Statistic([8]), of: row) == .better)
        #expect(Verdict(Statistic([12]), of: row) == .worse)
    }

    @Test("Without one of the numbers it stays open, and what cannot be compared says why")
    func open() {
        #expect(verdict([], published: 98) == .open)
        #expect(verdict([0.98], published: nil) == .open)
        #expect(verdict([0.98], published: 50, reason: "moon") == .incomparable("moon"))
    }

    @Test("A deviation is that of a sample; one number has none")
    func deviation() {
        #expect(Statistic([1, 3])?.deviation == 2.0.squareRoot())
        #expect(Statistic([1])?.deviation == nil)
        #expect(Statistic([]) == nil)
    }
}
