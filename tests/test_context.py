"""What kind of content a page is, and whether it gives health information."""

from __future__ import annotations

import pytest

from claimlint.language.analysis import Analysis
from claimlint.language.money.context import Content
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def analyse(text: str, format: str = "markdown", **settings: object) -> Analysis:
    return Analysis(parse(Source(f"page.{format}", text, format)), Settings(**settings))  # type: ignore[arg-type]


def content(text: str, format: str = "markdown", **settings: object) -> Content:
    return analyse(text, format, **settings).content


def test_the_configuration_beats_the_front_matter() -> None:
    found = content("---\ncontent: product\n---\nTea.", content="patient")
    assert (found.kind, found.declared) == ("patient", True)


def test_the_front_matter_declares_the_kind_and_the_reason_quotes_it() -> None:
    found = content("---\ncontent: product\n---\nTea cures nothing.")
    assert (found.kind, found.declared) == ("product", True)
    assert found.reason == "the front matter says “content: product”"


def test_a_declared_product_with_a_price_or_a_brand_lies_on_a_shelf_and_has_no_author() -> None:
    assert content("---\ncontent: product\nprice: 12.50\n---\nTea.").shelf
    assert not content("---\ncontent: product\n---\nTea.").shelf
    assert not content("---\ncontent: editorial\nbrand: Fen\n---\nTea.").shelf


def test_an_unknown_kind_in_the_front_matter_declares_nothing() -> None:
    assert content("---\ncontent_type: page\n---\nTea.").declared is False


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sleep well again. Add to cart.", "Add to cart"),
        ("Two jars for $29.99, free delivery.", "free delivery"),
        ("Use code SLEEP20 at the till.", "Use code SLEEP20"),
        ("Our organic sleep gummies taste of peach.", "Our organic sleep gummies"),
        ("Magnesium. [Buy it](https://shop.example.com/cart?add=1)", "shopping cart"),
        ("Magnesium. [Here](https://www.amazon.com/dp/B01?tag=x-20).", "commission"),
        ("Magnesium.\n\n<BuyButton id='1' />", "BuyButton"),
    ],
)
def test_what_a_shop_cannot_hide_makes_a_product_page_and_is_named(text: str, words: str) -> None:
    found = content(text)
    assert found.kind == "product"
    assert words in found.reason


def test_structured_data_of_a_product_makes_a_product_page() -> None:
    page = '<html><head><meta property="og:type" content="product"></head><body><p>Tea.</p></body></html>'
    assert content(page, "html").kind == "product"


@pytest.mark.parametrize(
    "text",
    [
        "Melts belly fat in a week.",
        "The drug costs $3,000 a month, and insurers refuse to pay.",
        "The company lost $2 million and sold its shop.",
        "We sell no products.",
        "See our supplements page for the studies.",
        "Order matters when vaccines are given.",
        "Her doctor told her to save $10 a week.",
    ],
)
def test_short_texts_and_prices_in_reports_are_no_advertising(text: str) -> None:
    assert content(text).kind == "editorial"


@pytest.mark.parametrize(
    "text",
    [
        "FOR IMMEDIATE RELEASE\n\nA trial has ended.",
        "BOSTON (Reuters) - A trial has ended.",
        "Oslo, March 4, 2026 – A trial has ended.",
        "(Reuters) - A trial has ended.",
        "June 3, 2026 -- A trial has ended.",
    ],
)
def test_a_dateline_or_a_release_makes_news(text: str) -> None:
    assert content(text).kind == "news"


_TRIAL = """A pill taken once a week kept asthma attacks away for longer than a daily inhaler.

The team gave the pill to 412 adults in nine clinics for a year, and an inhaler to as many others. Those on the pill
went to hospital half as often, though a third of them had headaches in the first month. The trial was small, the maker
paid for it, and nobody over seventy took part in it, so that what it says of older people is not known yet.

{told}

The inhaler has been on the market for twenty years and costs forty pounds a month. What the pill will cost has not been
decided, and no agency has looked at it so far. The maker hopes to have the last of its trials finished in two years.
"""


