import OnwardCatalog
import OnwardLearning
import OnwardObjectives
import OnwardOptimizers
import OnwardPictures
import OnwardSettings

/// All settings that a recipe can have, each where its owner declares it: the table that recipes'
/// keys, flags, completion, errors and documentation come from.
package struct RecipeSheet: Sendable {
    /// A setting, and what each of its owners says of it: several optimizers have an `lr`.
    package struct Entry: Sendable {
        package let declaration: SettingDeclaration
        /// Those that have it, where not everything of its group has.
        package fileprivate(set) var owners: [(name: String, declaration: SettingDeclaration)]
    }

    /// A choice among types with settings of their own.
    struct Role: Sendable {
        let key: String
        let siblings: [(name: String, declarations: [SettingDeclaration])]
    }

    /// In the order in which they are shown and written.
    package private(set) var entries: [Entry] = []
    private(set) var roles: [Role] = []
    let algorithms: [Algorithm]

    package init(_ catalog: Catalog = .withPictures) {
        algorithms = catalog.algorithms
        add(RecipeData.declarations)
        addData(catalog)
        add(TrainingSamples.declarations)
        add(RecipeSheet.algorithmChoice(catalog))
        add(NetworkDesign.declarations)
        add(
            RecipeSheet.objectiveChoice(catalog),
            Role(
                key: RecipeKey.objective,
                siblings: catalog.objectives.map { ($0.name, $0.declarations) }))
        add(
            RecipeSheet.scheduleChoice(catalog),
            Role(
                key: RecipeKey.trainingSchedule,
                siblings: catalog.schedules.map { ($0.name, $0.declarations) }
                    + [(RecipeKey.automatic, [])]))
        add(
            RecipeSheet.optimizerChoice(catalog),
            Role(
                key: RecipeKey.optimizer,
                siblings: catalog.optimizers.map { ($0.name, $0.declarations) }))
        add(LearningRateSchedule.declarations)
        add(Trainer.declarations)
        add(RunTerms.declarations)
    }

    package subscript(key: String) -> Entry? { entries.first { $0.declaration.key == key } }

    /// The default of a setting that is nobody's but the algorithm's, in words.
    package func isPreset(_ key: String) -> Bool {
        Set(algorithms.map { $0.presets[key]?.value(in: .current) }).count > 1
    }

    /// What any algorithm presets.
    var presetKeys: Set<String> { Set(algorithms.flatMap { $0.presets.keys }) }

    private mutating func add(_ declarations: [SettingDeclaration], of owner: String? = nil) {
        for declaration in declarations {
            let owners = owner.map { [(name: $0, declaration: declaration)] } ?? []
            if let place = entries.firstIndex(where: { $0.declaration.key == declaration.key }) {
                entries[place].owners += owners
            } else {
                entries.append(Entry(declaration: declaration, owners: owners))
            }
        }
    }

    private mutating func add(_ choice: SettingDeclaration, _ role: Role) {
        add([choice])
        for (name, declarations) in role.siblings { add(declarations, of: name) }
        roles.append(role)
    }

    /// What kinds of data can be told.
    private(set) var dataDeclarations: [SettingDeclaration] = []

    private mutating func addData(_ catalog: Catalog) {
        for format in catalog.dataFormats { add(format.settings, of: format.summary) }
        for source in catalog.dataSources { add(source.settings, of: source.name) }
        dataDeclarations = entries.map(\.declaration).filter { declaration in
            !RecipeData.declarations.contains { $0.key == declaration.key }
        }
    }
}
