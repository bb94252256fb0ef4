import Foundation
import OnwardCatalog
import OnwardPictures
import Testing

@testable import SettingsWriter

private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

@Test("Flags and documentation are what the declarations say; run `make settings` to write them")
func holdsFiles() throws {
    let contents = SettingsWriter.contents(.withPictures)
    for (path, text) in contents {
        let written = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
        #expect(written == text, "\(path) is another than `make settings` writes")
    }
    let folder = root.appending(path: SettingsWriter.flagFolder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(
        Set(files.map { "\(SettingsWriter.flagFolder)/\($0)" })
            == Set(contents.keys.filter { $0.hasPrefix(SettingsWriter.flagFolder) }))
}
