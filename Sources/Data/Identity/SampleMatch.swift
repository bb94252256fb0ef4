import OnwardCompute

/// Which of a register's samples one of some data is.
struct SampleMatch {
    let key: UInt64
    /// Nil for a sample that is new.
    let entry: SampleEntry?
    /// What it was for. A new sample counts as trained on where one of the same content was, and is for
    /// nothing yet otherwise.
    let part: DataPart?
}

extension SampleRegister {
    /// Per sample which of the known ones it is.
    ///
    /// Of several with the same content, those come first that have a known one's label; what is left of
    /// either is matched in order.
    ///
    /// - Parameter contents: `ContentHash`es, one for each sample.
    func matches(_ contents: [UInt64], _ labels: [Int32]) -> [SampleMatch] {
        var matches = [SampleMatch?](repeating: nil, count: contents.count)
        let order = contents.indices.sorted {
            (contents[$0], labels[$0], $0) < (contents[$1], labels[$1], $1)
        }
        var start = 0
        while start < order.count {
            let content = contents[order[start]]
            let end = order[start...].firstIndex { contents[$0] != content } ?? order.count
            match(order[start..<end], content, labels, &matches)
            start = end
        }
        return matches.compactMap(\.self)
    }

    private func match(
        _ samples: ArraySlice<Int>, _ content: UInt64, _ labels: [Int32],
        _ matches: inout [SampleMatch?]
    ) {
        func key(_ occurrence: Int) -> UInt64 {
            SampleEntry.key(ContentHash.of([content, UInt64(occurrence)], salt: salt))
        }
        var known: [SampleEntry] = []
        while let entry = entry(of: key(known.count)) { known.append(entry) }
        let part = known.contains { $0.part != .test } ? DataPart.train : nil
        var next = known.count
        func take(_ sample: Int, _ place: Int) {
            let entry = known.remove(at: place)
            matches[sample] = SampleMatch(key: entry.key, entry: entry, part: entry.part)
        }
        var left: [Int] = []
        for sample in samples {
            if let place = known.firstIndex(where: { $0.hasLabel(labels[sample]) }) {
                take(sample, place)
            } else {
                left.append(sample)
            }
        }
        for sample in left {
            if known.isEmpty {
                matches[sample] = SampleMatch(key: key(next), entry: nil, part: part)
                next += 1
            } else {
                take(sample, 0)
            }
        }
    }
}