@pytest.mark.parametrize(
    "told",
    [
        "“It surprised all of us,” said Hana Oduya, a professor of medicine at Lund. She told Reuters so.",
        "The work was published in The Lancet. “Early days,” Oduya said. “Wait,” added Mr Rao. He says no.",
        "“That is a relief,” said Professor Oduya.\n\nHer colleague at the clinic added:\n\n“We are glad.”",
        "“That is a relief,” said Mr Rao, who was not involved, in an interview. “I am glad,” said Hana Oduya.",
    ],
)
def test_an_article_in_which_others_speak_and_sources_are_named_is_news(told: str) -> None:
    found = content(_TRIAL.format(told=told))
    assert (found.kind, found.declared) == ("news", False)
    assert "lets others speak" in found.reason


def test_the_reason_for_taking_an_article_as_news_quotes_where_its_words_come_from() -> None:
    told = "The work was published in The Lancet. “Early days,” Oduya said. “Wait,” added Mr Rao. He says no."
    assert "“published in The Lancet”" in content(_TRIAL.format(told=told)).reason


@pytest.mark.parametrize(
    "told",
    [
        "Ask your doctor which of the two is right for you, and go on with the inhaler until you have asked.",
        "A new study found no other harm. “That is a relief,” said Hana Oduya, a professor of medicine at Lund.",
        "“I sleep again,” says Joan. “I threw my inhaler away,” said Pete. “Life is good,” says Ann. She says so.",
        "According to the makers it is a great step. It was published in The Lancet and presented at a congress.",
    ],
)
def test_what_quotes_nobody_or_names_no_source_is_no_news(told: str) -> None:
    assert content(_TRIAL.format(told=told)).kind == "editorial"


def test_a_paragraph_alone_is_no_report_however_many_speak_in_it() -> None:
    told = "“Early days,” said Hana Oduya, a professor of medicine at Lund. She told Reuters so in an interview."
    assert content(" ".join(_TRIAL.format(told=told).split())).kind == "editorial"


def test_a_report_that_tells_a_price_is_news() -> None:
    told = "“Early days,” said Hana Oduya, a professor at Lund. “It costs $179 with a pack of 12,” she said."
    assert content(_TRIAL.format(told=told)).kind == "news"
    assert content("It costs $179 with a pack of 12.").kind == "product"


def test_what_sells_is_no_news_whoever_speaks_in_it() -> None:
    told = "“Early days,” said Hana Oduya, a professor of medicine at Lund. She told Reuters so. Add to cart."
    assert content(_TRIAL.format(told=told)).kind == "product"


def test_an_affiliate_link_in_the_footer_makes_no_product_page() -> None:
    page = '<p>Iron in food.</p><footer><a href="https://www.amazon.com/dp/B01?tag=x-20">Books</a></footer>'
    assert content(page, "html").kind == "editorial"


def test_a_page_about_a_disease_gives_health_information() -> None:
    assert analyse("Migraine is a neurological disease. Triptans relieve the pain, and nausea fades.").health


@pytest.mark.parametrize(
    "text",
    [
        "We use cookies to remember your settings. You can delete them at any time in your browser.",
        "These headphones sit well on the ears, and the battery lasts for thirty hours of music.",
        "Mix flour, sugar and butter, add the eggs, and bake the cake for forty minutes until it is golden.",
        "The council will treat the old wood and cure the damp in the library, which is at risk of closing.",
    ],
)
def test_other_pages_do_not(text: str) -> None:
    assert not analyse(text).health


def test_the_head_of_a_page_is_its_first_heading_of_level_one() -> None:
    found = analyse("---\ntitle: In the tab\n---\n## Before\n\n# The heading\n\nText.")
    assert found.head is not None
    assert found.document.prose(found.head) == "The heading"


@pytest.mark.parametrize(
    "text", ["Our bone density drops by a tenth in those years.", "Our sleep drops after a night shift."]
)
def test_what_falls_is_no_product_of_drops(text: str) -> None:
    assert Analysis(parse(Source("page.md", f"{text}\n", "markdown"))).content.kind == "editorial"
