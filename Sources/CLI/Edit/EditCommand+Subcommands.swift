import ArgumentParser

extension EditCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit",
        abstract: "Change single blocks of a trained model; all others stay as they are.",
        discussion: """
            Blocks learn alone, so they can be plugged, unplugged and repaired one by one. Every \
            edit writes a new model file and leaves the model itself alone. Blocks are counted \
            from 1, the lowest:

              onward edit model.safetensors damage --block 2 --kind zero --output broken.safetensors
              onward edit broken.safetensors retrain --block 2 --output healed.safetensors
            """,
        subcommands: [
            EditInsertCommand.self, EditRemoveCommand.self, EditRetrainCommand.self,
            EditFreezeCommand.self, EditUnfreezeCommand.self, EditDamageCommand.self,
            EditReadCommand.self, EditLoadWeightsCommand.self,
        ])
}
