/// The end of a link at which the lower of two blocks hands its output on.
///
/// A link to another machine fills a slot's room here and sends it while the next one is filled;
/// what was sent is free again once it has left.
package protocol BlockSender: AnyObject, Sendable {
    /// The slot to be filled next; nil while none is free.
    var slotToFill: BatchSlot? { get }

    /// Hands that slot to the other end.
    func send()

    /// Says that no more comes; what was sent is still received.
    func close()

    /// Whether what is sent would be left lying.
    var isAbandoned: Bool { get }

    /// Waits until a slot is free; returns false where the other end wants no more.
    func waitForRoom() -> Bool

    /// Makes this end as new; to be called while neither end is at work.
    func open()
}
