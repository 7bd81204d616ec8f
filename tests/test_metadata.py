"""Who wrote a page, when, and from what: metadata, bylines and dates."""

from __future__ import annotations

from datetime import date

import pytest

from claimlint.checks.metadata import MetadataCheck
from claimlint.language.analysis import Analysis
from claimlint.language.safety.accountability import find_statements, has_sources, is_nobody
from claimlint.language.text.dates import months_between, read_day, today
from claimlint.parsers import parse
from claimlint.rule import Match
from claimlint.settings import MetadataSettings, Settings
from claimlint.source import Source

TODAY = MetadataSettings(today="2026-11-21")


def analyse(text: str, format: str = "markdown", path: str = "page.md", **metadata: object) -> Analysis:
    settings = Settings(metadata=MetadataSettings(**{"today": "2026-11-21", **metadata}))  # type: ignore[arg-type]
    return Analysis(parse(Source(path, text, format)), settings)


def said(kind: str, text: str, format: str = "markdown", path: str = "page.md") -> list[str]:
    return [item.text for item in find_statements(analyse(text, format, path), kind)]


def shown(analysis: Analysis, match: Match) -> str:
    document = analysis.document
    return document.source.slice(match.span) if match.in_source else document.prose(match.span)


def reported(subject: str, text: str, **metadata: object) -> list[str]:
    analysis = analyse(text, **metadata)  # type: ignore[arg-type]
    return [shown(analysis, match) for match in MetadataCheck(subject=subject).check(analysis)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("# Iron\n\nBy Jane Doe, RD\n\nText.", "By Jane Doe, RD"),
        ("# Iron\n\nWritten by Ana María de la Cruz\n\nText.", "Written by Ana María de la Cruz"),
        ("# Iron\n\nText.\n\n— Tom Okafor", "— Tom Okafor"),
        ("# Iron\n\nAuthor: Jane Doe", "Author: Jane Doe"),
        ("---\nauthors: [Ann Lee, {name: Bob Ray}]\n---\nText.", "Ann Lee, Bob Ray"),
    ],
)
def test_authors_are_found_in_fields_and_bylines(text: str, author: str) -> None:
    assert author in said("author", text)


def test_authors_are_found_in_html_metadata_and_json_ld() -> None:
    page = (
        '<html><head><meta name="author" content="Jane Roe"><script type="application/ld+json">'
        '{"@type": "MedicalWebPage", "reviewedBy": {"@type": "Person", "name": "Tom Okafor"}}</script></head>'
        "<body><p>Text.</p></body></html>"
    )
    assert "Jane Roe" in said("author", page, "html")
    assert "Tom Okafor" in said("reviewer", page, "html")


@pytest.mark.parametrize(
    "text",
    [
        "By understanding the connection, you can act.",
        "By March 2026 the trial had ended.",
        "Written by hand, it is hard to read.",
    ],
)
def test_other_sentences_with_by_are_no_bylines(text: str) -> None:
    assert said("author", f"# Iron\n\n{text}") == []


def test_reviewers_are_found_in_bylines() -> None:
    assert said("reviewer", "Medically reviewed by Tom Okafor, MD") == ["Medically reviewed by Tom Okafor, MD"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Updated on 3rd of May 2021", "2021-05-03"),
        ("May 3, 2021", "2021-05-03"),
        ("2021-05-03T10:00:00Z", "2021-05-03"),
        ("03/05/2021", "2021-03-05"),
        ("23.05.2021", "2021-05-23"),
        ("Sept 2021", "2021-09-01"),
        ("31 February 2021", None),
        ("in 2021", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: str | None) -> None:
    found = read_day(text)
    assert (found.date.isoformat() if found else None) == day


def test_today_is_what_the_configuration_or_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert today("2026-11-21") == date(2026, 11, 21)
    assert today("") == date(1970, 1, 2)


def test_months_are_whole_ones() -> None:
    assert months_between(date(2026, 1, 15), date(2026, 3, 14)) == 1


def test_a_missing_author_is_reported_at_the_heading_and_an_empty_one_at_its_field() -> None:
    assert reported("author", "# Iron\n\nText.") == ["Iron"]
    assert reported("author", "---\nauthor:\n---\n# Iron\n\nText.") == ["author"]


def test_a_page_without_a_heading_is_reported_at_its_first_sentence() -> None:
    assert reported("date", "Iron is a metal. It is in food.") == ["Iron is a metal."]


def test_a_template_can_give_what_the_page_lacks() -> None:
    assert reported("author", "# Iron\n\nText.", provided_by_template=("author",)) == []


@pytest.mark.parametrize(
    "text",
    [
        "# Iron\n\nUpdated 3 March 2026\n\nText.",
        "# Iron\n\nBy Ana Ruiz, who lives with anaemia and is not a clinician | 2026-08-01\n\nText.",
        "---\nlastmod: 2026-03-03\n---\n# Iron\n\nText.",
        "# Iron\n\n3 March 2026\n\nText.",
    ],
)
def test_dates_are_found_where_pages_show_them(text: str) -> None:
    assert reported("date", text) == []


def test_a_date_inside_the_text_is_not_the_pages_date() -> None:
    text = "# Iron\n\nA survey of 3 March 2019 asked a thousand women about their diet and what they knew of iron."
    assert reported("date", text) == ["Iron"]


def test_a_path_can_hold_the_date() -> None:
    assert said("date", "# Iron", path="_posts/2024-01-02-iron.md") == ["2024-01-02"]


def test_the_newest_date_decides_whether_a_review_is_stale() -> None:
    assert reported("review-age", "---\ndate: 2018-01-01\nlast_reviewed: 2026-01-01\n---\nText.") == []
    assert reported("review-age", "---\ndate: 2018-01-01\nlast_reviewed: 2020-02-02\n---\nText.") == ["2020-02-02"]


def test_the_message_of_a_stale_review_gives_its_age() -> None:
    analysis = analyse("---\ndate: 2020-11-21\n---\nText.")
    (match,) = MetadataCheck(subject="review-age").check(analysis)
    assert (match.values["months"], match.values["limit"]) == ("72", "36")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Studies show that iron helps.", False),
        ("[Shop](/shop/iron) for iron.", False),
        ("The [guideline](https://www.nice.org.uk/guidance/ng24) says so.", True),
        ("See doi:10.1000/xyz123.", True),
        ("The trial was published in The Lancet.", True),
        ("Text.\n\n## References\n\n1. Okafor T. Iron. 2021.", True),
        ("---\nreferences: [a]\n---\nText.", True),
    ],
)
def test_sources_are_links_references_and_named_journals(text: str, expected: bool) -> None:
    assert has_sources(analyse(text)) is expected


