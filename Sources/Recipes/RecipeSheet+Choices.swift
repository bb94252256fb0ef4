import OnwardCatalog
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers
import OnwardSettings

/// The choices themselves: their values are what the catalog holds.
extension RecipeSheet {
    static func algorithmChoice(_ catalog: Catalog) -> [SettingDeclaration] {
        [
            SettingDeclaration(
                choice: RecipeKey.algorithm,
                among: catalog.algorithms.map(\.name) + catalog.algorithms.map(\.shortName),
                default: Algorithm.monoForward.name, group: "Network",
                help: "The algorithm, which presets blocks, objective and feedback."),
            SettingDeclaration(
                choice: RecipeKey.settings, among: [RecipeKey.usual, RecipeKey.paper],
                default: RecipeKey.usual,
                group: "Network",
                help: """
                    What the algorithm presets: what was found to learn on every kind of data and network \
                    tried (usual), or its author's objective, normalization, labels and negatives (paper).
                    """),
        ]
    }

    static func objectiveChoice(_ catalog: Catalog) -> SettingDeclaration {
        SettingDeclaration(
            choice: RecipeKey.objective, among: catalog.objectives.map { $0.name },
            default: CrossEntropy.name, group: CrossEntropy.settingsGroup,
            help: "The blocks' local loss.")
    }

    static func scheduleChoice(_ catalog: Catalog) -> SettingDeclaration {
        SettingDeclaration(
            choice: RecipeKey.trainingSchedule,
            among: catalog.schedules.map { $0.name } + [RecipeKey.automatic],
            default: RecipeKey.automatic, group: Simultaneous.settingsGroup,
            help: """
                When blocks meet batches; auto is the faster of simultaneous and pipelined by a \
                short measurement.
                """)
    }

    static func optimizerChoice(_ catalog: Catalog) -> SettingDeclaration {
        SettingDeclaration(
            choice: RecipeKey.optimizer, among: catalog.optimizers.map { $0.name },
            default: Adam.name, group: Adam.settingsGroup,
            help: "How weights follow their gradients.")
    }
}
