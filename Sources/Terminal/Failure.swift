import ArgumentParser
import Foundation
import OnwardCatalog
import OnwardData
import OnwardSettings

/// An error as the command shows it: settings get their dashes, remedies their commands, and wrong
/// arguments the usage of the command that was called.
package struct Failure {
    private let error: any Error
    private let command: any ParsableCommand.Type
    /// The program's own, of which that is a part.
    private let root: any ParsableCommand.Type

    package init(
        _ error: any Error, in command: any ParsableCommand.Type, of root: any ParsableCommand.Type
    ) {
        (self.error, self.command, self.root) = (error, command, root)
    }

    /// 64 where the arguments were wrong, 1 where files, the machine or the work itself failed.
    package var status: ExitCode {
        if let status = error as? ExitCode { return status }
        return isInput ? .validationFailure : .failure
    }

    /// Ends the program.
    package func exit() -> Never {
        // What was printed before it comes before it.
        fflush(nil)
        if !(error is ExitCode) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
        root.exit(withError: status)
    }

    package var text: String {
        (["Error: " + message] + hints + (isInput ? [usage] : [])).joined(separator: "\n")
    }

    private var isInput: Bool {
        error is ValidationError || (error as? any OnwardError)?.kind == .input
    }

    /// The setting that an error is about stands alone, without backquotes.
    private var message: String {
        guard let error = error as? any OnwardError else { return "\(error)" }
        var text = error.description
        if let key = error.setting, options.contains(key), text.hasPrefix(key) {
            text = "--" + text
        }
        return options.named(in: text)
    }

    private var options: OptionNames { OptionNames(of: command) }

    /// Commands that help.
    private var hints: [String] {
        guard let error = error as? any OnwardError else { return [] }
        if error.kind == .fault {
            return ["This is a fault of Onward: please report it, with the command and the recipe."]
        }
        guard let error = error as? FileError else { return [] }
        let name = error.subject.split { $0 == "/" || $0 == " " }.last.map(String.init) ?? ""
        switch error.reason {
        case .missing where (try? Catalog.standard.dataSource(name)) is any DownloadableSource.Type:
            return ["To download it: onward data download \(name)"]
        case .occupied where options.contains("resume"):
            return ["To go on with what is there: --resume"]
        default: return []
        }
    }

    private var usage: String {
        "Usage: \(root.usageString(for: command))\n"
            + "  See '\(name) --help' for more information."
    }

    /// `onward data download`
    private var name: String {
        root.usageString(for: command).split(separator: " ")
            .prefix { !$0.hasPrefix("[") && !$0.hasPrefix("<") && !$0.hasPrefix("-") }
            .joined(separator: " ")
    }
}
