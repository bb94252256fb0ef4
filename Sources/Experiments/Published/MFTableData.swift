import OnwardSettings

/// The data sets of Mono-Forward's Tables 1 to 3, the networks on them and their budgets.
struct MFTableData: Sendable {
    let data: String
    let title: String
    let network: String
    let epochs: Int
    let dropout: Double
    /// With its learning rate and weight decay; Adam at 0.001 where not given.
    let optimizer: (name: String, lr: Double, weightDecay: Double)?
    let backpropagation: Double
    let monoForward: Double
    let incomparable: String?
    /// How FF's false samples are made, and what labels are written as; 1 where not given.
    var falseSamples = "hard-label"
    var labelStrength: String?

    static let mnist = MFTableData(
        data: "mnist", title: "MNIST", network: "1000,1000", epochs: 20, dropout: 0.3,
        optimizer: nil, backpropagation: 98.69, monoForward: 98.74, incomparable: nil)
    static let fashion = MFTableData(
        data: "fashion-mnist", title: "Fashion-MNIST", network: "1000,1000", epochs: 25,
        dropout: 0.3, optimizer: ("adamw", 0.0005, 0.05), backpropagation: 90.27,
        monoForward: 90.52, incomparable: nil)
    static let cifar = MFTableData(
        data: "cifar10-jpeg", title: "CIFAR-10 (JPEG)", network: "2000,2000,2000", epochs: 6,
        dropout: 0.2, optimizer: nil, backpropagation: 54.25, monoForward: 56.99,
        incomparable: "JPEG-compressed copies, few epochs", falseSamples: "wrong-label",
        labelStrength: "20")

    static let dense = [mnist, fashion, cifar]

    /// What all algorithms but FF have alike.
    func regularize(_ recipe: inout SettingValues) {
        recipe["dropout"] = "\(dropout)"
        if let optimizer {
            recipe["optimizer"] = optimizer.name
            recipe["lr"] = "\(optimizer.lr)"
            recipe["weight-decay"] = "\(optimizer.weightDecay)"
        }
    }

    enum Algorithm: String, CaseIterable {
        case bp, fa, dfa, ff, mf

        func recipe(on data: MFTableData) -> SettingValues {
            .published(rawValue, data.network, on: data.data, epochs: data.epochs) { recipe in
                guard self == .ff else { return data.regularize(&recipe) }
                recipe["optimizer"] = "adamw"
                recipe["negatives"] = data.falseSamples
                recipe["label-strength"] = data.labelStrength
            }
        }

        func job(on data: MFTableData) -> Job {
            let label = "\(data.title): \(rawValue.uppercased())"
            let rows: [Row] =
                switch self {
                case .bp:
                    [
                        Row(
                            label, .accuracy, published: data.backpropagation,
                            incomparable: data.incomparable)
                    ]
                case .mf:
                    [
                        Row(
                            label + ", sum over layers", .accuracy(.sum),
                            published: data.monoForward, incomparable: data.incomparable),
                        Row(
                            label + ", last layer", .accuracy(.lastBlock),
                            published: data.monoForward, incomparable: data.incomparable),
                    ]
                case .fa, .dfa, .ff: [Row(label, .accuracy)]
                }
            return Job("\(data.data)-\(rawValue)", recipe(on: data), rows: rows)
        }
    }
}
