extension HostKernels {
    package func gather(labels source: Matrix, order: Matrix, into output: Matrix) {
        let (from, to) = (source.pointer(to: Int32.self), output.pointer(to: Int32.self))
        let rows = rows(order, of: source.count)
        for n in 0..<order.count { to[n] = from[Int(rows[n])] }
    }

    package func gather(_ source: SparseRows, order: Matrix, into output: Matrix) {
        let (rows, starts) = (rows(order, of: source.rows), source.starts.pointer(to: Int32.self))
        let places = source.places.pointer(to: Int32.self)
        let (x, y) = (source.values.pointer(to: Float.self), output.reals(Float.self))
        output.clear()
        for n in 0..<order.count {
            let row = Int(rows[n])
            for i in Int(starts[row])..<Int(starts[row + 1]) { y[n, Int(places[i])] = x[i] }
        }
    }

    /// The numbers of rows to collect, all of them below `count`.
    func rows(_ order: Matrix, of count: Int) -> UnsafeMutablePointer<Int32> {
        let rows = order.pointer(to: Int32.self)
        for n in 0..<order.count {
            precondition(rows[n] >= 0 && rows[n] < count, "row \(rows[n]) of \(count)")
        }
        return rows
    }
}
