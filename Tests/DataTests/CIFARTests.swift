import Foundation
import OnwardCompute
import OnwardSettings
import OnwardTestSupport
import Testing

@testable import OnwardData
@testable import OnwardDataSets
@testable import OnwardPictures

@Suite("CIFAR's binary version")
struct CIFARTests {
    /// Two images whose bytes are their label and their planes' numbers.
    private func records(_ labels: [UInt8], front: [UInt8] = []) -> [UInt8] {
        labels.flatMap { label -> [UInt8] in
            front + [label] + (0..<3072).map { UInt8($0 / 1024 * 10) + label }
        }
    }

    private func first(_ samples: Samples) -> [Int] {
        let input = Matrix(rows: samples.count, columns: 3072)
        samples.gather(
            Matrix((0..<Int32(samples.count)).map { $0 }, columns: 1), into: input,
            labels: Matrix(.int32, rows: samples.count, columns: 1), on: Engine(threads: 1))
        return [0, 1024, 3071].map { Int((input[0, $0] * 255).rounded()) }
    }

    private var files: [(name: String, content: [UInt8])] {
        (1...5).map { ("data_batch_\($0).bin", records([UInt8($0), 9])) }
            + [("test_batch.bin", records([7, 0, 3]))]
    }

    private func check(_ folder: TemporaryFolder) throws {
        let data = try CIFAR10.load(from: folder.url, counts: (10, 3))
        #expect(data.train.allLabels == [1, 9, 2, 9, 3, 9, 4, 9, 5, 9])
        #expect(data.test.allLabels == [7, 0, 3] && data.shape == Shape(3, 32, 32))
        #expect(first(data.train) == [1, 11, 21] && first(data.test) == [7, 17, 27])
    }

    @Test("Files are read from the folder, compressed, unpacked or in the published archive")
    func readsEveryForm() throws {
        let plain = try TemporaryFolder()
        for (name, content) in files { try plain.write(content, to: name) }
        try check(plain)
        let unpacked = try TemporaryFolder()
        for (name, content) in files {
            try unpacked.write(gzip(content), to: "cifar-10-batches-bin/\(name).gz")
        }
        try check(unpacked)
        let packed = try TemporaryFolder()
        let members = files.map { ("cifar-10-batches-bin/" + $0.name, $0.content) }
        let archive = ArchiveWriter.tar([("readme.html", [1, 2, 3])] + members)
        try packed.write(gzip(archive), to: "cifar-10-binary.tar.gz")
        try check(packed)
    }

    @Test("The fine label of CIFAR-100 counts")
    func readsFineLabels() throws {
        let folder = try TemporaryFolder()
        try folder.write(records([99, 0], front: [19]), to: "train.bin")
        try folder.write(records([42], front: [3]), to: "test.bin")
        let data = try CIFAR100.load(from: folder.url, counts: (2, 1))
        #expect(data.train.allLabels == [99, 0] && data.test.allLabels == [42])
        #expect(data.classes.count == 100 && data.classes == data.classes.sorted())
        #expect(first(data.train) == [99, 109, 119])
    }

    @Test("What is not whole is refused")
    func refuses() throws {
        let folder = try TemporaryFolder()
        let missing = #expect(throws: FileError.self) { try CIFAR10.load(from: folder.url) }
        #expect(missing?.reason == .missing)
        for (name, content) in files { try folder.write(content, to: name) }
        #expect(throws: FileError.self) { try CIFAR10.load(from: folder.url) }
        try folder.write(Array(files[5].content.dropLast()), to: "test_batch.bin")
        #expect(throws: FileError.self) { try CIFAR10.load(from: folder.url, counts: (10, 3)) }
        try folder.write(records([1, 10, 2]), to: "test_batch.bin")
        let stray = #expect(throws: FileError.self) {
            try CIFAR10.load(from: folder.url, counts: (10, 3))
        }
        #expect(stray?.description.contains("got 10 for image 1") == true)
        let cut = try TemporaryFolder()
        try cut.write(Array(ArchiveWriter.tar(files).dropLast(2000)), to: "cifar-10-binary.tar.gz")
        #expect(throws: FileError.self) { try CIFAR10.load(from: cut.url, counts: (10, 3)) }
        var bytes = ArchiveWriter.tar(files)
        bytes[5] ^= 1
        try cut.write(bytes, to: "cifar-10-binary.tar.gz")
        let sum = #expect(throws: FileError.self) {
            try CIFAR10.load(from: cut.url, counts: (10, 3))
        }
        #expect(sum?.description.contains("wrong sum") == true)
    }

    @Test("The JPEG copy is read from its archive as from its folders")
    func readsJPEGCopy() throws {
        let folder = try TemporaryFolder()
        var members: [(name: String, content: [UInt8])] = [("README.md", [1])]
        for (part, count) in [("train", 2), ("test", 1)] {
            for (label, name) in ["cat", "dog"].enumerated() {
                for number in 0..<count {
                    let pixels = [UInt8](repeating: UInt8(100 * label + 9 * number), count: 12)
                    members.append(
                        (
                            "\(part)/\(name)/\(number).jpg",
                            JPEGWriter.jpeg(2, 2, channels: 3, pixels)
                        ))
                }
            }
        }
        for (name, content) in members { try folder.write(content, to: "cifar10-jpeg/\(name)") }
        let request = DataRequest(directory: folder.url)
        let unpacked = try CIFAR10JPEG.load(request)
        let packed = try TemporaryFolder()
        try packed.write(gzip(ArchiveWriter.tar(members)), to: "cifar10/cifar10-jpeg.tar.gz")
        let read = try CIFAR10JPEG.load(DataRequest(directory: packed.url))
        for data in [unpacked, read] {
            #expect(data.name == "cifar10-jpeg" && data.classes == ["cat", "dog"])
            #expect(data.train.allLabels == [0, 0, 1, 1] && data.test.allLabels == [0, 1])
            #expect(data.shape == Shape(3, 2, 2))
        }
        #expect(CIFAR10JPEG.isHere(DataFolders(dataDirectory: packed.url)))
    }
}
