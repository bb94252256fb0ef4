extension NativeKernels {
    func regroup(_ input: Matrix, from: ImagePlaces, into output: Matrix, to: ImagePlaces) {
        guard input.rows > 0 else { return }
        let x = widens(input) ? reading(input, as: .float32, room: 0) : input
        let key = PreparedRegrouping.Key(
            images: x.rows, channels: from.channels, positions: from.positions, from: from.lanes,
            to: to.lanes, isBFloat16: x.elementType == .bfloat16)
        let place = place(of: key)
        guard widens(output) else { return regroupings[place].run(on: ownStream, x, output) }
        writing(output, room: 4) { regroupings[place].run(on: ownStream, x, $0) }
    }

    private func place(of key: PreparedRegrouping.Key) -> Int {
        if let index = regroupings.firstIndex(where: { $0.key == key }) { return index }
        regroupings.append(PreparedRegrouping(key, on: ownDevice))
        return regroupings.count - 1
    }
}
