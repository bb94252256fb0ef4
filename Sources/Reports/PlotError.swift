/// A plot that the program gnuplot could not draw.
struct PlotError: Error, CustomStringConvertible {
    let description: String
}
