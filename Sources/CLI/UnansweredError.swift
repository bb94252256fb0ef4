import OnwardSettings

/// Samples that a model finds no finite evidence for, and so no class.
struct UnansweredError: OnwardError {
    let count: Int
    let of: Int
    /// The name of the first of them, or its number.
    let first: String

    var kind: ErrorKind { .work }
    var subject: String { "evidence" }
    var expected: String { "finite numbers for every sample" }
    var got: String? { "others for \(count) of \(of), the first of them \(first)" }
    var remedy: String? {
        "look for numbers far out of the range of the model's own data, and for a model that diverged"
    }
}
