import Foundation
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataFiles

private func names(in url: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
}

private struct Failure: Error {}

@Test("A new folder appears with its files, also in place of an empty one and below new ones")
func makesFolder() throws {
    let parent = try TemporaryFolder()
    try FileManager.default.createDirectory(
        at: parent.url.appending(path: "empty"), withIntermediateDirectories: false)
    for name in ["new", "empty", "some/where"] {
        let url = parent.url.appending(path: name)
        try NewFolder(url).fill { try Data([1]).write(to: $0.appending(path: "file")) }
        #expect(try names(in: url) == ["file"])
    }
    #expect(try names(in: parent.url) == ["empty", "new", "some"])
}

@Test("When filling fails, nothing is left")
func leavesNothing() throws {
    let parent = try TemporaryFolder()
    #expect(throws: Failure.self) {
        try NewFolder(parent.url.appending(path: "new")).fill { url in
            try Data([1]).write(to: url.appending(path: "file"))
            throw Failure()
        }
    }
    #expect(try names(in: parent.url) == [])
}

@Test("A place that is taken is refused and stays as it is, also when it is taken meanwhile")
func refusesTakenPlace() throws {
    let parent = try TemporaryFolder()
    try parent.write([1], to: "full/mine")
    try parent.write([1], to: "file")
    for name in ["full", "file"] {
        let error = #expect(throws: FileError.self) {
            try NewFolder(parent.url.appending(path: name))
        }
        #expect(error?.reason == .occupied)
    }
    let late = try NewFolder(parent.url.appending(path: "late"))
    try parent.write([1], to: "late/mine")
    let error = #expect(throws: FileError.self) {
        try late.fill { try Data([2]).write(to: $0.appending(path: "file")) }
    }
    #expect(error?.reason == .occupied)
    #expect(try names(in: parent.url) == ["file", "full", "late"])
    #expect(try names(in: late.url) == ["mine"])
}
