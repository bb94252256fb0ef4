import CKernels

extension NativeKernels {
    func crossEntropy(of evidence: Matrix, labels: Matrix, error: Matrix, losses: Matrix) {
        run(
            table.cross_entropy,
            onward_cross_entropy(
                evidence: evidence.pointer(), labels: labels.pointer(), error: error.pointer(),
                loss: losses.pointer(), classes: evidence.columns,
                scale: 1 / Float(evidence.rows)),
            over: evidence.rows, numbersEach: 8 * evidence.columns)
    }
}
