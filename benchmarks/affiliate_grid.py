"""Pages made of a link, a disclosure and a place, whose verdict is known by construction.

Nothing here looks at how claimlint decides: the expected state follows from the
wording's class and the place alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

FILLER = (
    "The room was dark, the window stood open, and the street lay quiet below us for once. "
    "We wrote down when we fell asleep and when we woke, and compared our notes in the morning. "
)
LINKS = {
    "amazon tag": ("the mask", "https://www.amazon.com/dp/B000000001?tag=sleepwell-20"),
    "amazon short": ("this lamp", "https://amzn.to/3abcdef"),
    "entity-encoded key": ("the pillow", "https://www.amazon.de/dp/B01?psc=1&amp;tag=schlaf-21"),
    "network host": ("the oil", "https://shareasale.com/r.cfm?b=11&u=22&m=33"),
    "impact path": ("the ring", "https://goto.ringshop.example/c/123456/654321/9876"),
    "wrapped target": ("the tea", "https://go.skimresources.com/?id=1X2&url=https%3A%2F%2Fteas.example%2Fmint"),
    "dispensary": ("our shelf", "https://us.fullscript.com/welcome/drmorris"),
    "distributor": ("her oils", "https://www.mydoterra.com/janeexample"),
    "generic key": ("the powder", "https://powders.example/whey?aff_id=77"),
    "landing key": ("the shoe", "https://shoes.example/run?irclickid=abc123"),
}
AMAZON = frozenset(("amazon tag", "amazon short", "entity-encoded key"))
WORDINGS = {
    "strong": (
        "We earn a commission if you buy through links on this page.",
        "If you click a link here and order something, I may receive a small fee at no extra cost to you.",
        "This article contains affiliate links, which means that the shop pays us a share of the sale.",
        "Purchases made through these links may result in a small commision for me.",
        "WE GET PAID WHEN YOU BUY THROUGH OUR LINKS.",
        "Wir erhalten eine Provision, wenn Sie über unsere Links einkaufen.",
        "Nous touchons une commission si vous achetez via nos liens.",
        "Recibimos una comisión si compras a través de estos enlaces.",
        "Riceviamo una commissione se acquisti tramite i nostri link.",
        "Wij ontvangen een commissie als je via onze links koopt.",
    ),
    "amazon": ("As an Amazon Associate I earn from qualifying purchases.",),
    "sponsor": ("Sponsored by Drowsy Ltd.", "Drowsy paid us to write this review."),
    "gift": ("Drowsy sent us this mask free of charge for review.",),
    "weak": (
        "This post may contain affiliate links.",
        "#affiliate",
        "Our site is reader-supported.",
        "Dieser Beitrag enthält Affiliate-Links.",
    ),
    "support": ("You support our site when you shop through our links.",),
    "denied": ("We never use affiliate links.", "This site contains no affiliate links."),
    "nothing": (
        "All opinions are our own.",
        "This post is not sponsored.",
        "What are affiliate links, and how do they work?",
        "Items sent in for review will be marked with an asterisk.",
        "The clinic is affiliated with the university hospital.",
        "",
    ),
}
PLACES = ("before", "same paragraph", "near", "late", "footer", "folded")
FORMATS = ("markdown", "html", "text")
_BY_PLACE = {
    "before": "ok",
    "same paragraph": "ok",
    "near": "near",
    "late": "late",
    "footer": "footer-only",
    "folded": "hidden",
}
RULES = {
    "ok": None,
    "none": "affiliate/undisclosed-link",
    "near": "affiliate/disclosure-near",
    "late": "affiliate/disclosure-late",
    "footer-only": "affiliate/disclosure-footer-only",
    "hidden": "affiliate/disclosure-hidden",
    "weak-only": "affiliate/disclosure-weak",
    "support-only": "affiliate/disclosure-support-only",
    "amazon-only": "affiliate/disclosure-amazon-only",
    "linked-only": "affiliate/disclosure-linked-only",
    "denied": "affiliate/disclosure-denied",
    "switched-off": "affiliate/disclosure-switched-off",
    "declared": "affiliate/disclosure-declared",
}


@dataclass(frozen=True)
class Page:
    """A page and the state it must be in."""

    text: str
    format: str
    expected: str
    name: str


def pages() -> Iterator[Page]:
    """Yield every page of the grid."""
    yield from _plain()
    yield from _markup()


def _plain() -> Iterator[Page]:
    for link in LINKS:
        for kind, sentences in WORDINGS.items():
            for number, place in enumerate(PLACES):
                for shift, format_ in enumerate(FORMATS):
                    if format_ == "text" and (place == "folded" or "&amp;" in LINKS[link][1]):
                        continue
                    sentence = sentences[(number + shift + len(link)) % len(sentences)]
                    text = _page(format_, LINKS[link], sentence, place)
                    yield Page(text, format_, _expected(kind, place, link), f"{link}, {sentence!r}, {place}, {format_}")


def _expected(kind: str, place: str, link: str) -> str:
    if kind in ("strong", "sponsor", "gift"):
        return _BY_PLACE[place]
    if kind == "nothing":
        return "none"
    if kind == "amazon":
        if link in AMAZON:
            return _BY_PLACE[place]
        return "none" if place == "folded" else "amazon-only"
    if kind == "denied":
        return "denied"
    if place == "folded":
        return "none"
    return {"weak": "weak-only", "support": "support-only"}[kind]


def _page(format_: str, link: tuple[str, str], sentence: str, place: str) -> str:
    paragraph, heading, folded, anchor = _WRITERS[format_]
    linked = f"We slept with {anchor(*link)} for a week."
    if place == "same paragraph":
        blocks = [paragraph(f"{sentence} {linked}"), paragraph(FILLER)]
    else:
        said = [folded(sentence)] if place == "folded" else [paragraph(sentence)]
        said = said if sentence else []
        blocks = {
            "before": [*said, paragraph(linked), paragraph(FILLER)],
            "near": [paragraph(linked), *said, *[paragraph(FILLER)] * 8],
            "late": [paragraph(linked), heading("Nights"), paragraph(FILLER * 2), *said, *[paragraph(FILLER)] * 8],
            "footer": [paragraph(linked), *[paragraph(FILLER)] * 8, heading("Disclosure"), *said],
            "folded": [*said, paragraph(linked), paragraph(FILLER)],
        }[place]
    return "\n\n".join([heading("How we slept"), paragraph(FILLER), *blocks]) + "\n"


_WRITERS = {
    "markdown": (
        lambda text: text,
        lambda text: f"## {text}",
        lambda text: f"<details><summary>More</summary>\n\n{text}\n\n</details>",
        lambda words, url: f"[{words}]({url})",
    ),
    "html": (
        lambda text: f"<p>{text}</p>",
        lambda text: f"<h2>{text}</h2>",
        lambda text: f"<details><summary>More</summary><p>{text}</p></details>",
        lambda words, url: f'<a href="{url}" rel="sponsored">{words}</a>',
    ),
    "text": (
        lambda text: text,
        lambda text: f"{text}:",
        lambda text: text,
        lambda words, url: f"{words} ({url})",
    ),
}


def _markup() -> Iterator[Page]:
    """Forms of link and of disclosure that only one format has."""
    said = WORDINGS["strong"][0]
    forms = {
        "reference": "We like [the mask][1].\n\n[1]: https://amzn.to/3abcdef",
        "autolink": "We like it: <https://amzn.to/3abcdef>",
        "bare": "We like it: https://amzn.to/3abcdef",
        "image link": "[![A mask](mask.jpg)](https://amzn.to/3abcdef)",
        "html in markdown": 'We like <a href="https://amzn.to/3abcdef">the mask</a>.',
        "linked card": '<a href="https://amzn.to/3abcdef"><div><img src="m.jpg" alt="Mask"><p>The mask</p></div></a>',
        "list item": "- one\n- [the mask](https://amzn.to/3abcdef)",
        "table cell": "| a | b |\n|---|---|\n| 1 | [the mask](https://amzn.to/3abcdef) |",
        "quotation": "> We like [the mask](https://amzn.to/3abcdef).",
        "hugo shortcode": '{{< affiliate_link "mask" "The mask" >}}',
        "hugo named": '{{< affiliate link="mask" text="The mask" >}}',
        "liquid card": '{% include affiliate-card.html product="mask" %}',
        "wordpress": '[product_card asin="B000000001"]',
        "mdx component": '<AffiliateLink href="https://shop.example/mask">The mask</AffiliateLink>',
    }
    names = {
        "hugo": "{{< affiliate-disclosure >}}",
        "liquid": "{% include affiliate-disclosure.html %}",
        "wordpress": "[affiliate_disclosure]",
        "mdx": "<AffiliateDisclosure />",
        "handlebars": "{{> affiliate_disclosure}}",
    }
    for form, link in forms.items():
        yield Page(f"{FILLER}\n\n{link}\n", "markdown", "none", f"{form}, nothing")
        yield Page(f"{said}\n\n{link}\n", "markdown", "ok", f"{form}, before")
        yield Page(
            f"{link}\n\n## More\n\n{FILLER * 8}\n\n## Disclosure\n\n{said}\n",
            "markdown",
            "footer-only",
            f"{form}, footer",
        )
        for name, include in names.items():
            yield Page(f"{include}\n\n{link}\n", "markdown", "ok", f"{form}, include {name} before")
        yield Page(
            f"---\naffiliate_disclosure: false\n---\n\n{link}\n", "markdown", "switched-off", f"{form}, flag false"
        )
        yield Page(f"---\naffiliate_disclosure: true\n---\n\n{link}\n", "markdown", "declared", f"{form}, flag true")
        pointer = "Please read our [disclosure](/disclosure)."
        yield Page(f"{pointer}\n\n{link}\n", "markdown", "linked-only", f"{form}, behind a link")
    for tag in (
        '<area href="https://amzn.to/3abcdef" alt="Mask">',
        '<form action="https://amzn.to/3abcdef"><button>Buy</button></form>',
    ):
        page = f"<p>{FILLER}</p><map name=m>{tag}</map>" if "area" in tag else f"<p>{FILLER}</p>{tag}"
        yield Page(page, "html", "none", tag)
    footer = f'<p>See <a href="https://amzn.to/3abcdef">it</a>.</p><p>{FILLER}</p><footer><p>{said}</p></footer>'
    yield Page(footer, "html", "footer-only", "footer element")
    for hidden in ('style="display:none"', "hidden"):
        yield Page(
            f'<p {hidden}>{said}</p><p>See <a href="https://amzn.to/3abcdef">it</a>.</p>', "html", "none", hidden
        )
    yield Page(f'<!-- {said} --><p>See <a href="https://amzn.to/3abcdef">it</a>.</p>', "html", "none", "comment")
