import Foundation
import OnwardCompute
import OnwardSettings

/// What recipes and flags can say of a data set beside its name; each kind of data takes the
/// settings that it knows, and the catalog refuses the rest.
public struct DataRequest: Sendable, Hashable {
    /// Where known sets are looked for before the usual places.
    public var directory: URL?
    /// Keys the split into training and test samples where the data has only one part.
    public var seed: UInt64
    /// By key, such as `label-column`, as they were given.
    public var settings: SettingValues
    /// What a network knows of the data that it was trained on; nil for data that is read as if for the
    /// first time. Labels are then numbered by its classes, and samples prepared by its preparation.
    package var known: KnownData?

    /// Asks for a data set as it is; what is not given is left to the data.
    public init(directory: URL? = nil, seed: UInt64 = 1, settings: SettingValues = [:]) {
        self.directory = directory
        self.seed = seed
        self.settings = settings
    }
}
