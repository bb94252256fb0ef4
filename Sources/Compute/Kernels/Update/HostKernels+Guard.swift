extension HostKernels {
    package func whileFinite(_ number: Matrix, _ work: () -> Void) {
        if mean(of: number).isFinite { work() }
    }
}
