import OnwardTestSupport
import Testing

@Test("An objective that keeps its contract passes the check")
func passesSoundObjective() {
    checkObjective(FaultyCrossEntropy(.none))
}

@Test(
    "The check finds every way to break an objective's contract",
    arguments: [
        (.doublesError, "times the error is"),
        (.leavesErrorUnwritten, "the error: 5 of 5 numbers were not written"),
        (.teachesNothing, "block 1 does not learn"),
        (.remembersOtherBlocks, "block 1 learns otherwise with nothing above it"),
        (.remembersOtherBlocks, "the same seed does not give the same bits"),
        (.scoresAgainstEvidence, "block 2 by itself tells only"),
        (.leavesScoresUnwritten, "the evidence: 5 of 5 numbers were not written"),
    ] as [(FaultyCrossEntropy.Fault, String)])
func findsFault(fault: FaultyCrossEntropy.Fault, finding: String) {
    let findings = findings { checkObjective(FaultyCrossEntropy(fault)) }
    #expect(findings.contains { $0.contains(finding) }, "\(findings)")
}
