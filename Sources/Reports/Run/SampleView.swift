import Foundation
import OnwardData
import OnwardDataFiles
import OnwardDrawing
import OnwardPictures

/// A sample as a page shows it: a picture, a row's fields, a text's words, or some numbers.
struct SampleView {
    /// Its file's, where it has one.
    let name: String?
    private let content: Content

    private enum Content {
        case picture(Picture)
        case fields([(column: String, text: String)], more: Int)
        case words([String])
    }

    private static let greatestSide = 80
    private static let greatestFields = 12
    private static let greatestWords = 16
    /// Letters of a text that are shown.
    private static let greatestLength = 60

    /// - Parameter places: which samples.
    static func of(
        _ samples: Samples, at places: [Int], preparation: (any Preparation)?
    ) -> [SampleView] {
        let chosen = samples.selecting(places.map(Int32.init))
        let (names, sizes) = (chosen.allNames, samples.shape.dimensions)
        return chosen.numbers.enumerated().map { place, numbers in
            let name = names?[place]
            return SampleView(
                name: name.flatMap { $0.isEmpty ? nil : shortened($0) },
                content: content(of: numbers, sizes, preparation))
        }
    }

    private static func content(
        of numbers: [Float], _ sizes: [Int], _ preparation: (any Preparation)?
    ) -> Content {
        if sizes.count == 3 {
            return .picture(Picture(sample: numbers, sizes: sizes).within(greatestSide))
        }
        if let texts = preparation as? TextPreparation {
            return .words(
                texts.heaviestWords(in: numbers, count: greatestWords).map(shortened))
        }
        let fields =
            (preparation as? TablePreparation)?.fields(of: numbers)
            ?? numbers.enumerated().map {
                (column: "number \($0 + 1)", text: String(format: "%.4g", $1))
            }
        return .fields(
            fields.prefix(greatestFields).map { (shortened($0.column), shortened($0.text)) },
            more: max(0, fields.count - greatestFields))
    }

    private static func shortened(_ text: String) -> String {
        text.count > greatestLength ? text.prefix(greatestLength - 1) + "…" : text
    }

    /// Nil for what is none.
    var picture: Picture? {
        if case .picture(let picture) = content { picture } else { nil }
    }

    /// - Parameter alt: in words, for who does not see a picture.
    func markup(alt: String) -> Markup {
        switch content {
        case .picture(let picture): return picture.image(alt: alt)
        case .words(let words):
            return "<p>The words that weigh most: <em>\(words.joined(separator: ", "))</em></p>"
        case .fields(let fields, let more):
            let rows = fields.map { column, text -> Markup in
                "<tr><th scope=\"row\">\(column)</th><td class=\"text\">\(text)</td></tr>"
            }
            let rest: Markup? = more > 0 ? "<p class=\"soft\">and \(more) more</p>" : nil
            return "<table><tbody>\(rows)</tbody></table>\(rest)"
        }
    }
}

extension Picture {
    /// With the picture itself, so that a page needs no other file.
    func image(alt: String, style: String = "sample") -> Markup {
        """
        <img class="\(style)" alt="\(alt)" width="\(size.width)" height="\(size.height)" \
        src="data:image/png;base64,\(Data(png).base64EncodedString())">
        """
    }
}
