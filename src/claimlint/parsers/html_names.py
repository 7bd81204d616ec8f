"""What the names of HTML elements mean for a reader of prose."""

from __future__ import annotations


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}

BLOCKS = _names(
    "address article aside blockquote body center caption dd details dialog dir div dl dt fieldset figcaption figure"
    " footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link listing main menu meta nav"
    " noscript ol option p plaintext pre script search section select style summary table tbody td template textarea"
    " tfoot th thead title tr ul"
)
"""Elements at whose begin and end a sentence ends."""

VOID = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without content."""

UNSEEN = _names(
    "head script style template noscript textarea title xmp noembed noframes iframe pre code kbd samp var math select"
    " option datalist canvas audio video"
)
"""Elements whose text is not prose and whose links nobody follows."""

ASIDE_FROM_PROSE = _names("nav svg object map")
"""Elements whose text is not prose, but whose links count."""

CODE = _names("code kbd samp var math")
"""Elements in running text for which a placeholder stands."""

KINDS = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
}
REGIONS = {"footer": "footer", "aside": "aside", "header": "header", "details": "details"}
LISTS = _names("ul ol menu dl")

CLOSED_BY = {
    "li": (_names("li"), LISTS),
    "dt": (_names("dt dd"), _names("dl")),
    "dd": (_names("dt dd"), _names("dl")),
    "td": (_names("td th"), _names("table tr")),
    "th": (_names("td th"), _names("table tr")),
    "tr": (_names("tr td th"), _names("table")),
    "tbody": (_names("tr td th tbody thead tfoot caption"), _names("table")),
    "tfoot": (_names("tr td th tbody thead tfoot caption"), _names("table")),
    "option": (_names("option"), _names("select")),
}
"""What an opening tag ends although no closing tag says so, and where the search for it stops."""

P_STOPS = _names("button table td th caption object html")
"""Elements through which a block does not end a paragraph."""

KEEPS_PARAGRAPH = _names("script style link meta template noscript title option select textarea")
"""Block elements that may stand in a paragraph without ending it."""