@pytest.mark.parametrize("name", ["Admin", "By Admin", "Editorial Team", "Staff Writer", "Posted by staff"])
def test_nobody_is_no_author(name: str) -> None:
    assert is_nobody(name)


@pytest.mark.parametrize("name", ["Ana Ruiz", "By Adminah Stafford", "Team Leader Jo Sand"])
def test_somebody_is(name: str) -> None:
    assert not is_nobody(name)


def test_a_doctor_named_in_the_text_gives_the_author_no_credentials() -> None:
    text = "---\nauthor: Ana Ruiz\n---\nA talk with Dr. Otieno prompted this."
    assert reported("credentials", text) == ["Ana Ruiz"]
    assert reported("credentials", f"{text}\n\nAna Ruiz is a science journalist.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The paper was published on 4 March 2015 in a journal of sleep medicine, and nobody has repeated it.",
        "Their study, first reported online on 4 March 2015, followed four hundred nurses for two years.",
        "All results were presented on 4 March 2015 at a meeting in Porto, where people asked for more.",
    ],
)
def test_the_date_of_a_study_is_not_the_date_of_the_page(text: str) -> None:
    assert said("date", f"# Sleep\n\n{text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "This page was last reviewed on 4 March 2015 by our clinical team, and again in 2020.",
        "Two studies disagree about naps. We last updated what we say about them here on 4 March 2015.",
    ],
)
def test_a_sentence_that_dates_the_page_counts(text: str) -> None:
    assert said("date", f"# Sleep\n\n{text}") == ["4 March 2015"]


def test_who_published_a_study_is_no_author() -> None:
    assert said("author", "# Sleep\n\nThe trial was published by Harbour Press. Nurses slept badly.") == []


def test_a_link_without_words_is_shown_by_its_address() -> None:
    text = "# Iron\n\nIron matters. See http://shop.example.com/iron and http://blog.example.com/iron for more."
    (match,) = MetadataCheck(subject="weak-references").check(analyse(text))
    assert match.values["value"] == "http://shop.example.com/iron"


def test_an_address_broken_by_a_space_is_no_source() -> None:
    assert (
        reported("weak-references", "# Iron\n\nSee http://www. shop. example and http://go. blog. example now.") == []
    )


def test_an_organisation_as_author_needs_no_credentials() -> None:
    page = "---\nauthor: {}\n---\n\nIron tablets can upset the stomach.\n"
    assert reported("credentials", page.format("Breast Unit, Elmfield Hospitals")) == []
    assert reported("credentials", page.format("Kim Elmfield")) == ["Kim Elmfield"]
    assert reported("credentials", page.format("Kim Elmfield, RGN")) == []


def test_numbered_references_to_journals_are_no_weak_sources() -> None:
    listed = "1. Roe P. Rest. J Rest. 2011;2:1-9.\n2. Ito K. Heat. Heat. 2012;3:4.\n"
    page = f"Rest helps [1]. Heat helps [2].\n\n## References\n\n{listed}"
    assert reported("weak-references", page) == []
