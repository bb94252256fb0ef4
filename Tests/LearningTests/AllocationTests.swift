import Foundation
import OnwardTestSupport
import Testing

/// What `AllocationProbe` counted in some steps of one training, the first steps left out.
private struct Count {
    let name: String
    let steps: Int
    let ours: Int
    let libraries: Int
    let growth: Int

    init?(_ line: Substring) {
        let words = line.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard let first = words.first, numbers.count == 4 else { return nil }
        (name, steps, ours) = (String(first), numbers[0], numbers[1])
        (libraries, growth) = (numbers[2], numbers[3])
    }
}

/// In a process of its own, which is built beside the tests and replaces malloc to count.
private func runProbe() throws -> (output: String, errors: String) {
    let (probe, output, errors) = (Process(), Pipe(), Pipe())
    probe.executableURL = Bundle.main.bundleURL.appending(path: "AllocationProbe")
    probe.standardOutput = output
    probe.standardError = errors
    try probe.run()
    let counts = output.fileHandleForReading.readDataToEndOfFile()
    let callers = errors.fileHandleForReading.readDataToEndOfFile()
    probe.waitUntilExit()
    try #require(probe.terminationStatus == 0)
    return (String(decoding: counts, as: UTF8.self), String(decoding: callers, as: UTF8.self))
}

@Test(
    "A training step after the first ones allocates nothing of ours, and the heap stays as it is",
    .onOwnThread)
func allocatesNothing() throws {
    let (output, errors) = try runProbe()
    if output.hasPrefix("allocations are not counted here") { try Test.cancel("\(output)") }
    let counts = output.split(separator: "\n").compactMap(Count.init)
    #expect(counts.count == 22, "\(output)")
    for count in counts {
        #expect(count.ours == 0, "\(count.name), callers to be read with addr2line:\n\(errors)")
        // What a case's threads give back when they end may be counted in the next one.
        #expect(count.growth <= 0, "\(count.name) grew by \(count.growth) bytes")
        // oneDNN asks for some memory in every product, and gives it back. Where two blocks learn in
        // turns, the upper one's step has the lower one's products too.
        let turns = count.name == "in-turns" ? 2 : 1
        #expect(count.steps > 0 && turns * count.libraries % count.steps == 0, "\(count)")
    }
}
