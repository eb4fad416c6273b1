package dev.muster.processor.map;

import java.util.List;

/** Writes the map as a page that needs nothing else: the picture and, below it, the same in words. */
final class PageMap {
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width">
            <title>Muster: methods and resources</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; background: #ffffff; color: #1f2328; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
            .note { color: #59636e; max-width: 60rem; }
            .picture { overflow-x: auto; }
            table { border-collapse: collapse; }
            th, td { text-align: left; vertical-align: top; padding: .35rem 1.2rem .35rem 0; border-top: 1px solid #c9d1d9; }
            code { font: 13px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
            @media (prefers-color-scheme: dark) {
              body { background: #0d1117; color: #f0f6fc; } .note { color: #9198a1; } th, td { border-color: #3d444d; }
            }
            </style>
            </head>
            <body>
            <h1>Methods and resources</h1>
            """;

    private final ResourceMap map;
    private final StringBuilder page = new StringBuilder(HEAD);

    private PageMap(ResourceMap map) {
        this.map = map;
    }

    static String write(ResourceMap map) {
        return new PageMap(map).write();
    }

    private String write() {
        paragraph(
                "Left: what methods share. Right: what orders them. An arrow into a method is awaited, an arrow out of it is"
                        + " set by its success; a dot is held, taken or met. Point at a line to read it in words.");
        long others = map.methods().stream()
                .filter(method -> method.edges().isEmpty())
                .count();
        if (others > 0) {
            paragraph("Not drawn, since they use nothing: " + others + (others == 1 ? " method." : " methods."));
        }
        page.append("<div class=\"picture\">\n").append(Picture.draw(map)).append("</div>\n");
        resources();
        waits(map.waits());
        methods();
        return page.append("</body>\n</html>\n").toString();
    }

    private void paragraph(String text) {
        page.append("<p class=\"note\">").append(Svg.escaped(text)).append("</p>\n");
    }

    private void resources() {
        table("Resources", "resource", "of which there are", "used by");
        for (Resource resource : map.resources()) {
            row(code(resource.toString()), Svg.escaped(resource.detail()), users(resource));
        }
        page.append("</table>\n");
    }

    private String users(Resource resource) {
        StringBuilder users = new StringBuilder();
        for (MappedMethod method : map.methods()) {
            method.edges().stream()
                    .filter(edge -> edge.resource().equals(resource))
                    .forEach(edge -> users.append(users.isEmpty() ? "" : "<br>")
                            .append(code(method.toString()))
                            .append(' ')
                            .append(Svg.escaped(edge.way() + " it" + edge.keys())));
        }
        return users.toString();
    }

    private void waits(List<String> waits) {
        if (!waits.isEmpty()) {
            page.append("<h2>Who waits for whom</h2>\n<ul>\n");
            waits.forEach(wait -> page.append("<li>").append(Svg.escaped(wait)).append("</li>\n"));
            page.append("</ul>\n");
        }
    }

    private void methods() {
        table("Methods", "method", "runs", "limits");
        map.methods()
                .forEach(method ->
                        row(code(method.toString()), Svg.escaped(method.place()), Svg.escaped(method.limits())));
        page.append("</table>\n");
    }

    private void table(String title, String... heads) {
        page.append("<h2>").append(title).append("</h2>\n<table>\n<tr>");
        for (String head : heads) {
            page.append("<th>").append(head).append("</th>");
        }
        page.append("</tr>\n");
    }

    private void row(String... cells) {
        page.append("<tr>");
        for (String cell : cells) {
            page.append("<td>").append(cell).append("</td>");
        }
        page.append("</tr>\n");
    }

    private static String code(String text) {
        return "<code>" + Svg.escaped(text) + "</code>";
    }
}
