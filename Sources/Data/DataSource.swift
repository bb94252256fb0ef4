import OnwardSettings

/// A data set that is known by name.
public protocol DataSource: Sendable {
    /// How commands call it and what its folder is called, such as `fashion-mnist`.
    static var name: String { get }
    /// What it holds, in one line.
    static var summary: String { get }
    /// The settings that it takes.
    static var settings: [SettingDeclaration] { get }
    /// Whether these folders have its files.
    static func isHere(_ folders: DataFolders) -> Bool
    /// Reads it, looking in the request's folder first and then where data sets usually are.
    static func load(_ request: DataRequest) throws -> Dataset
}

extension DataSource {
    public static var settings: [SettingDeclaration] { [] }
    public static func isHere(_ folders: DataFolders) -> Bool { true }

    /// Reads it from where data sets usually are.
    public static func load() throws -> Dataset { try load(DataRequest()) }
}
