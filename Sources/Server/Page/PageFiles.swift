import OnwardDrawing

/// The pages' files, which are part of the program.
enum PageFiles {
    /// - Throws: `ServerError` where there is no such file.
    static func bytes(_ name: String) throws(ServerError) -> [UInt8] {
        switch name {
        case "openapi.json": PackageResources.openapi_json
        case "index.html": PackageResources.index_html
        case "runs.html": PackageResources.runs_html
        case "charts.css": Array(PageStyle.charts.utf8)
        case "style.css": PackageResources.style_css
        case "icon.svg": PackageResources.icon_svg
        case "page.js": PackageResources.page_js
        case "canvas.js": PackageResources.canvas_js
        case "digit.js": PackageResources.digit_js
        case "inputs.js": PackageResources.inputs_js
        case "blocks.js": PackageResources.blocks_js
        case "answer.js": PackageResources.answer_js
        case "copy.js": PackageResources.copy_js
        case "server.js": PackageResources.server_js
        case "runs.js": PackageResources.runs_js
        case "chart.js": PackageResources.chart_js
        default: throw .notFound("there is no such file")
        }
    }

    static func response(_ name: String) throws(ServerError) -> ServerResponse {
        let bytes = try bytes(name)
        let types = [
            "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
            "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
            "json": "application/json",
        ]
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        return ServerResponse(
            type: types[ending] ?? "application/octet-stream",
            headers: [("cache-control", "no-cache")], body: .whole(bytes))
    }
}
