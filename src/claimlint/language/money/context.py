"""What kind of content an article is: editorial, news, patient information or a product's text.

Declared signals come first (configuration by path, then front matter), then
structured data, then what a shop cannot hide: a cart, a coupon, a price beside
a call to buy, an affiliate link, an own product; then how a report tells. The
length of a text says nothing: a short one is never taken for advertising by
itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from claimlint.document import Field
from claimlint.language.money.component_names import hides_link
from claimlint.language.money.programs import classify
from claimlint.language.money.reporting import how_it_reports, telling_patterns
from claimlint.language.text.pattern_file import read_table
from claimlint.late import dataclass
from claimlint.matcher import Haystack, Pattern
from claimlint.rule import CONTENT_KINDS

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_DECLARING = ("content", "content_type", "content_kind", "claimlint_content")
_SYNONYMS = {
    **{kind: kind for kind in CONTENT_KINDS},
    **dict.fromkeys(("article", "blog", "post", "education", "review"), "editorial"),
    **dict.fromkeys(("press-release", "press release", "press_release", "newsarticle", "release"), "news"),
    **dict.fromkeys(("patient-information", "patient information", "patient_information", "leaflet"), "patient"),
    **dict.fromkeys(
        ("shop", "advertising", "advertisement", "advertorial", "marketing", "sales", "landing"), "product"
    ),
}
_COMMERCIAL = ("commercial", "sponsored_content", "advertorial")
_GOODS = ("price", "sku", "gtin", "mpn", "brand", "product_id", "offers", "variants", "stock", "availability")
"""Fields of what lies on a shelf; an article that sells has none of them."""


@dataclass(frozen=True, slots=True)
class Content:
    """What an article is, and why claimlint thinks so."""

    kind: str
    """editorial, news, patient or product."""
    reason: str
    """A half sentence for messages: ``front matter says so``, ``“Add to cart”``."""
    declared: bool = False
    """Whether somebody said so, instead of claimlint inferring it."""
    sells: bool = True
    """Of a product's text: whether all of it sells; False where only a link earns and the rest is an article."""
    shelf: bool = False
    """Whether it is a page of a shop, with a cart or a price in its structured data, and no article."""


_SHELF_TOP = 400
"""Characters of prose within which a page of a shop has its cart; an article that sells has it further down."""


@dataclass(frozen=True)
class _Cues:
    """The compiled patterns of ``rules/data/content.yaml``."""

    cart: Pattern
    coupon: Pattern
    press: Pattern
    dateline: Pattern
    own: Pattern
    own_other_senses: Pattern
    price: Pattern
    buy: Pattern
    cart_url: Pattern
    components: tuple[str, ...]
    structured: Mapping[str, str]
    """Lower-case type of structured data to kind of content."""


@cache
def _cues() -> _Cues:
    data = read_table("content")

    def pattern(name: str, *, ignore_case: bool = True) -> Pattern:
        return Pattern("|".join(data[name]).replace("{offer}", data["offer"]), ignore_case=ignore_case)

    return _Cues(
        cart=pattern("cart"),
        coupon=pattern("coupon", ignore_case=False),
        press=pattern("press"),
        dateline=pattern("dateline", ignore_case=False),
        own=pattern("own"),
        own_other_senses=pattern("own_other_senses"),
        price=pattern("price"),
        buy=pattern("buy"),
        cart_url=Pattern(data["cart_url"]),
        components=tuple(data["components"]),
        structured={value: kind for kind, values in data["structured"].items() for value in values},
    )


def content_patterns() -> list[Pattern]:
    """Return the patterns that `content_of` looks for."""
    cues = _cues()
    own = [cues.cart, cues.coupon, cues.dateline, cues.press, cues.own, cues.own_other_senses, cues.price, cues.buy]
    return [*own, *telling_patterns()]


def content_of(analysis: ArticleText) -> Content:
    """Return the kind of an article's content; editorial when nothing says otherwise."""
    steps = (_declared, _structured, _cart, _press, _selling, _affiliate, _telling)
    found = (content for step in steps for content in step(analysis))
    return next(found, Content("editorial", "it has no cart, price or affiliate link, and nothing says what it is"))


