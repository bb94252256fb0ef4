import OnwardCompute

/// Kernels that let others compute and keep count of what they were asked for.
final class CountingKernels: HostKernels {
    private let others: any Kernels
    private(set) var counts: [String: Int] = [:]
    var meter: Meter?

    init(_ others: any Kernels) { self.others = others }

    private func count(_ name: String = #function) {
        counts[String(name.prefix { $0 != "(" }), default: 0] += 1
    }

    func multiply(_ a: Matrix, _ b: Matrix, bias: Matrix?, activation: Activation, into c: Matrix) {
        count()
        others.multiply(a, b, bias: bias, activation: activation, into: c)
    }

    func multiply(
        _ rows: SharedRows, _ b: Matrix, bias: Matrix?, activation: Activation, into c: Matrix
    ) {
        count()
        others.multiply(rows, b, bias: bias, activation: activation, into: c)
    }

    func multiply(_ a: Matrix, _ rows: SharedRows, into output: Matrix) {
        count()
        others.multiply(a, rows, into: output)
    }

    func convolve(
        _ input: Matrix, _ kernel: Matrix, bias: Matrix?, _ geometry: ConvolutionGeometry,
        activation: Activation, into output: Matrix
    ) {
        count()
        others.convolve(input, kernel, bias: bias, geometry, activation: activation, into: output)
    }

    func convolutionGradients(
        _ input: Matrix, error: Matrix, _ geometry: ConvolutionGeometry, into gradient: Matrix,
        bias: Matrix?
    ) {
        count()
        others.convolutionGradients(input, error: error, geometry, into: gradient, bias: bias)
    }

    func convolutionInputError(
        _ error: Matrix, _ kernel: Matrix, _ geometry: ConvolutionGeometry, into inputError: Matrix
    ) {
        count()
        others.convolutionInputError(error, kernel, geometry, into: inputError)
    }

    func activate(_ sums: Matrix, by activation: Activation, into output: Matrix) {
        count()
        others.activate(sums, by: activation, into: output)
    }

    func gate(_ error: Matrix, by activation: Activation, kept: Matrix) {
        count()
        others.gate(error, by: activation, kept: kept)
    }

    func attend(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, into context: Matrix
    ) {
        count()
        others.attend(projections, form, probabilities: probabilities, into: context)
    }

    func attendBackward(
        _ projections: Matrix, _ form: AttentionForm, probabilities: Matrix, contextError: Matrix,
        scoreErrors: Matrix, into error: Matrix
    ) {
        count()
        others.attendBackward(
            projections, form, probabilities: probabilities, contextError: contextError,
            scoreErrors: scoreErrors, into: error)
    }

