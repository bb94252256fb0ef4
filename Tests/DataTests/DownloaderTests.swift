import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Synchronization
import Testing

@testable import OnwardData
@testable import OnwardDownloads

private let content = (0..<300_000).map { RandomSource(seed: 1, for: .test).word(at: $0 / 4) }
    .enumerated().map { UInt8(truncatingIfNeeded: $1 >> UInt32(8 * ($0 % 4))) }
private let packed = gzip(content)

/// A data set of one file that a `FileServer` has.
private enum TinySet: DownloadableSource {
    static let name = "tiny"
    static let summary = "one small file"
    static let mirror = "http://127.0.0.1:1/nowhere/"
    static let files = [RemoteFile("file.gz", checksum: checksum)]
    private static let checksum: String = {
        let checksum = Checksum()
        checksum.add(content)
        return checksum.finish()
    }()

    static func load(_ request: DataRequest) -> Dataset {
        SyntheticDigits.load(trainCount: 0, testCount: 0)
    }
}

@Test("SHA-256 is that of the standard")
func knowsSHA256() {
    let checksum = Checksum()
    checksum.add(Array("a".utf8))
    checksum.add(Array("bc".utf8))
    #expect(
        checksum.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

@Test("A data set is fetched, and once it is there not again")
func downloads() async throws {
    let folder = try TemporaryFolder()
    let server = FileServer(packed)
    let last = Mutex<DownloadProgress?>(nil)
    try await server.serve { address in
        let downloader = Downloader(into: folder.url, mirror: address)
        try await downloader.download(TinySet.self) { step in last.withLock { $0 = step } }
        let whole = DownloadProgress(
            file: "file.gz", received: packed.count, total: packed.count)
        #expect(last.withLock { $0 } == whole)
        try await downloader.download(TinySet.self)
    }
    #expect(try folder.bytes(of: "tiny/file.gz") == packed)
    #expect(!folder.has("tiny/file.gz.part"))
    #expect(server.visits == [.init(range: nil, served: packed.count)])
}

@Test("A download that broke off continues where it ended")
func resumes() async throws {
    let folder = try TemporaryFolder()
    let server = FileServer(packed, firstCut: 100_000)
    try await server.serve { address in
        let downloader = Downloader(into: folder.url, mirror: address)
        let error = await #expect(throws: FileError.self) {
            try await downloader.download(TinySet.self)
        }
        #expect(error?.reason == .unreachable)
        #expect(
            error?.description.contains("after 100000 bytes") == true,
            "\(String(describing: error))")
        #expect(!folder.has("tiny/file.gz"))
        try await downloader.download(TinySet.self)
    }
    #expect(try folder.bytes(of: "tiny/file.gz") == packed)
    #expect(
        server.visits == [
            .init(range: nil, served: 100_000),
            .init(range: "bytes=100000-", served: packed.count - 100_000),
        ])
}

@Test("A server that sends everything again is taken at its word")
func restartsWithoutRange() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1, 2, 3], to: "tiny/file.gz.part")
    let server = FileServer(packed, honoursRange: false)
    try await server.serve { address in
        try await Downloader(into: folder.url, mirror: address).download(TinySet.self)
    }
    #expect(try folder.bytes(of: "tiny/file.gz") == packed)
    #expect(server.visits == [.init(range: "bytes=3-", served: packed.count)])
}

@Test("A part longer than the file is begun anew")
func restartsAfterRefusedRange() async throws {
    let folder = try TemporaryFolder()
    try folder.write(packed + [0], to: "tiny/file.gz.part")
    let server = FileServer(packed)
    try await server.serve { address in
        try await Downloader(into: folder.url, mirror: address).download(TinySet.self)
    }
    #expect(try folder.bytes(of: "tiny/file.gz") == packed)
    #expect(server.visits.map(\.served) == [0, packed.count])
}

@Test("A file with another checksum is deleted, and both sums are told")
func refusesWrongChecksum() async throws {
    let folder = try TemporaryFolder()
    try await FileServer(gzip(Array(content.dropLast()))).serve { address in
        let error = await #expect(throws: FileError.self) {
            try await Downloader(into: folder.url, mirror: address).download(TinySet.self)
        }
        #expect(error?.reason == .wrongChecksum)
        #expect(error?.expected.hasSuffix(TinySet.files[0].checksum) == true)
        #expect(error?.got?.count == 64)
    }
    #expect(!folder.has("tiny/file.gz") && !folder.has("tiny/file.gz.part"))
}

@Test("A file that is not what it was is fetched again")
func replacesDamagedFile() async throws {
    let folder = try TemporaryFolder()
    try folder.write(packed.dropLast(5) + [0, 0, 0, 0, 0], to: "tiny/file.gz")
    try await FileServer(packed).serve { address in
        try await Downloader(into: folder.url, mirror: address).download(TinySet.self)
    }
    #expect(try folder.bytes(of: "tiny/file.gz") == packed)
}

@Test("A page that is not there is an error with status and address")
func reportsStatus() async throws {
    let folder = try TemporaryFolder()
    try await FileServer(packed).serve { address in
        let error = await #expect(throws: FileError.self) {
            try await Downloader(into: folder.url, mirror: address + "elsewhere/")
                .download(TinySet.self)
        }
        #expect(error?.reason == .refused)
        #expect(error?.got == "HTTP status 404")
        #expect(error?.subject == address + "elsewhere/file.gz")
    }
    #expect(!folder.has("tiny/file.gz"))
}

@Test("A server that is not there, and an address that is none, are clear errors")
func reportsUnreachable() async throws {
    let folder = try TemporaryFolder()
    let unreachable = await #expect(throws: FileError.self) {
        try await Downloader(into: folder.url).download(TinySet.self)
    }
    #expect(unreachable?.reason == .unreachable)
    #expect(unreachable?.subject == "http://127.0.0.1:1/nowhere/file.gz")
    let refused = await #expect(throws: FileError.self) {
        try await Downloader(into: folder.url, mirror: "file:///etc/").download(TinySet.self)
    }
    #expect(refused?.reason == .refused)
}
