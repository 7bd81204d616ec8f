"""Which links are affiliate links: hosts, paths, keys, and the traps that look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint.language.money.component_names import hides_link, name_matches
from claimlint.language.money.program_table import table
from claimlint.language.money.programs import classify
from claimlint.settings import AffiliateSettings

AFFILIATE = {
    "https://www.amazon.com/dp/B000000001?tag=sleepwell-20": "Amazon Associates",
    "https://www.amazon.de/dp/B000000001?psc=1&amp;tag=schlaf-21": "Amazon Associates",
    "https://www.amazon.com/dp/B000000001/ref=nosim/sleepwell-20": "Amazon Associates",
    "http://astore.amazon.com/sleepwell-20": "Amazon Associates",
    "HTTPS://AMZN.TO/3ABCDEF": "Amazon Associates",
    "//amzn.to/3abcdef": "Amazon Associates",
    "amzn.to/3abcdef": "Amazon Associates",
    "https://goto.masks.example/c/123456/654321/9876": "Impact",
    "https://masks.sjv.io/abc": "Impact",
    "https://www.jdoqocy.com/click-1234567-7654321": "CJ Affiliate",
    "https://links.masks.example/click-1234567-7654321": "CJ Affiliate",
    "https://pj.kettles.example/t/8-12345-67890-11111": "Ascend (Pepperjam)",
    "https://www.shareasale.com/r.cfm?b=1&u=2&m=3": "ShareASale",
    "https://track.masks.example/aff_c?offer_id=2": "TUNE (HasOffers)",
    "https://us.fullscript.com/welcome/drmorris": "Fullscript dispensary",
    "https://www.thorne.com/u/PR12345": "Thorne dispensary",
    "https://www.mydoterra.com/janeexample": "doTERRA distributor shop",
    "https://www.youngliving.com/us/en?sponsorid=123&enrollerid=123": "Young Living",
    "https://www.iherb.com/pr/x/1?rcode=ABC123": "iHerb",
    "https://shop.example/x?irclickid=abc": "Impact",
    "https://shop.example/x?affid=77": "affiliate key",
    "https://shop.example/x#aff=jane": "affiliate key",
    "https://shop.example/x.list?affil=jane": "affiliate key",
    "https://shop.example/x?utm_medium=affiliate": "campaign marked as affiliate",
}
ORDINARY = [
    "https://www.nytimes.com/2020/01/01/health/sleep.html?ref=health",
    "https://blog.example/posts?tag=sleep",
    "https://www.amazon.com/dp/B000000001",
    "https://www.amazon.com/dp/B000000001/ref=sr_1_3?qid=1&sr=8-3&psc=1",
    "https://www.amazon.com/dp/B000000001?tag=",
    "https://news.example/story?aid=12345",
    "https://x.com/intent/tweet?via=sleepwell&url=https%3A%2F%2Famzn.to%2F3abc",
    "https://web.archive.org/web/2020/https://www.amazon.com/dp/B1?tag=a-20",
    "https://go.dev/doc/effective_go",
    "https://example.org/go/sleep",
    "https://shop.example/cart?utm_medium=referral",
    "https://ad.linkedin.example/px?pid=123&cid=4",
    "mailto:hello@example.org?subject=tag=1",
    "http://[::1",
    "",
    "#top",
]


@pytest.mark.parametrize(("url", "program"), AFFILIATE.items())
def test_an_affiliate_link_is_known_by_its_program(url: str, program: str) -> None:
    found = classify(url)
    assert found is not None and found.certain and found.program == program


@pytest.mark.parametrize("url", ORDINARY)
def test_a_link_that_only_looks_like_one_is_not_reported(url: str) -> None:
    found = classify(url)
    assert found is None or not found.certain


def test_the_merchant_behind_a_wrapped_target_is_named() -> None:
    found = classify("https://go.skimresources.com/?id=1X2&url=https%3A%2F%2Fwww.teas.example%2Fmint")
    assert found is not None and found.merchant == "teas.example"


def test_an_affiliate_link_inside_a_plain_redirect_is_found() -> None:
    found = classify("https://www.youtube.com/redirect?q=https%3A%2F%2Famzn.to%2F3abcdef")
    assert found is not None and found.program == "Amazon Associates"


def test_a_shortener_is_only_a_hint_until_rel_says_sponsored() -> None:
    hint = classify("https://bit.ly/3abcdef")
    assert hint is not None and hint.tier == "C" and hint.network == "shortener"
    paid = classify("https://bit.ly/3abcdef", rel=("sponsored",))
    assert paid is not None and paid.tier == "A"


def test_a_cloaked_path_counts_on_the_own_site_with_rel_or_by_configuration() -> None:
    assert classify("https://elsewhere.example/go/mask", rel=("nofollow",)) is None
    paid = classify("https://me.example/go/mask", rel=("nofollow",), own_hosts=("me.example",))
    assert paid is not None and paid.certain
    configured = classify("/go/mask", AffiliateSettings(cloak_prefixes=("/go/",)))
    assert configured is not None and configured.certain


def test_the_configuration_adds_hosts_and_keys_and_takes_hosts_away() -> None:
    settings = AffiliateSettings(
        extra_hosts=("shop.example",), extra_keys=("myaff", "teas.example:friend"), ignore_hosts=("amzn.to",)
    )
    assert classify("https://www.shop.example/x", settings) is not None
    assert classify("https://any.example/x?myaff=1", settings) is not None
    assert classify("https://teas.example/x?friend=1", settings) is not None
    assert classify("https://other.example/x?friend=1", settings) is None
    assert classify("https://amzn.to/3abc", settings) is None


def test_components_are_known_by_name_whatever_the_case_and_ending() -> None:
    assert all(hides_link(name) for name in ("affiliate_link", "AffiliateLink", "product_card", "affiliate-card.html"))
    assert not any(hides_link(name) for name in ("affiliate-disclosure", "figure", "AffiliateDisclosure"))
    assert name_matches("partials/FTC_Disclosure.html", ("ftc-disclosure*",))


def test_every_row_of_the_table_can_match() -> None:
    data = table()
    assert len(data.by_host) > 400
    assert all(entry.tier in "ABC" for entries in data.by_host.values() for entry in entries)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_a_url(text: str) -> None:
    for url in (text, f"https://{text}", f"https://amazon.com/{text}?tag={text}"):
        found = classify(url)
        assert found is None or found.tier in "ABC"
