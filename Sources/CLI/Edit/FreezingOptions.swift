import ArgumentParser
import OnwardNetworks

/// What freezing and unfreezing take, and what both do.
struct FreezingOptions: ParsableArguments {
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number; 1-3 for several, 3- for the third and all above it.")
    var block: BlockNumbers

    /// - Parameter done: what becomes of the blocks, `froze`.
    func edit(
        _ model: String, _ done: String, _ change: (Network, Range<Int>) throws -> Void
    ) throws {
        let edit = try ModelEdit(model, options)
        let blocks = try block.range(in: edit.network)
        try change(edit.network, blocks)
        try edit.finish("\(done) \(BlockNumbers.text(blocks))", .settings)
    }
}
