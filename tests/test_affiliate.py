"""Where a page discloses what pays it: verdicts, messages, fixes and includes."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest

from claimlint.finding import FileReport, Finding, Severity
from claimlint.language.analysis import Analysis
from claimlint.lint import lint
from claimlint.parsers import parse
from claimlint.resources import rules_root
from claimlint.ruleset import Ruleset, load_ruleset
from claimlint.settings import AffiliateSettings, DisclosureSettings, Settings
from claimlint.source import Source

SAID = "We earn a commission if you buy through our links."
LINK = "Try [the mask](https://prf.hn/click/camref:1)."
FORMATS = {"markdown": "md", "html": "html", "text": "txt"}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return load_ruleset([rules_root() / "affiliate"], builtin=False)


def report(rules: Ruleset, text: str, format_: str = "markdown", settings: Settings | None = None) -> FileReport:
    result = lint(Source(f"page.{FORMATS[format_]}", text, format_), rules, settings)
    assert not result.notifications
    return result


def ids(rules: Ruleset, text: str, format_: str = "markdown", settings: Settings | None = None) -> list[str]:
    return [finding.rule.removeprefix("affiliate/") for finding in report(rules, text, format_, settings).findings]


def states(text: str, format_: str = "markdown", settings: Settings | None = None) -> list[str]:
    analysis = Analysis(parse(Source(f"page.{FORMATS[format_]}", text, format_)), settings)
    return [verdict.state for verdict in analysis.placement.verdicts]


def fixed(source: str, findings: tuple[Finding, ...]) -> str:
    edits = sorted({edit.span.start: edit for finding in findings for edit in finding.edits}.items(), reverse=True)
    for start, edit in edits:
        source = source[:start] + edit.replacement + source[edit.span.end :]
    return source


def test_every_page_of_the_grid_gets_the_verdict_it_was_built_for(rules: Ruleset) -> None:
    sys.path.insert(0, str(Path(__file__).parent.parent / "benchmarks"))
    from affiliate_grid import RULES, pages

    placing = set(filter(None, RULES.values())) | {"affiliate/connection-undisclosed"}
    wrong = []
    for page in pages():
        found = report(rules, page.text, page.format).findings
        got = [finding.rule for finding in found if finding.rule in placing]
        if got != [rule for rule in (RULES[page.expected],) if rule]:
            wrong.append((page.name, page.expected, got))
    assert wrong == []


def test_a_page_gets_one_finding_however_many_links_it_has(rules: Ruleset) -> None:
    text = "\n\n".join(f"Try [mask {number}](https://prf.hn/click/camref:{number})." for number in range(9))
    (finding,) = report(rules, text).findings
    assert finding.rule == "affiliate/undisclosed-link"
    assert finding.text == "[mask 0](https://prf.hn/click/camref:0)"
    assert "(also “mask 1”, “mask 2” and 6 more)" in finding.message
    assert len(finding.related) == 8


def test_the_message_names_the_program_the_merchant_and_the_place(rules: Ruleset) -> None:
    text = "# Tea\n\n- [mint](https://go.skimresources.com/?id=1X2&url=https%3A%2F%2Fteas.example%2Fmint)\n"
    (finding,) = report(rules, text).findings
    assert "“mint” is an affiliate link (Skimlinks, to teas.example)" in finding.message
    assert "above the list item on line 3" in finding.message


def test_a_late_disclosure_is_named_with_its_distance_and_its_place(rules: Ruleset) -> None:
    text = f"{LINK}\n\n## Tests\n\nOne two three.\n\n{SAID}\n\n## More\n\n" + "And so it went on. " * 30
    (finding,) = report(rules, text).findings
    assert finding.rule == "affiliate/disclosure-late"
    assert "6 words and 1 heading after “the mask”" in finding.message
    assert text[finding.related[0].span.start : finding.related[0].span.end] == SAID


def test_severities_are_those_the_rules_promise(rules: Ruleset) -> None:
    severity = {name: entry.rule.severity for name, entry in rules.available.items() if name.startswith("affiliate/")}
    errors = {name.removeprefix("affiliate/") for name, value in severity.items() if value is Severity.ERROR}
    notes = {name.removeprefix("affiliate/") for name, value in severity.items() if value is Severity.NOTE}
    assert errors == {"undisclosed-link", "disclosure-denied", "disclosure-switched-off"}
    assert {"disclosure-near", "rel-missing", "opaque-shortener"} <= notes
    assert severity["affiliate/amazon-statement-missing"] is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        f"# Masks\n\nWe slept well.\n\n{LINK}\n",
        "# Masks\n- one\n- [the mask](https://prf.hn/1)\n- three\n",
        "1. one\n\n2. [the mask](https://prf.hn/1)\n",
        "> We slept.\n>\n> Try [the mask](https://prf.hn/1).\n",
        "| a | b |\n|---|---|\n| 1 | [the mask](https://prf.hn/1) |\n",
        "---\ntitle: Masks\n---\nTry [the mask](https://prf.hn/1).\n",
        "We slept.\r\n\r\nTry [the mask](https://prf.hn/1).\r\n",
    ],
)
def test_the_fix_puts_a_disclosure_before_the_link_and_settles_the_matter(rules: Ruleset, text: str) -> None:
    findings = report(rules, text).findings
    assert [finding.rule for finding in findings] == ["affiliate/undisclosed-link"]
    assert all(edit.safe for edit in findings[0].edits)
    again = fixed(text, findings)
    assert ids(rules, again) == []
    assert ("\r\n" in again) == ("\r\n" in text) and "\n\n\n" not in again


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I slept well with my mask, [this one]({}).", "I earn a commission if you buy"),
        ("We slept well with our mask, [this one]({}).", "We earn a commission if you buy"),
        ("Many people sleep well with [this mask]({}).", "We earn a commission if you buy"),
    ],
)
def test_the_fix_speaks_as_the_page_does(rules: Ruleset, text: str, words: str) -> None:
    source = text.format("https://click.linksynergy.com/deeplink?id=1&mid=2")

    assert words in fixed(source, report(rules, source).findings)


def test_the_fix_writes_the_configured_words_into_html_and_marks_the_link(rules: Ruleset) -> None:
    text = (
        '<main><h1>Masks</h1><ul class="a"><li><a href="https://prf.hn/1" rel="noopener">The mask</a></li></ul></main>'
    )
    settings = Settings(
        disclosure=DisclosureSettings(text="We are paid a commission when you buy through links & codes.")
    )
    again = fixed(text, report(rules, text, "html", settings).findings)
    assert "<p>We are paid a commission when you buy through links &amp; codes.</p>\n<ul" in again
    assert 'rel="sponsored noopener"' in again
    assert ids(rules, again, "html") == []


def test_distance_is_a_setting() -> None:
    text = f"{LINK}\n\nOne two three four five.\n\n{SAID}\n\n" + "And so on. " * 20
    assert states(text) == ["near"]
    assert states(text, settings=Settings(disclosure=DisclosureSettings(max_words_to_link=3))) == ["late"]


def test_vague_wording_counts_where_the_configuration_accepts_it() -> None:
    text = f"This post contains affiliate links.\n\n{LINK}"
    assert states(text) == ["weak-only"]
    assert states(text, settings=Settings(disclosure=DisclosureSettings(accept_weak=True))) == ["ok-before"]


def test_a_paid_link_label_covers_the_links_of_its_block_alone() -> None:
    assert states("[The mask](https://prf.hn/1) (paid link) is soft.") == ["ok-before"]
    assert states("[The mask](https://prf.hn/1) (paid link) is soft.\n\n[The lamp](https://prf.hn/2) is not.") == [
        "none"
    ]


def test_amazons_statement_may_stand_in_a_file_every_page_shows(tmp_path: Path) -> None:
    (tmp_path / "footer.html").write_text(
        "<footer>As an Amazon Associate we earn from qualifying purchases.</footer>", "utf-8"
    )
    text = f"{SAID}\n\nTry [the mask](https://amzn.to/3abcdef)."
    assert "amazon-statement" in states(text)
    settings = Settings(root=str(tmp_path), disclosure=DisclosureSettings(site_wide_text="footer.html"))
    assert states(text, settings=settings) == ["ok-before"]


PARTIALS = {
    "{{< affiliate-disclosure >}}": "layouts/shortcodes/affiliate-disclosure.html",
    "{% include affiliate-disclosure.html %}": "_includes/affiliate-disclosure.html",
    "<AffiliateDisclosure />": "src/components/AffiliateDisclosure.mdx",
    "{{< money >}}": "layouts/shortcodes/money.html",
}


@pytest.mark.parametrize(("include", "path"), PARTIALS.items())
def test_an_include_is_judged_by_the_words_of_its_file(include: str, path: str, tmp_path: Path) -> None:
    settings = Settings(root=str(tmp_path))
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(f'<div class="affiliate-disclosure"><p>{SAID}</p></div>', "utf-8")
    assert states(f"{include}\n\n{LINK}", settings=settings) == ["ok-before"]
    file.write_text('<div class="affiliate-disclosure"><p>Affiliate partner. Prices may vary.</p></div> ', "utf-8")
    assert states(f"{include}\n\n{LINK}", settings=settings)[0] in ("weak-only", "none")


def test_an_include_that_no_file_backs_is_trusted_by_its_configured_name_alone() -> None:
    assert states(f"{{{{< affiliate-disclosure >}}}}\n\n{LINK}") == ["ok-before"]
    assert states(f"{{{{< house-notice >}}}}\n\n{LINK}") == ["none"]
    settings = Settings(disclosure=DisclosureSettings(partials=("house-*",)))
    assert states(f"{{{{< house-notice >}}}}\n\n{LINK}", settings=settings) == ["ok-before"]


def test_a_partial_outside_the_project_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(SAID, "utf-8")
    root = tmp_path / "site"
    root.mkdir()
    assert states(f"{{% include ../../secret.html %}}\n\n{LINK}", settings=Settings(root=str(root))) == ["none"]


def test_components_of_the_configuration_are_links() -> None:
    settings = Settings(affiliate=AffiliateSettings(components=("gear-*",)))
    assert states('{{< gear-box "mask" >}}\n\nText.', settings=settings) == ["none"]


def test_an_own_shop_is_no_affiliate_link() -> None:
    ours = "[Ours](https://me.example/shop/jar?affid=3)"
    assert states(ours, settings=Settings(affiliate=AffiliateSettings(own_domains=("me.example",)))) == ["own-product"]
    assert states(ours, settings=Settings(affiliate=AffiliateSettings(ignore_hosts=("me.example",)))) == []


ARTICLE = """# Sleeping in the light

