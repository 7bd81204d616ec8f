"""Promises that no word makes alone: what points find, and what they leave alone."""

from __future__ import annotations

import pytest

from claimlint.claim import Claim
from claimlint.language.analysis import Analysis
from claimlint.language.claims.finder import scenes_of
from claimlint.language.claims.points import DECLARED, passages, promise_signs
from claimlint.language.claims.traits import traits_of
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source


def analysed(text: str, content: str = "product") -> Analysis:
    return Analysis(parse(Source("page.md", text, "markdown")), Settings(content=content))


def promises(text: str, content: str = "product") -> list[Claim]:
    return [claim for claim in analysed(text, content).claims if claim.kind == "promise"]


def traits(text: str) -> frozenset[str]:
    return frozenset().union(*map(traits_of, passages(scenes_of(analysed(text)))))


@pytest.mark.parametrize(
    "text",
    [
        "Never again will your back decide what you do on a Saturday.",
        "Leave the rail alone: from week two your legs take the stairs by themselves.",
        "Off comes the knee brace after two cups, and nothing in your hips creaks.",
    ],
)
def test_words_taken_together_are_a_promise(text: str) -> None:
    assert promises(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lie on the mat with your knees bent and read a book.",
        "The bottle is a joy to hold, and the dropper never leaks.",
        "Salbutamol opens the airways within minutes.",
        "My back is no better after a fortnight on these drops.",
        "No herb is without side effects.",
        "Never stop your statins without advice.",
        "Selenium contributes to the maintenance of normal nails",
        "Ring your midwife before you try the raspberry leaf.",
        "Carry on taking your thyroid pills while you are with us.",
    ],
)
def test_plain_talk_failures_and_advice_are_none(text: str) -> None:
    assert not promises(text)


def test_a_page_declared_as_no_ware_promises_nothing_by_points() -> None:
    assert not promises("Never again will your back decide what you do on a Saturday.", "editorial")


def test_a_page_that_informs_promises_nothing_by_points() -> None:
    text = "Never again will your back decide what you do on a Saturday."
    informing = (
        "Twelve patients of the hospital kept a diary of their pain for a year, and a nurse rang them once a week."
    )
    assert not promises(f"{text}\n\n{informing} {informing}", "")


def test_a_brief_text_promises_in_spite_of_a_word_that_informs() -> None:
    text = "Two drops of VireoPlus and your sciatica is off by Thursday, stick handed back to the hospital."
    assert promises(text, "")


def test_short_sentences_of_a_paragraph_are_weighed_together() -> None:
    found = list(passages(scenes_of(analysed("Monday, a stick. Friday, none. You choose.\n\nA tin holds forty bags."))))
    assert [len(passage) for passage in found] == [3, 1]


def test_no_sign_decides_alone() -> None:
    signs = promise_signs()
    assert max(sign.points for sign in signs.values()) + signs["form:text"].points < DECLARED


def test_every_sign_has_a_name_for_reports() -> None:
    assert all(sign.name for sign in promise_signs().values())


def test_every_trait_that_has_points_is_one_that_texts_can_have() -> None:
    kinds = {trait.partition(":")[0] for trait in promise_signs()}
    assert kinds <= {"term", "verb", "sign", "sells", "cue", "list", "form", "pair"}


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("Valerian tea.", "term:remedies"),
        ("Rub it on your hands.", "term:outer"),
        ("Feed your liver.", "term:inner"),
        ("Eases gout.", "form:unsaid"),
        ("Ease gout.", "form:bidding"),
        ("Gone by Friday!", "form:exclamation"),
        ("It may ease gout.", "cue:hedge-forward"),
        ("Ours lasts in 30 days", "form:heading"),
        ("No herb is without risk.", "form:denied-twice"),
        ("Bin the statins, our garlic is here.", "pair:medicine-ware"),
    ],
)
def test_traits(text: str, trait: str) -> None:
    assert trait in traits(text)


def test_what_stands_before_a_passage_is_no_mark_of_it() -> None:
    found = list(passages(scenes_of(analysed("Ready?\n\nA tin holds forty bags."))))
    assert "form:question" not in traits_of(found[1])


def test_the_signs_that_told_are_named() -> None:
    claim = promises("Off comes the knee brace after two cups, and nothing in your hips creaks.")[0]
    assert claim.because.startswith("it puts together ")
    assert "what is gone" in claim.because


def test_a_link_that_earns_makes_no_promise_of_an_article() -> None:
    article = "Our favourite capsules are cheap.\n\nA study of twelve patients is under way."
    assert not promises(f"{article}\n\nNever again will your back decide what you do on a Saturday.", "")


def test_cells_and_short_headings_are_labels() -> None:
    table = "| Ingredient | Dose |\n|---|---|\n| Zinc for your knees | 15 mg |\n"
    page = f"## Your knee pain\n\n{table}"
    scenes = scenes_of(analysed(page))
    assert list(passages(scenes)) == []
    assert len(list(passages(scenes_of(analysed("Your knee pain goes after two cups."))))) == 1


def test_a_before_beside_an_after_is_a_promise_where_either_alone_is_none() -> None:
    before, after = "Then: two inhalers in every coat.", "Now: hill walks on Sundays."
    assert [bool(promises(text)) for text in (f"{before} {after}", before, after)] == [True, False, False]


def test_an_arrival_and_a_friday_without_health_promise_nothing() -> None:
    assert not promises("We arrived on foot and ate soup. By Friday the snow had come.")
