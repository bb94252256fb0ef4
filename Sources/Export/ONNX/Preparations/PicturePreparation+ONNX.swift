import OnwardCompute
import OnwardPictures

extension PicturePreparation: ONNXPreparation {
    func write(_ shape: Shape, in graph: inout ONNXGraph) -> ONNXGraph.Value { graph.bytes(shape) }

    /// ONNX's resizing is not that of pictures.
    var note: String {
        "input: pixels [\(form.color == .gray ? "gray" : "red, green, blue"), height, width] as bytes, "
            + "turned as EXIF says, resized until they cover \(form.size) and cut to their middle"
    }
}
