/// Labels as files hold them.
struct StoredLabels {
    enum Values {
        case numbers([Int])
        case texts([String])
    }

    let values: Values
    /// The file or array that they are in, for messages.
    let place: String

    static let none = StoredLabels(values: .numbers([]), place: "")

    var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .texts(let texts): texts.count
        }
    }

    /// None where they are texts.
    var numbers: [Int] {
        switch values {
        case .numbers(let numbers): numbers
        case .texts: []
        }
    }

    /// What classes of these labels are called.
    var names: [String] {
        switch values {
        case .numbers(let numbers): numbers.map(String.init)
        case .texts(let texts): texts
        }
    }
}
