/// The end of a link at which the upper of two blocks is given what the lower one put out.
///
/// A link from another machine receives into its slots' rooms ahead of time. Nothing goes back but
/// that a slot is free.
package protocol BlockReceiver: AnyObject, Sendable {
    /// The slot to be emptied next; nil while none is filled.
    var slotToEmpty: BatchSlot? { get }

    /// Gives that slot back.
    func giveBack()

    /// How many slots have been given back since the link was opened.
    var received: Int { get }

    /// Whether no more comes than what was sent.
    var isClosed: Bool { get }

    /// Says that no more is wanted.
    func abandon()

    /// Waits until a slot is filled; returns false where no more comes.
    func waitForBatch() -> Bool

    /// Makes this end as new; to be called while neither end is at work.
    func open()
}
