import CKernels

extension NativeKernels {
    func movePatches(_ patches: Patches, images: Matrix, tokens: Matrix, isBack: Bool) {
        let (source, target) = isBack ? (tokens, images) : (images, tokens)
        let read = reading(source, as: .float32, room: 0)
        writing(target, room: 4) { written in
            run(
                table.patches,
                onward_patches(
                    image: (isBack ? written : read).pointer(),
                    tokens: (isBack ? read : written).pointer(), channels: patches.channels,
                    height: patches.height, width: patches.width, size: patches.size,
                    back: isBack),
                over: images.rows, numbersEach: patches.count)
        }
    }
}
