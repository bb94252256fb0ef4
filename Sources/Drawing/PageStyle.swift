/// The style of charts and pages: plain files of this room, which the compiler puts into the program, so
/// that it needs no file beside itself.
package enum PageStyle {
    /// Of charts alone, with the colors for light and dark.
    package static let charts = String(decoding: PackageResources.charts_css, as: UTF8.self)
    /// Of everything else on a page; builds on `charts`.
    package static let page = String(decoding: PackageResources.page_css, as: UTF8.self)
}
