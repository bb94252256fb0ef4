/// What computes: one conformer for each way of doing it, and each kind of memory.
///
/// An `Engine` has checked the shapes before it calls a kernel; what a kernel computes, and in which
/// shapes, is said there at the method of the same name. No kernel is told more than matrices and
/// numbers that a step knows beforehand, and but for those in the last group none gives a number
/// back: a conformer may run ahead of who calls it.
package protocol Kernels: AnyObject {
    /// Whom products' time and operations are charged to; nil unless somebody measures.
    var meter: Meter? { get set }

    /// A matrix, all zero, in memory that these kernels compute in.
    func makeMatrix(_ type: ElementType, rows: Int, columns: Int) -> Matrix

    /// What computes in double precision, on matrices in the same memory.
    func makeExactKernels() -> any Kernels

    // Products and convolutions
    func multiply(
        _ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix)
    func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix?, activation: Activation, into output: Matrix)
    func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix)
    func convolve(
        _ input: Matrix, _ kernel: Matrix, bias: Matrix?, _ geometry: ConvolutionGeometry,
        activation: Activation, into output: Matrix)
    func convolutionGradients(
        _ input: Matrix, error: Matrix, _ geometry: ConvolutionGeometry,
        into kernelGradient: Matrix, bias biasGradient: Matrix?)
    func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, _ geometry: ConvolutionGeometry, into inputError: Matrix)

    // Layers
    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix)
    func gate(_ error: Matrix, by activation: Activation, kept: Matrix)
    func attend(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, into context: Matrix)
    func attendBackward(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, contextError: Matrix,
        scoreErrors: Matrix, into projectionsError: Matrix)
    func averagePool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix)
    func averagePoolBackward(
        _ outputError: Matrix, _ planes: PoolingPlanes, into inputError: Matrix)
    func maxPool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix)
    func maxPoolBackward(
        _ outputError: Matrix, input: Matrix, output: Matrix, _ planes: PoolingPlanes,
        into inputError: Matrix)
    func normalizeBatch(
        _ input: Matrix, weight: Matrix, bias: Matrix, runningMean: Matrix,
        runningVariance: Matrix, momentum: Double, epsilon: Double, isTraining: Bool,
        into output: Matrix)
    func normalizeBatchBackward(
        _ input: Matrix, weight: Matrix, epsilon: Double, outputError: Matrix, weightError: Matrix,
        biasError: Matrix, into inputError: Matrix?)
    func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix)
    func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix)
    func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix)
    func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix)
    func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix)
    func measure(_ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix)

    // Rows
    func convert(_ input: Matrix, into output: Matrix)
    func regroup(_ input: Matrix, from: ImagePlaces, into output: Matrix, to: ImagePlaces)
    func movePatches(_ patches: Patches, images: Matrix, tokens: Matrix, isBack: Bool)
    func gather(_ source: Matrix, order: Matrix, scale: Float, into output: Matrix)
    func gather(labels source: Matrix, order: Matrix, into output: Matrix)
    func gather(_ source: SparseRows, order: Matrix, into output: Matrix)
    func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix)
    func quantize(_ input: Matrix, levels: Int, into output: Matrix)
    func add(_ matrix: Matrix, times scale: Float, to total: Matrix)
    func sumColumns(of matrix: Matrix, into sum: Matrix)
    func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix)
    func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix)

    // Objectives
    func crossEntropy(of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix)
    func weigh(_ matrix: Matrix, by weights: RowWeights)
    func contrast(
        _ slopes: Matrix, high: Range<Int>, bound: Double, factor: Double, weights: RowWeights?,
        loss: Matrix)
    func contrastPairs(
        _ slopes: Matrix, sharpness: Double, factor: Double, weights: RowWeights?, loss: Matrix)
    func contrastRatios(
        _ slopes: Matrix, sharpness: Double, smoothing: Double, floor: Double, factor: Double,
        weights: RowWeights?, loss: Matrix)
    func takeLogarithm(of matrix: Matrix, floor: Double, factor: Double)
    func comparePeers(
        sums: Matrix, rows: Int, means: Matrix, keeping kept: Double, scale: Double)
    func strongestClass(of evidence: Matrix, into classes: Matrix)
    func mean(of matrix: Matrix, into mean: Matrix)
    func countCorrect(_ evidence: Matrix, labels: Matrix, addingTo count: Matrix)
    func countPairs(_ numbers: Matrix, firstHasMore: Bool, addingTo counts: Matrix)

    // Labels
    func embed(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix)
    func drawWrongLabels(
        for labels: Matrix, order: Matrix, classes: Int, random: RandomSource, into wrong: Matrix)
    func drawHardLabels(
        from evidence: Matrix, labels: Matrix, first: Int, random: RandomSource, into wrong: Matrix)
    func shuffle(_ labels: Matrix, random: RandomSource)
    func fill(_ matrix: Matrix, with number: Int)
    func fill(_ matrix: Matrix, countingTo period: Int)

    // Images
    func mixImages(_ input: Matrix, shape: Shape, random: RandomSource, into output: Matrix)
    func addNoise(
        to input: Matrix?, scale: Float, order: Matrix, random: RandomSource, into output: Matrix)
    func rotateImages(
        _ input: Matrix, shape: Shape, order: Matrix, random: RandomSource, into output: Matrix)
    func shiftImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource)
    func mirrorImages(_ images: Matrix, shape: Shape, order: Matrix, random: RandomSource)
    func cropImages(
        _ images: Matrix, shape: Shape, by pixels: Int, order: Matrix, random: RandomSource)
    func turnImages(
        _ images: Matrix, shape: Shape, by degrees: Int, order: Matrix, random: RandomSource)
    func cutImages(
        _ images: Matrix, shape: Shape, side: Int, order: Matrix, random: RandomSource)

    // Optimizers
    func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix?,
        _ step: AdamStep)
    func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix?,
        _ step: DescentStep)
    func whileFinite(_ number: Matrix, _ work: () -> Void)

    // What is read at once
    func mean(of matrix: Matrix) -> Double
    func isFinite(_ matrix: Matrix) -> Bool
    func countCorrect(_ evidence: Matrix, labels: Matrix) -> Int
    func silentShare(of output: Matrix) -> Double
    func map(_ numbers: Matrix, _ change: (_ index: Int, _ value: Double) -> Double)
    func withFloat32(
        _ input: Matrix, _ output: Matrix, _ compute: (_ input: Matrix, _ output: Matrix) -> Void)
}

extension Kernels {
    /// Does some work; where somebody measures, charges its time to a part.
    func metered<Result>(_ part: Meter.Part, _ work: () throws -> Result) rethrows -> Result {
        guard let meter else { return try work() }
        let outer = meter.enter(part)
        defer { meter.enter(outer) }
        return try work()
    }
}
