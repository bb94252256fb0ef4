import CKernels

extension NativeKernels {
    func embed(
        _ labels: Matrix, at place: LabelPlace, of input: Matrix, copied: Int, offset: Int,
        copies: Int, into output: Matrix
    ) {
        run(
            loops(input, output).embed,
            onward_embed(
                input: input.start, labels: labels.pointer(), output: output.start,
                input_columns: input.columns, output_columns: output.columns, copied: copied,
                copies: copies, classes: place.classes, run: place.run, offset: offset,
                seen: place.firstSeen, strength: place.strength.number,
                ratio: place.strength.ratio(run: place.run), neutral: place.neutral),
            over: output.rows, numbersEach: output.columns)
    }
}