There are many books about it available on Amazon – see this link.

To learn more we recommend Dr. Example's book, The Long Sleep.

Disclosure:

Sleepwell.example.com may earn a commission when you purchase through links on our site.
"""


def test_words_count_where_the_page_admits_commissions_and_its_links_are_lost(rules: Ruleset) -> None:
    first, second = report(rules, ARTICLE, "text").findings
    assert first.rule == "affiliate/disclosure-footer-only" and first.text == "available on Amazon – see this link"
    assert second.rule == "affiliate/recommendation-before-disclosure" and "Dr. Example" in second.text


def test_the_same_words_on_a_page_without_commissions_are_at_most_a_note(rules: Ruleset) -> None:
    findings = report(rules, ARTICLE.partition("Disclosure:")[0], "text").findings
    assert [(finding.rule, finding.severity) for finding in findings] == [("affiliate/shop-mention", Severity.NOTE)]


def test_every_rule_reports_states_that_the_check_knows(rules: Ruleset) -> None:
    from typing import get_args

    from claimlint.checks.link import State

    reported = [state for entry in rules.entries for state in entry.check.states]  # type: ignore[attr-defined]
    assert sorted(reported) == sorted(get_args(State))


def test_a_page_of_many_links_is_judged_in_linear_time(rules: Ruleset) -> None:
    text = f"{SAID}\n\n" + "\n\n".join(f"[m{n}](https://prf.hn/{n}) We earn a commission. x" for n in range(3000))
    assert dataclasses.is_dataclass(report(rules, text))


def test_a_link_of_the_front_matter_needs_a_disclosure_somewhere_above_the_end() -> None:
    head = "---\nproduct:\n  url: https://amzn.to/3abcdef\n---\n\n"
    assert states(f"{head}We like it.")[0] == "none"
    assert states(f"{head}{SAID}\n\nWe like it, and we will go on liking it for some time.")[0] == "ok-before"


def test_a_coupon_counts_unless_it_is_the_pages_own_or_no_coupon_at_all() -> None:
    assert states("Use code SLEEP15 at checkout.") == ["unlinked"]
    assert states("Use code SLEEP15 at checkout.", settings=Settings(content="product")) == []
    assert states("We earn a commission if you use our code: use code SLEEP15.") in ([], ["ok-before"])
    assert states("Report it with ICD code G47.00 or billing code G0438.") == []


def test_two_statements_of_two_programs_are_two_findings(rules: Ruleset) -> None:
    found = ids(rules, "Try [the mask](https://amzn.to/3abcdef).")
    assert found == ["amazon-statement-missing", "undisclosed-link"]


def test_a_contradiction_is_no_longer_one_when_it_speaks_of_other_links() -> None:
    assert states(f"{SAID} The other links are not affiliate links.\n\n{LINK}") == ["ok-before"]
    assert states(f"{SAID} We never use affiliate links.\n\n{LINK}") == ["denied"]


def test_links_under_details_are_disclosed_by_what_stands_beside_them() -> None:
    text = f"<details><summary>Gear</summary>\n\n{SAID}\n\n{LINK}\n\n</details>\n"
    assert states(text) == ["ok-before"]


@pytest.mark.parametrize("label", ["## Disclosure", "Disclosure\n----------", "**Disclosure**", "Disclosure:"])
def test_what_stands_under_a_disclosure_label_is_the_end_of_the_page_however_short(label: str) -> None:
    assert states(f"{LINK}\n\nThe night was long.\n\n{label}\n\n{SAID}\n") == ["footer-only"]


def test_a_sentence_right_after_the_link_is_near_and_one_around_it_is_before() -> None:
    assert states(f"{LINK} {SAID}\n\nThe night was long, and so was the day that followed it.") == ["near"]
    assert states("We earn a commission if you buy [the mask](https://prf.hn/1).") == ["ok-before"]
    assert states("[The mask](https://prf.hn/1) (we earn a commission if you buy it) is soft.") == ["ok-before"]


def test_one_paragraph_settles_what_amazon_and_readers_ask_for(rules: Ruleset) -> None:
    text = "We slept.\n\nTry [the mask](https://amzn.to/3abcdef).\n"
    again = fixed(text, report(rules, text).findings)
    assert "links in this article. As an Amazon Associate I earn from qualifying purchases.\n\nTry" in again
    assert ids(rules, again) == []