def _declared(analysis: ArticleText) -> Iterator[Content]:
    if analysis.settings.content in CONTENT_KINDS:
        yield Content(analysis.settings.content, "the configuration says so for this path", True)
    for name in _DECLARING:
        field = analysis.document.field(name)
        kind = _SYNONYMS.get(str(field.value).strip().lower()) if field else None
        if field and kind:
            shelf = kind == "product" and analysis.document.field(*_GOODS) is not None
            yield Content(kind, f"{_place(field)} says “{name}: {field.value}”", True, shelf=shelf)
    for name in _COMMERCIAL:
        field = analysis.document.field(name)
        if field and str(field.value).strip().lower() in ("true", "yes", "1"):
            yield Content("product", f"{_place(field)} says “{name}: true”", True)


def _place(field: Field) -> str:
    return "the front matter" if field.origin == "front matter" else "the page's metadata"


def _structured(analysis: ArticleText) -> Iterator[Content]:
    for field in analysis.document.fields:
        if field.origin == "front matter":
            continue
        if field.name in ("@type", "type", "og_type"):
            values = field.value if isinstance(field.value, list | tuple) else [field.value]
            for value in values:
                kind = _cues().structured.get(str(value).strip().lower())
                if kind:
                    yield Content(kind, f"its structured data says “{value}”", shelf=kind == "product")
        elif field.name in ("product_price_amount", "og_price_amount", "offers_price"):
            yield Content("product", "its structured data gives a price", shelf=True)


def _cart(analysis: ArticleText) -> Iterator[Content]:
    document, cues = analysis.document, _cues()
    for link in document.links:
        if cues.cart_url.search(Haystack(link.url)):
            yield Content("product", "a link leads to a shopping cart")
    for include in document.includes:
        if include.name.replace("-", "").replace("_", "").lower().startswith(cues.components):
            yield Content("product", f"the component “{include.name}” sells something")
    for pattern in (cues.cart, cues.coupon):
        for span in analysis.find(pattern):
            on_top = pattern is cues.cart and span.start < _SHELF_TOP
            yield Content("product", f"it says “{document.prose(span)}”", shelf=on_top)


def _press(analysis: ArticleText) -> Iterator[Content]:
    for pattern in (_cues().dateline, _cues().press):
        for span in analysis.find(pattern):
            words = analysis.document.prose(span).strip(" -–—:(")
            yield Content("news", f"“{words}” is how a news report or press release begins")


def _selling(analysis: ArticleText) -> Iterator[Content]:
    document, cues = analysis.document, _cues()
    for span in analysis.find(cues.own):
        if analysis.found_in(cues.own_other_senses, span):
            continue
        yield Content("product", f"it offers a product of its own (“{document.prose(span)}”)")
    for span in analysis.find(cues.price):
        near = [
            item for item in analysis.found_in(cues.buy, analysis.around(span, "sentence")) if not item.overlaps(span)
        ]
        # What something costs and how many are in a pack is news of it too.
        if near and not how_it_reports(analysis):
            yield Content("product", f"it says “{document.prose(near[0])}” beside the price {document.prose(span)}")


def _affiliate(analysis: ArticleText) -> Iterator[Content]:
    document, settings = analysis.document, analysis.settings.affiliate
    for link in document.links:
        block = document.block_at(link.offset)
        if block is not None and block.region in ("footer", "header"):
            continue
        if link.name and hides_link(link.name, settings):
            yield Content("product", f"the component “{link.name}” stands for an affiliate link", sells=False)
        found = classify(link.url, settings, rel=link.rel) if link.url else None
        if found is not None and found.certain:
            reason = f"it links to {found.host or 'a shop'} for a commission ({found.program})"
            yield Content("product", reason, sells=False)


def _telling(analysis: ArticleText) -> Iterator[Content]:
    if how := how_it_reports(analysis):
        yield Content("news", how)
