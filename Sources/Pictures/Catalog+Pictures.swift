import OnwardCatalog

extension Catalog {
    /// The standard catalog, and beside it what reads pictures.
    public static let withPictures: Catalog = {
        var catalog = Catalog.standard
        catalog.dataSources.append(CIFAR10JPEG.self)
        catalog.dataFormats.append(PictureFolder.self)
        catalog.preparations.append(PicturePreparation.self)
        return catalog
    }()
}
