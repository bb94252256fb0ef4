import COnward
import OnwardCompute
import OnwardNetworks

extension onward_tensor {
    /// A network's own numbers, for as long as the network is as it is.
    init(_ tensor: NamedTensor) {
        let (start, rowStride, columnStride) = tensor.matrix.place
        self.init()
        (values, dimensions) = (start, tensor.shape.count)
        var strides = tensor.shape.map { _ in columnStride }
        for place in tensor.shape.indices.dropLast().reversed() {
            strides[place] = strides[place + 1] * tensor.shape[place + 1]
        }
        // A vector is one row.
        if strides.count > 1 { strides[0] = rowStride }
        shape = onward_tensor.four(tensor.shape)
        self.strides = onward_tensor.four(strides)
    }

    private static func four(_ list: [Int]) -> (Int, Int, Int, Int) {
        precondition(list.count <= 4, "a tensor of \(list.count) dimensions")
        let padded = list + Array(repeating: 0, count: 4 - list.count)
        return (padded[0], padded[1], padded[2], padded[3])
    }
}
