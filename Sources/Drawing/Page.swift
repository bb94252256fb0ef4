/// One page in one file: it asks no network for anything, and runs no script.
package struct Page: Sendable {
    package struct Section: Sendable {
        let id: String
        let title: String
        let content: Markup

        /// - Parameter id: what a link on the page calls it, of small letters and dashes.
        package init(_ id: String, _ title: String, _ content: Markup) {
            self.id = id
            self.title = title
            self.content = content
        }
    }

    let title: String
    /// What stands below the title, before all sections.
    let lead: Markup
    let sections: [Section]
    let foot: Markup

    package init(title: String, lead: Markup, sections: [Section], foot: Markup) {
        self.title = title
        self.lead = lead
        self.sections = sections
        self.foot = foot
    }

    package var html: String {
        let links = sections.map { section -> Markup in
            "<li><a href=\"#\(section.id)\">\(section.title)</a></li>"
        }
        let parts = sections.map { section -> Markup in
            """
            <section id="\(section.id)" aria-labelledby="\(section.id)-title">
            <h2 id="\(section.id)-title">\(section.title)</h2>
            \(section.content)
            </section>
            """
        }
        let page: Markup = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <title>\(title)</title>
            <style>
            \(Markup(trusted: PageStyle.charts))\(Markup(trusted: PageStyle.page))</style>
            </head>
            <body>
            <a class="skip" href="#content">To the content</a>
            <header>
            <h1>\(title)</h1>
            \(lead)
            <nav aria-label="Sections"><ul>\(links)</ul></nav>
            </header>
            <main id="content">
            \(parts)
            </main>
            <footer>\(foot)</footer>
            </body>
            </html>

            """
        return page.text
    }
}
