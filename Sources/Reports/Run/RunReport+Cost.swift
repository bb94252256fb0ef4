import OnwardDrawing
import OnwardLearning
import OnwardRecipes
import OnwardRuns

/// What the run took, how to run it again, and where it ran.
extension RunReport {
    var cost: Page.Section? {
        guard let seconds = record.trainSeconds else { return nil }
        let rate = record.summary.map { summary -> String in
            ", \(Int(summary.samplesPerSecond).formatted()) samples a second"
        }
        let time: Markup = """
            <p>Trained for \(Decimals.duration(seconds))\(rate ?? ""), files and examinations not \
            counted.</p>
            """
        return Page.Section(
            "cost", "Time and memory", Markup([time, timeParts, memoryParts].compactMap(\.self)))
    }

    private var timeParts: Markup? {
        guard let shares = record.summary?.stepShares else { return nil }
        let names = [
            ("products", "matrix products and convolutions"), ("optimizer", "optimizer"),
            ("data", "batches, labels and contrasts"), ("rest", "everything else"),
        ]
        return ShareBars(
            caption: "Where the time of a training step goes",
            bars: names.compactMap { key, name in shares[key].map { (name, $0) } },
            reference: nil
        ).markup
    }

    private var memoryParts: Markup? {
        guard let plan = record.summary?.plannedMemory else { return nil }
        let parts = plan.parts.filter { $0.bytes > 0 }
        let rows = parts.map { part -> [Markup] in
            ["\(part.name)", "\(Decimals.bytes(part.bytes))"]
        }
        let total: [Markup] = ["in all, beyond the program", "\(Decimals.bytes(plan.total))"]
        let peak = record.peakMemoryBytes.map { bytes -> [Markup] in
            ["the process at its peak, as measured", "\(Decimals.bytes(bytes))"]
        }
        return DataTable(
            caption: "Memory as planned, part by part", headings: ["part", "bytes"],
            rows: rows + [total] + (peak.map { [$0] } ?? [])
        ).markup
    }

    /// Named so that it runs wherever the data is known by the same name.
    var settings: Page.Section? {
        guard let yaml = try? record.recipe?.withoutPaths.yaml else { return nil }
        return Page.Section(
            "recipe", "The recipe",
            """
            <p>Save it as <code>recipe.yaml</code>: it trains this network again.</p>
            <pre tabindex="0">\(yaml)</pre>
            """)
    }

    var machine: Page.Section? {
        guard let summary = record.summary else { return nil }
        let rows: [[Markup]] = [
            ["machine", "\(summary.machine)"], ["threads", "\(summary.threads)"],
            ["precision", "\(summary.precision.rawValue)"],
            ["seed", "\(String(summary.seed))"], ["Onward", "\(summary.version)"],
            ["parameters", "\(summary.parameters.formatted())"],
        ]
        return Page.Section(
            "machine", "Machine, versions, seed",
            DataTable(
                caption: "What the same bits need to be the same",
                headings: ["what", "of this run"],
                rows: rows, words: [1]
            ).markup)
    }
}
