import OnwardCompute
import OnwardLayers
import OnwardTestSupport
import Testing

@Test("A layer that keeps its contract passes the check")
func passesSoundLayer() {
    checkLayer(FaultyDense(.none), input: Shape(4))
}

@Test(
    "The check finds every way to break a layer's contract",
    arguments: [
        (.doublesWeightGradient, "the gradient by weight is"),
        (.doublesInputError, "the gradient by the input is"),
        (.leavesOutputUnwritten, "the output: 3 of 3 numbers were not written"),
        (.leavesGradientUnwritten, "the gradient by weight: 12 of 12 numbers were not written"),
        (.leavesInputErrorUnwritten, "the input error: 4 of 4 numbers were not written"),
        (.spoilsInput, "a pass changed the input or the parameters"),
        (.ignoresCarriers, "the input error is not carried by the carriers"),
        (.learnsByCarriers, "the gradients depend on what carries the input error"),
        (.drawsInEvaluation, "evaluation depends on the random source"),
        (.skipsGradientWithoutInputError, "depend on whether an input error is wanted"),
        (.differsInSinglePrecision, "by native kernels in float32, but"),
        (.spoilsOutputOnTheWayBack, "a second pass backward does not give the same bits"),
        (.movesBuffersInEvaluation, "evaluation changes the buffers"),
        (.doublesOutputOnSharedRows, "the output on shared rows is"),
        (.leavesGradientUnwrittenOnSharedRows, "the gradient by weight on shared rows is"),
        (.handsOnSharedRows, "rows are to be handed on by layers without parameters"),
        (.ignoresUnitErrors, "an error on unit 1 does not reach its row of weight"),
    ] as [(FaultyDense.Fault, String)])
func findsFault(fault: FaultyDense.Fault, finding: String) {
    let findings = findings { checkLayer(FaultyDense(fault), input: Shape(4)) }
    #expect(findings.contains { $0.contains(finding) }, "\(findings)")
}

@Test("The check finds settings and shapes that a layer refuses")
func findsRefusal() {
    withKnownIssue { checkLayer(Dense(0), input: Shape(4)) }
    withKnownIssue { checkLayer(Dense(3), input: Shape(2, 2)) }
}
