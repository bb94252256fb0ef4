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
        let order = contents.indices.map { Place(contents[$0], labels[$0], $0) }.sorted(by: <)
        var matches = [SampleMatch](
            repeating: SampleMatch(key: 0, entry: nil, part: nil), count: contents.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end].content == order[start].content { end += 1 }
            match(order[start..<end], &matches)
            start = end
        }
        return matches
    }

    /// A sample among those of its content and label.
    private struct Place {
        let content: UInt64
        let label: Int32
        let sample: Int32

        init(_ content: UInt64, _ label: Int32, _ sample: Int) {
            (self.content, self.label, self.sample) = (content, label, Int32(sample))
        }

        static func < (first: Place, second: Place) -> Bool {
            if first.content != second.content { return first.content < second.content }
            return (first.label, first.sample) < (second.label, second.sample)
        }
    }

    /// Matches all samples of one content.
    private func match(_ samples: ArraySlice<Place>, _ matches: inout [SampleMatch]) {
        guard let content = samples.first?.content else { return }
        func key(_ occurrence: Int) -> UInt64 {
            SampleEntry.key(ContentHash.of([content, UInt64(occurrence)], salt: salt))
        }
        var known: [SampleEntry] = []
        while let entry = entry(of: key(known.count)) { known.append(entry) }
        let part = known.contains { $0.part != .test } ? DataPart.train : nil
        var next = known.count
        func take(_ place: Place, _ index: Int) {
            let entry = known.remove(at: index)
            matches[Int(place.sample)] = SampleMatch(
                key: entry.key, entry: entry, part: entry.part)
        }
        var left: [Place] = []
        for place in samples {
            if let index = known.firstIndex(where: { $0.hasLabel(place.label) }) {
                take(place, index)
            } else {
                left.append(place)
            }
        }
        for place in left {
            if known.isEmpty {
                matches[Int(place.sample)] = SampleMatch(key: key(next), entry: nil, part: part)
                next += 1
            } else {
                take(place, 0)
            }
        }
    }
}
