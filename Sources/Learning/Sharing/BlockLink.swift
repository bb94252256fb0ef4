/// What joins two blocks of which both are here: slots that go round between them.
package protocol BlockLink: BlockSender, BlockReceiver {}
