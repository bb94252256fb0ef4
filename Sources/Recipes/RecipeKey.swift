/// Keys of the choices that say which type a recipe's other settings belong to.
enum RecipeKey {
    static let version = "version"
    static let algorithm = "algorithm"
    static let settings = "settings"
    static let usual = "usual"
    static let paper = "paper"
    static let objective = "objective"
    static let optimizer = "optimizer"
    static let trainingSchedule = "training-schedule"
    /// The training schedule that is yet to be chosen, by a measurement.
    static let automatic = "auto"
}
