/// What joins two blocks of which both are here: slots that go round between them.
package protocol BlockLink: BlockSender, BlockReceiver {
    /// Makes it as new; to be called while neither end is at work.
    func open()
}
