import ArgumentParser

/// In what form a table is printed.
struct TableForm: ParsableArguments {
    @Flag(help: "Print one JSON object.")
    var json = false
    @Flag(help: "Print a table with commas: a line for each run, numbers in full.")
    var csv = false

    func validate() throws {
        if json && csv { throw ValidationError("give --json or --csv, not both") }
    }
}
