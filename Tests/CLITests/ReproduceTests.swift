import Foundation
import Testing

@Suite("onward reproduce", .serialized)
struct ReproduceTests {
    private let program: Program

    init() throws { program = try Program(ToyData()) }

    @Test("The list names every experiment with its budget")
    func list() throws {
        let result = try program.start(["reproduce", "--list"]).wait()
        #expect(result.status == 0)
        #expect(result.output.contains("intff-table-1"))
        #expect(result.output.contains("1 seed, at most 12 epochs, about 4.0 hours on two cores"))
    }

    @Test("A name that is not known is answered with the nearest one, and status 64")
    func unknown() throws {
        let result = try program.start(["reproduce", "mf-table3"]).wait()
        #expect(result.status == 64)
        #expect(result.errors.contains("mf-table-3"))
        #expect(try program.start(["reproduce"]).wait().status == 64)
        #expect(try program.start(["reproduce", "ladder", "--seeds", "0"]).wait().status == 64)
        #expect(
            try program.start(["reproduce", "ladder", "--quick", "--resume"]).wait().status == 64)
    }

    @Test("A rehearsal writes a report and says that its numbers mean nothing")
    func rehearsal() throws {
        let result = try program.start(
            ["reproduce", "intff-figure-3", "--quick", "--threads", "1"]
        ).wait()
        #expect(result.status == 0, "\(result)")
        let folder = program.folder.appending(path: "runs/reproduce-quick")
        let report = try String(
            contentsOf: folder.appending(path: "intff-figure-3.md"), encoding: .utf8)
        #expect(report.contains("these numbers mean nothing"))
        #expect(result.output.contains(report))
        // What is there stays: only a rehearsal writes over a rehearsal.
        let output = ["--output", "runs/reproduce-quick"]
        let occupied = try program.start(["reproduce", "intff-figure-3"] + output).wait()
        #expect(occupied.status == 1)
        #expect(occupied.errors.contains("--resume"))
    }
}
