import OnwardData

/// CIFAR-100: photos of a hundred kinds of things, 32 × 32 pixels in color, 50,000 to train on and
/// 10,000 to test with. Labels are the fine ones.
///
/// - Reference: Krizhevsky, *Learning Multiple Layers of Features from Tiny Images*, 2009.
package enum CIFAR100: CIFARSource {
    package static let name = "cifar100"
    package static let summary = "photos of many kinds, 32 × 32 color, 50,000 + 10,000, 100 classes"
    package static let classes = """
        apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus \
        butterfly camel can castle caterpillar cattle chair chimpanzee clock cloud cockroach couch \
        crab crocodile cup dinosaur dolphin elephant flatfish forest fox girl hamster house \
        kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man maple_tree motorcycle \
        mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree \
        plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark \
        shrew skunk skyscraper snail snake spider squirrel streetcar sunflower sweet_pepper table \
        tank telephone television tiger tractor train trout tulip turtle wardrobe whale \
        willow_tree wolf woman worm
        """.split(separator: " ").map(String.init)
    package static let trainFiles = ["train.bin"]
    package static let testFiles = ["test.bin"]
    /// The coarse label comes first.
    package static let labelByteCount = 2
    package static let mirror = "https://www.cs.toronto.edu/~kriz/"
    /// The archive's own sum, not its content's: the archive is the only form that is published.
    package static let files = [
        RemoteFile(
            "cifar-100-binary.tar.gz",
            storedChecksum: "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec")
    ]
}
