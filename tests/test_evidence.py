"""What counts as evidence near a claim, what it is worth, and where it stands in the source."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimlint.claim import Evidence, Tier
from claimlint.errors import ConfigError
from claimlint.language.analysis import Analysis
from claimlint.language.evidence.hosts import tier_of_url
from claimlint.language.evidence.nearby import SUPPORTING, evidence_near
from claimlint.parsers import parse
from claimlint.settings import AffiliateSettings, EvidenceSettings, Settings
from claimlint.source import Source, Span


def near(text: str, word: str, reach: str = "block", format: str = "markdown", **settings: object) -> list[Evidence]:
    analysis = Analysis(parse(Source("a.md", text, format)), Settings(**settings))  # type: ignore[arg-type]
    start = analysis.text.index(word)
    return list(evidence_near(analysis, Span(start, start + len(word)), reach))


def tiers(text: str, word: str = "eases", reach: str = "block", format: str = "markdown") -> list[Tier]:
    return [item.tier for item in near(text, word, reach, format)]


@pytest.mark.parametrize(
    ("url", "tier"),
    [
        ("https://www.nhs.uk/conditions/gout", Tier.GUIDELINE),
        ("https://ods.od.nih.gov/x", Tier.GUIDELINE),
        ("https://pubmed.ncbi.nlm.nih.gov/123", Tier.JOURNAL),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1", Tier.JOURNAL),
        ("https://www.cochranelibrary.com/cdsr/1", Tier.REVIEW),
        ("https://clinicaltrials.gov/study/NCT1", Tier.TRIAL),
        ("https://www.medrxiv.org/content/1", Tier.PREPRINT),
        ("https://www.bbc.co.uk/news/health-1", Tier.PRESS),
        ("https://smile.amazon.com/dp/B01", Tier.SHOP),
        ("https://shop.example.org/tea", Tier.SHOP),
        ("https://example.org/products/tea", Tier.SHOP),
        ("https://example.org/blog", Tier.WEB),
        ("/about-us", Tier.OWN),
        ("/shop/tea", Tier.SHOP),
        ("mailto:me@example.org", None),
        ("#sources", None),
        ("https://notnhs.uk/", Tier.WEB),
    ],
)
def test_a_link_is_worth_what_its_host_publishes(url: str, tier: Tier | None) -> None:
    assert tier_of_url(url) is tier


def test_the_own_site_is_no_source_for_itself() -> None:
    own = AffiliateSettings(own_domains=("herbs.example",))
    found = near("Ginger eases nausea, see [here](https://www.herbs.example/ginger).", "eases", affiliate=own)
    assert [item.tier for item in found] == [Tier.OWN]


def test_neither_shop_nor_own_page_nor_press_supports_a_claim() -> None:
    assert SUPPORTING.isdisjoint([Tier.SHOP, Tier.OWN, Tier.PRESS, Tier.WEB, Tier.ANIMAL, Tier.RETRACTED])


def test_a_menu_beside_a_heading_supports_nothing() -> None:
    page = '<nav><a href="https://www.nhs.uk/a">Advice</a></nav><h1>Ginger eases nausea</h1><p>We like it.</p>'
    assert tiers(page, format="html") == []


def test_a_link_in_the_paragraph_is_found_and_one_in_another_is_not() -> None:
    text = "Ginger eases nausea. It is cheap. See [a review](https://www.cochrane.org/1).\n\n[NHS](https://www.nhs.uk)"
    assert tiers(text) == [Tier.REVIEW]


def test_the_reach_can_be_the_sentence_alone() -> None:
    text = "Ginger eases nausea. See [a review](https://www.cochrane.org/1)."
    assert tiers(text, reach="sentence") == []


def test_a_footnote_is_worth_what_its_text_cites() -> None:
    text = "Ginger eases nausea.[^a] More.\n\n[^a]: Kim J. A randomised trial. Lancet 2019. doi:10.1016/S0140-6736(19)3"
    found = near(text, "eases")
    assert found[0].tier is Tier.TRIAL
    assert text[found[0].span.start : found[0].span.end] == "[^a]"


def test_a_number_in_brackets_leads_to_its_entry() -> None:
    text = "Ginger eases nausea [2].\n\n## References\n\n1. A shop.\n2. Kim. A systematic review. PMID: 1234567"
    assert tiers(text) == [Tier.REVIEW]


def test_a_range_of_numbers_leads_to_every_entry() -> None:
    text = "Ginger eases nausea [1-3].\n\n## Sources\n\n1. Cohort study. PMID: 12345\n2. Mouse study. PMID: 12346\n3. x"
    assert tiers(text) == [Tier.COHORT, Tier.ANIMAL, Tier.WEB]


def test_a_superscript_leads_to_its_entry() -> None:
    text = "<p>Ginger eases nausea.<sup>1</sup></p><h2>References</h2><ol><li>Kim. PMID: 1234567</li></ol>"
    assert tiers(text, format="html") == [Tier.JOURNAL]


def test_a_number_without_an_entry_is_no_evidence() -> None:
    assert tiers("Ginger eases nausea [2] and pain (3).") == []


@pytest.mark.parametrize("cited", ["(Kim et al., 2019)", "(Kim & Lee, 2019)", "(Kim 2019)"])
def test_author_and_year_is_a_citation(cited: str) -> None:
    assert tiers(f"Ginger eases nausea {cited}.") == [Tier.JOURNAL]


def test_author_and_year_takes_the_worth_of_its_entry() -> None:
    text = "Ginger eases nausea (Kim et al., 2019).\n\n## References\n\n- Kim J. Meta-analysis. 2019. PMID: 123456"
    assert tiers(text) == [Tier.REVIEW]


@pytest.mark.parametrize("date", ["in May 2019", "(June 2020)", "(Updated 2021)", "since 2005"])
def test_a_date_is_no_citation(date: str) -> None:
    assert tiers(f"Ginger eases nausea, we wrote {date}.") == []


@pytest.mark.parametrize(
    ("sentence", "tier"),
    [
        ("A 2021 randomised trial in the Lancet found that ginger eases nausea.", Tier.TRIAL),
        ("In a cohort study of 12,000 women, ginger eases nausea.", Tier.COHORT),
        ("A Cochrane review concluded that ginger eases nausea.", Tier.REVIEW),
        ("According to the NHS, ginger eases nausea.", Tier.GUIDELINE),
        ("A 2020 study in mice shows that ginger eases nausea.", Tier.ANIMAL),
    ],
)
def test_a_study_or_agency_named_in_the_sentence_counts(sentence: str, tier: Tier) -> None:
    assert tiers(sentence) == [tier]


def test_a_crowd_of_studies_does_not_count() -> None:
    assert tiers("Studies show that ginger eases nausea.") == []


@pytest.mark.parametrize("mark", ["10.1000/ABC.12", "PMID 1234567", "https://doi.org/10.1000/abc.12"])
def test_a_retracted_paper_is_told_by_the_list_of_the_user(mark: str, tmp_path: Path) -> None:
    table = tmp_path / "retractions.csv"
    table.write_text("Title,OriginalPaperDOI,OriginalPaperPubMedID\nX,10.1000/abc.12,1234567\n", "utf-8")
    settings = EvidenceSettings(retractions=str(table))
    found = near(f"Ginger eases nausea ({mark}).", "eases", evidence=settings)
    assert {item.tier for item in found} == {Tier.RETRACTED}


def test_a_list_of_retractions_without_identifiers_is_an_error(tmp_path: Path) -> None:
    table = tmp_path / "wrong.csv"
    table.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(ConfigError, match="cannot be read"):
        near("Ginger eases nausea (10.1000/abc).", "eases", evidence=EvidenceSettings(retractions=str(table)))


def test_a_reference_with_year_volume_and_page_cites_a_journal() -> None:
    page = "Ginger eases nausea [1].\n\n## References\n\n1. Ito K, Roe P. Ginger root. Some J Nutr. 2018;12(3):44-9.\n"
    assert tiers(page) == [Tier.JOURNAL]
    assert tiers(page.replace("2018;12(3):44-9", "Spring 2018")) == [Tier.WEB]
