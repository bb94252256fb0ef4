import ArgumentParser
import OnwardNetworks

/// `onward edit MODEL damage`
struct EditDamageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "damage",
        abstract: "Spoil weights of a block, to see how the others do without it.",
        usage: EditCommand.usage("damage --block <block> --kind <kind>"))

    @ParentCommand var parent: EditCommand
    @OptionGroup var options: EditOptions
    @Option(help: "A block's number.")
    var block: BlockNumbers
    @Option(
        help: """
            zero: weights become 0; noise: normal noise as strong as the weights is added; flip: \
            one bit of a weight is turned over.
            """)
    var kind: Damage
    @Option(help: "The share of the weights that is hit, above 0 and at most 1.")
    var share = 0.5
    @Option(help: "Decides which weights are hit, and how.")
    var seed: UInt64 = 1

    func run() throws {
        let edit = try ModelEdit(parent.model, options)
        let damaged = try block.range(in: edit.network)
        for index in damaged {
            try edit.network.damage(index, kind, share: share, seed: seed)
        }
        try edit.finish(
            "damaged \(BlockNumbers.text(damaged)) (\(kind.rawValue), share \(share), seed \(seed))",
            .weights)
    }
}

extension Damage: ExpressibleByArgument {}
