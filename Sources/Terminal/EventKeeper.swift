/// Event files of TensorBoard beside a work that goes on whatever becomes of them.
package final class EventKeeper<Events> {
    private var events: Events?

    /// - Parameter make: called where they are wanted.
    package init(isWanted: Bool, _ make: () throws -> Events) {
        if isWanted { attempt { events = try make() } }
    }

    package func keep(_ write: (Events) throws -> Void) {
        guard let events else { return }
        attempt { try write(events) }
    }

    private func attempt(_ work: () throws -> Void) {
        do {
            try work()
        } catch {
            events = nil
            Log.warning("TensorBoard is told no more", "\(error)")
        }
    }
}
