/// Where the numbers of images lie whose channels are kept in groups:
/// [N, channels / lanes, positions, lanes]. With one lane every channel is a plane of its own.
package struct ImagePlaces: Sendable, Hashable {
    package let channels: Int
    /// Numbers in one channel of an image.
    package let positions: Int
    package let lanes: Int

    init(channels: Int, positions: Int, lanes: Int) {
        precondition(
            lanes > 0 && channels.isMultiple(of: lanes), "\(channels) channels by \(lanes)")
        self.channels = channels
        self.positions = positions
        self.lanes = lanes
    }

    /// The place of a number among those of all images.
    func place(_ image: Int, _ channel: Int, _ position: Int) -> Int {
        let (group, lane) = channel.quotientAndRemainder(dividingBy: lanes)
        return ((image * channels / lanes + group) * positions + position) * lanes + lane
    }

    /// The channel of the number at a place.
    func channel(of place: Int) -> Int {
        place / (positions * lanes) % (channels / lanes) * lanes + place % lanes
    }
}
