import OnwardPictures

/// What belongs to one step of a run, each under a name: TensorBoard puts names that are alike up to
/// their first slash beside one another.
///
/// - Reference: TensorFlow, `summary.proto`.
package struct EventSummary {
    private(set) var message = ProtobufMessage()

    package init() {}

    package mutating func add(_ tag: String, scalar: Double) {
        add(tag) { $0.add(2, Float(scalar)) }
    }

    package mutating func add(_ tag: String, picture: Picture) {
        var image = ProtobufMessage()
        image.add(1, picture.size.height)
        image.add(2, picture.size.width)
        image.add(3, picture.channels)
        image.add(4, picture.png)
        add(tag) { $0.add(4, image) }
    }

    package mutating func add(_ tag: String, histogram: Histogram) {
        var numbers = ProtobufMessage()
        numbers.add(1, histogram.least)
        numbers.add(2, histogram.greatest)
        numbers.add(3, Double(histogram.count))
        numbers.add(4, histogram.sum)
        numbers.add(5, histogram.squares)
        numbers.add(6, packed: histogram.limits)
        numbers.add(7, packed: histogram.counts.map(Double.init))
        add(tag) { $0.add(5, numbers) }
    }

    /// What a plugin of TensorBoard reads that has a form of its own.
    mutating func add(_ tag: String, plugin: String, content: ProtobufMessage) {
        var data = ProtobufMessage()
        data.add(1, plugin)
        data.add(2, content)
        var metadata = ProtobufMessage()
        metadata.add(1, data)
        add(tag) { $0.add(9, metadata) }
    }

    private mutating func add(_ tag: String, _ fill: (inout ProtobufMessage) -> Void) {
        var value = ProtobufMessage()
        value.add(1, tag)
        fill(&value)
        message.add(1, value)
    }
}