    func averagePool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        count()
        others.averagePool(input, planes, into: output)
    }

    func averagePoolBackward(_ error: Matrix, _ planes: PoolingPlanes, into inputError: Matrix) {
        count()
        others.averagePoolBackward(error, planes, into: inputError)
    }

    func maxPool(_ input: Matrix, _ planes: PoolingPlanes, into output: Matrix) {
        count()
        others.maxPool(input, planes, into: output)
    }

    func maxPoolBackward(
        _ error: Matrix, input: Matrix, output: Matrix, _ planes: PoolingPlanes,
        into inputError: Matrix
    ) {
        count()
        others.maxPoolBackward(error, input: input, output: output, planes, into: inputError)
    }

    func normalizeBatch(
        _ input: Matrix, weight: Matrix, bias: Matrix, runningMean: Matrix,
        runningVariance: Matrix, momentum: Double, epsilon: Double, isTraining: Bool,
        into output: Matrix
    ) {
        count()
        others.normalizeBatch(
            input, weight: weight, bias: bias, runningMean: runningMean,
            runningVariance: runningVariance, momentum: momentum, epsilon: epsilon,
            isTraining: isTraining, into: output)
    }

    func normalizeBatchBackward(
        _ input: Matrix, weight: Matrix, epsilon: Double, outputError: Matrix, weightError: Matrix,
        biasError: Matrix, into inputError: Matrix?
    ) {
        count()
        others.normalizeBatchBackward(
            input, weight: weight, epsilon: epsilon, outputError: outputError,
            weightError: weightError, biasError: biasError, into: inputError)
    }

    func normalizeRows(
        _ input: Matrix, weight: Matrix, bias: Matrix, epsilon: Double, into output: Matrix,
        statistics: Matrix
    ) {
        count()
        others.normalizeRows(
            input, weight: weight, bias: bias, epsilon: epsilon, into: output,
            statistics: statistics)
    }

    func normalizeRowsBackward(
        _ input: Matrix, weight: Matrix, statistics: Matrix, outputError: Matrix,
        into inputError: Matrix
    ) {
        count()
        others.normalizeRowsBackward(
            input, weight: weight, statistics: statistics, outputError: outputError,
            into: inputError)
    }

    func normalizeRowsGain(
        _ input: Matrix, statistics: Matrix, outputError: Matrix, weightError: Matrix,
        biasError: Matrix
    ) {
        count()
        others.normalizeRowsGain(
            input, statistics: statistics, outputError: outputError, weightError: weightError,
            biasError: biasError)
    }

    func normalize(
        _ input: Matrix, factor: Double, epsilon: Double, into output: Matrix, lengths: Matrix
    ) {
        count()
        others.normalize(input, factor: factor, epsilon: epsilon, into: output, lengths: lengths)
    }

    func normalizeBackward(
        _ input: Matrix, lengths: Matrix, factor: Double, epsilon: Double, outputError: Matrix,
        into inputError: Matrix
    ) {
        count()
        others.normalizeBackward(
            input, lengths: lengths, factor: factor, epsilon: epsilon, outputError: outputError,
            into: inputError)
    }

    func measure(_ rows: SharedRows, factor: Double, epsilon: Double, into lengths: Matrix) {
        count()
        others.measure(rows, factor: factor, epsilon: epsilon, into: lengths)
    }

    func convert(_ input: Matrix, into output: Matrix) {
        count()
        others.convert(input, into: output)
    }

    func regroup(_ input: Matrix, from: ImagePlaces, into output: Matrix, to: ImagePlaces) {
        count()
        others.regroup(input, from: from, into: output, to: to)
    }

    func movePatches(_ patches: Patches, images: Matrix, tokens: Matrix, isBack: Bool) {
        count()
        others.movePatches(patches, images: images, tokens: tokens, isBack: isBack)
    }

    func gather(_ source: Matrix, order: Matrix, scale: Float, into output: Matrix) {
        count()
        others.gather(source, order: order, scale: scale, into: output)
    }

    func drop(_ input: Matrix, rate: Double, random: RandomSource, into output: Matrix) {
        count()
        others.drop(input, rate: rate, random: random, into: output)
    }

    func quantize(_ input: Matrix, levels: Int, into output: Matrix) {
        count()
        others.quantize(input, levels: levels, into: output)
    }

    func add(_ matrix: Matrix, times scale: Float, to total: Matrix) {
        count()
        others.add(matrix, times: scale, to: total)
    }

    func sumColumns(of matrix: Matrix, into sum: Matrix) {
        count()
        others.sumColumns(of: matrix, into: sum)
    }

    func sumSquares(of input: Matrix, factor: Double, into goodness: Matrix) {
        count()
        others.sumSquares(of: input, factor: factor, into: goodness)
    }

    func scaleRows(of input: Matrix, by slopes: Matrix, into output: Matrix) {
        count()
        others.scaleRows(of: input, by: slopes, into: output)
    }

    func crossEntropy(of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix) {
        count()
        others.crossEntropy(of: evidence, labels: labels, error: error, losses: losses)
    }

    func embed(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix
    ) {
        count()
        others.embed(
            labels, at: place, of: input, copied: copied, offset: offset, copies: copies,
            into: output)
    }

    func adam(
        weights: Matrix, gradients: Matrix, means: Matrix, squares: Matrix, rounded: Matrix?,
        _ step: AdamStep
    ) {
        count()
        others.adam(
            weights: weights, gradients: gradients, means: means, squares: squares,
            rounded: rounded, step)
    }

    func descend(
        weights: Matrix, gradients: Matrix, velocities: Matrix?, rounded: Matrix?,
        _ step: DescentStep
    ) {
        count()
        others.descend(
            weights: weights, gradients: gradients, velocities: velocities, rounded: rounded,
            step)
    }

    func withFloat32(
        _ input: Matrix, _ output: Matrix, _ compute: (_ input: Matrix, _ output: Matrix) -> Void
    ) {
        count()
        others.withFloat32(input, output, compute)
    }
}
