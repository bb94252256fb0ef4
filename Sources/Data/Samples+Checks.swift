import OnwardCompute
import OnwardSettings

extension Samples {
    /// Samples of a program's own numbers.
    ///
    /// - Shapes: `features` [S, shape.count] of uint8 or float32, `labels` [S, 1] of int32.
    /// - Parameter scale: what a stored number is multiplied by, 1/255 for bytes that mean 0…1.
    /// - Parameter groups: a number for each sample; those with equal ones are never parted.
    /// - Throws: `SettingsError` where these do not belong together, or a label is below 0.
    public init(
        features: Matrix, scale: Float, labels: Matrix, shape: Shape, groups: [Int32]? = nil
    ) throws(SettingsError) {
        try SettingsError.require(
            features.elementType == .uint8 || features.elementType == .float32, "features",
            "of uint8 or float32", got: "\(features.elementType)")
        try SettingsError.require(
            features.columns == shape.count && features.isContiguous, "features",
            "row by row \(shape.count) numbers, a sample of the form \(shape)",
            got: features.isContiguous ? "\(features.columns)" : "a view with gaps")
        try SettingsError.require(scale.isFinite, "scale", "a finite number", got: scale)
        try SettingsError.require(
            labels.elementType == .int32 && labels.isContiguous, "labels",
            "int32, one behind the other",
            got: labels.isContiguous ? "\(labels.elementType)" : "a view with gaps")
        try SettingsError.require(
            labels.rows == features.rows && labels.columns == 1, "labels",
            "one for each of \(features.rows) samples, [\(features.rows), 1]",
            got: "[\(labels.rows), \(labels.columns)]")
        let lowest = labels.values(as: Int32.self).min() ?? 0
        try SettingsError.require(lowest >= 0, "labels", "at least 0", got: lowest)
        if let groups {
            try SettingsError.require(
                groups.count == features.rows, "groups",
                "one for each of \(features.rows) samples", got: groups.count)
        }
        self.init(dense: features, scale: scale, labels: labels, shape: shape, groups: groups)
    }
}
