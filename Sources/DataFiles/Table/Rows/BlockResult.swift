import OnwardData
import OnwardSettings

/// What was made of a block of rows, and what is to be known of it beside that.
struct BlockResult<Made: Sendable>: Sendable {
    var rowCount = 1
    /// Fields of a row.
    var width = 0
    var lineCount = 0
    var blankLine: Int?
    var made: Result<Made, RowFault>
}

/// Takes what was made of blocks in their order, and knows where each stands in the file.
struct BlockOrder {
    private let file: BlockPlace
    private var place: BlockPlace
    private var blankLine: Int?

    init(file: String) {
        self.file = BlockPlace(file: file)
        place = self.file
    }

    mutating func take<Made>(
        _ results: [BlockResult<Made>], _ take: (Made, BlockPlace) throws(FileError) -> Void
    ) -> Result<Void, FileError> {
        do throws(FileError) {
            for result in results { try self.take(result, take) }
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    private mutating func take<Made>(
        _ result: BlockResult<Made>, _ take: (Made, BlockPlace) throws(FileError) -> Void
    ) throws(FileError) {
        if let blankLine, result.rowCount > 0 {
            throw file.error(.blankLine(blankLine, fields: result.width))
        }
        switch result.made {
        case .success(let made): try take(made, place)
        case .failure(let fault): throw place.error(fault)
        }
        let before = place.firstLine - file.firstLine
        blankLine = blankLine ?? result.blankLine.map { before + $0 }
        place.firstLine += result.lineCount
    }
}
