import Foundation
import OnwardSafetensors
import OnwardSettings

/// A file of records that TensorBoard reads while it grows.
///
/// - Reference: TensorFlow, `event.proto`, and `record_writer.h` for the records.
package struct EventFile {
    private let file: GrowingFile

    /// A new file.
    ///
    /// - Parameter step: the first that is to come. Whatever earlier files of the folder have of it and
    ///   those behind it counts no more; nil where there is nothing before.
    package init(creating url: URL, from step: Int?) throws(FileError) {
        file = GrowingFile(url: url)
        try append { $0.add(3, "brain.Event:2") }
        guard let step else { return }
        try append { event in
            event.add(2, step)
            var start = ProtobufMessage()
            start.add(1, 1)
            event.add(7, start)
        }
    }

    package func append(_ summary: EventSummary, at step: Int) throws(FileError) {
        try append { event in
            event.add(2, step)
            event.add(5, summary.message)
        }
    }

    private func append(_ fill: (inout ProtobufMessage) -> Void) throws(FileError) {
        var event = ProtobufMessage()
        event.add(1, Date.now.timeIntervalSince1970)
        fill(&event)
        let length = UInt64(event.bytes.count).littleEndianBytes
        try file.append(
            Data(
                length + CRC32C.masked(length).littleEndianBytes + event.bytes
                    + CRC32C.masked(event.bytes).littleEndianBytes))
    }
}
