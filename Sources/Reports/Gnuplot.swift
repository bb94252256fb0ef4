import Foundation
import OnwardExperiments
import OnwardSettings

/// Draws plots by the program gnuplot, where it is installed.
enum Gnuplot {
    /// Whether the program is there.
    static var isInstalled: Bool { executable != nil }

    private static var executable: URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(fileURLWithPath: String($0)).appending(path: "gnuplot") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// Writes `<path>.svg` and `<path>.png`; nothing where there is nothing to draw.
    ///
    /// - Returns: whether both were drawn.
    static func draw(_ plot: Plot, of results: ExperimentResults, to path: URL) throws -> Bool {
        let lines = plot.lines.map { ($0.label, $0.points(in: results)) }
            .filter { !$0.1.isEmpty }
        guard let executable, !lines.isEmpty else { return false }
        let (process, input) = (Process(), Pipe())
        process.executableURL = executable
        process.standardInput = input
        try process.run()
        input.fileHandleForWriting.write(Data(script(plot, lines, path).utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw FileError(
                .inaccessible, at: path, expected: "a plot that gnuplot draws",
                got: "its status \(process.terminationStatus)",
                remedy: "read what gnuplot wrote above")
        }
        return true
    }

    private static func script(
        _ plot: Plot, _ lines: [(label: String, points: [(x: Double, y: Double)])], _ path: URL
    ) -> String {
        let data = lines.enumerated().map { index, line in
            "$line\(index) << EOD\n"
                + line.points.map { "\($0.x) \($0.y)\n" }.joined() + "EOD\n"
        }
        let curves = lines.enumerated().map { index, line in
            let style = line.points.count > mostMarked ? "lines" : "linespoints"
            return "$line\(index) using 1:2 with \(style) title \(quoted(line.label))"
        }.joined(separator: ", ")
        let drawing = ["svg", "png"].map {
            """
            set terminal \($0) noenhanced size 800,500
            set output \(quoted(path.path + "." + $0))
            plot \(curves)

            """
        }
        return data.joined() + """
            set title \(quoted(plot.title))
            set xlabel \(quoted(plot.x))
            set ylabel \(quoted(plot.y))
            set key outside right
            set grid
            set encoding utf8

            """ + drawing.joined() + "unset output\n"
    }

    /// More points than these would hide their line.
    private static let mostMarked = 50

    /// In gnuplot's single quotes, where nothing but themselves is special.
    private static func quoted(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "'", with: "''") + "'"
    }
}
