/// Walks over a network in the papers' notation and knows where it is.
struct NotationReader {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) { characters = Array(text) }

    /// Whether the first parenthesis closes at the end and holds others that are blocks: a lone
    /// `(10)` is a block itself.
    var hasOuterPair: Bool {
        let text = characters.filter { !$0.isWhitespace }
        guard text.first == "(", text.last == ")" else { return false }
        var (depth, holdsBlocks) = (0, false)
        for (index, character) in text.enumerated() {
            let isBlock = index == 0 || text[index - 1] == "," || text[index - 1] == "("
            if character == "(" && index > 0 && isBlock { holdsBlocks = true }
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth == 0 { return index == text.count - 1 && holdsBlocks }
        }
        return false
    }

    mutating func item() throws(NotationError) -> PaperNotation.Item {
        guard skip("(") else { return .layer(try chain()) }
        var layers: [[PaperNotation.Element]] = []
        repeat { layers.append(try chain()) } while skip(",")
        try take(")")
        return .block(layers)
    }

    /// Elements without a comma between.
    private mutating func chain() throws(NotationError) -> [PaperNotation.Element] {
        var elements = [try element()]
        // A number goes on only behind a parenthesis: "10 20" is a comma forgotten.
        while let next = peek,
            "PMAD".contains(next) || (next.isNumber && characters[place - 1] == ")")
        {
            elements.append(try element())
        }
        return elements
    }

    private mutating func element() throws(NotationError) -> PaperNotation.Element {
        if skip("P") {
            let (height, width) = try extent()
            return .averagePooling(height: height, width: width)
        }
        if skip("M") {
            let (height, width) = try extent()
            return .maxPooling(height: height, width: width)
        }
        if skip("A") {
            try take("(")
            let heads = try size("a number of heads")
            try take(")")
            return .attention(heads: heads)
        }
        if skip("D") {
            try take("(")
            let rate = try share()
            try take(")")
            return .dropout(rate)
        }
        let count = try size("the size of a layer")
        guard skip("C") else { return .dense(count) }
        let (height, width) = try extent()
        return .convolution(channels: count, height: height, width: width)
    }

    private mutating func extent() throws(NotationError) -> (height: Int, width: Int) {
        try take("(")
        let height = try size("a height")
        try take(",")
        let width = try size("a width")
        try take(")")
        return (height, width)
    }

    private mutating func size(_ what: String) throws(NotationError) -> Int {
        guard peek != nil else { throw expected(what) }
        let digits = String(characters[place...].prefix { $0.isASCII && $0.isNumber })
        guard !digits.isEmpty else { throw expected(what) }
        guard let size = Int(digits), size > 0, size <= 1 << 24 else {
            throw expected("a size between 1 and \(1 << 24)")
        }
        place += digits.count
        return size
    }

    private mutating func share() throws(NotationError) -> Double {
        guard peek != nil else { throw expected("a share below 1") }
        let digits = String(
            characters[place...].prefix { $0 == "." || $0.isASCII && $0.isNumber })
        guard let share = Double(digits), share < 1 else { throw expected("a share below 1") }
        place += digits.count
        return share
    }

    /// The next character that is not white space.
    private var peek: Character? {
        mutating get {
            while place < characters.count, characters[place].isWhitespace { place += 1 }
            return place < characters.count ? characters[place] : nil
        }
    }

    mutating func skip(_ character: Character) -> Bool {
        guard peek == character else { return false }
        place += 1
        return true
    }

    mutating func take(_ character: Character) throws(NotationError) {
        guard skip(character) else { throw expected("\"\(character)\"") }
    }

    mutating func end() throws(NotationError) {
        guard peek == nil else { throw expected("a comma or the end") }
    }

    private func expected(_ what: String) -> NotationError {
        NotationError(text: String(characters), place: place, expected: what)
    }
}
