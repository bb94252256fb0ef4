import OnwardCompute
import OnwardDataFiles
import OnwardNetworks
import OnwardPictures

/// What a model's samples are before they are prepared.
enum InputForm: Sendable {
    /// A picture, or its numbers within 0…1, plane by plane.
    case picture(PicturePreparation)
    /// A row by the names of its columns.
    case row(TablePreparation)
    case text(TextPreparation)
    case numbers

    init(of network: Network) {
        switch network.preparation {
        case let pictures as PicturePreparation: self = .picture(pictures)
        case let table as TablePreparation: self = .row(table)
        case let text as TextPreparation: self = .text(text)
        // Arrays, IDX files and known sets: pictures where they have the form of some.
        case let other:
            let hasOtherScale = (other as? ArrayPreparation)?.noteOnPictures != nil
            if let form = PictureForm(network.input), !hasOtherScale {
                self = .picture(PicturePreparation(form))
            } else {
                self = .numbers
            }
        }
    }

    /// As clients are told it.
    var name: String {
        switch self {
        case .picture: "picture"
        case .row: "row"
        case .text: "text"
        case .numbers: "numbers"
        }
    }

    /// Of a row, those that must be there; nil of anything else.
    var columns: [String]? {
        guard case .row(let table) = self else { return nil }
        return table.featureNames
    }
}
