/// A session of TensorBoard's table of hyperparameters: what a run was set to, and that it came to its end.
/// Its results are whatever numbers the run has.
///
/// - Reference: TensorBoard, `plugins/hparams/plugin_data.proto`.
package enum Hyperparameters {
    package enum Value: Equatable, Sendable {
        case number(Double)
        case truth(Bool)
        case text(String)
    }

    private static let plugin = "hparams"

    /// - Parameter time: of the beginning, in seconds since 1970.
    package static func start(_ values: [String: Value], at time: Double) -> EventSummary {
        var session = ProtobufMessage()
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            var entry = ProtobufMessage()
            entry.add(1, name)
            entry.add(2, message(value))
            session.add(1, entry)
        }
        session.add(5, time)
        return summary("_hparams_/session_start_info", 3, session)
    }

    /// After a run that came to its end.
    package static func end(at time: Double) -> EventSummary {
        var session = ProtobufMessage()
        session.add(1, 1)
        session.add(2, time)
        return summary("_hparams_/session_end_info", 4, session)
    }

    private static func summary(
        _ tag: String, _ field: Int, _ content: ProtobufMessage
    ) -> EventSummary {
        var data = ProtobufMessage()
        data.add(field, content)
        var summary = EventSummary()
        summary.add(tag, plugin: plugin, content: data)
        return summary
    }

    private static func message(_ value: Value) -> ProtobufMessage {
        var message = ProtobufMessage()
        switch value {
        case .number(let number): message.add(2, number)
        case .text(let text): message.add(3, text)
        case .truth(let truth): message.add(4, truth ? 1 : 0)
        }
        return message
    }
}
