import OnwardSettings

extension DataRequest {
    /// What numbers a data set's classes have as labels: those of the network's that knows them, or else
    /// their own in order.
    ///
    /// - Throws: `FileError` that names a class that is none of the network's.
    package func labels(
        of classes: [String], at place: String
    ) throws(FileError) -> [Int32] {
        let known = known?.classes ?? classes
        return try classes.map { name throws(FileError) in
            guard let label = known.firstIndex(of: name) else {
                throw FileError(
                    .inconsistent, at: place,
                    expected: "samples of the classes \(FileError.list(known))", got: name,
                    remedy: "give data of these classes")
            }
            return Int32(label)
        }
    }
}
