"""What a sentence discloses: plain, vague, denied, and the hard cases that only look like one."""

from __future__ import annotations

import pytest

from claimlint.errors import ConfigError
from claimlint.language.money.disclosure import classify_sentence, has_amazon_statement
from claimlint.language.money.disclosure_words import Kind
from claimlint.language.money.page_disclosures import best_kind

SENTENCES = {
    Kind.STRONG: [
        "We earn a commission if you buy through links in this article.",
        "If you click through and order, I get paid a little.",
        "Some of the links are affiliate links, meaning, at no extra cost to you, I will earn a commision if you buy.",
        "Sleepwell.example.com may earn a commission when you purchase through links on our site.",
        "EVERY PURCHASE YOU MAKE THROUGH OUR LINKS EARNS US A FEW PENNIES.",
        "Purchases made through these links may result in compensation for me.",
        "This compensation may affect how and where products appear.",
        "We earn commissions from the links below, which does not affect our ratings.",
        "We do not accept gifts, but we do earn a commission when you buy through our links.",
        "This costs you nothing, and the shop pays us a small fee when you order through a link here.",
        "Wir erhalten eine Provision, wenn Sie über unsere Links einkaufen.",
        "Si vous achetez par ces liens, je perçois une petite commission.",
        "Si compras a través de nuestros enlaces, ganamos una pequeña comisión.",
        "Se acquistate tramite questi link, guadagniamo una piccola commissione.",
        "Als je via deze links iets koopt, krijgen wij een kleine commissie.",
    ],
    Kind.AMAZON: [
        "As an Amazon Associate I earn from qualifying purchases.",
        "As an Amazon Associate Sleepwell may earn from qualifying purchases at no extra cost to you.",
        "Als Amazon-Partner verdiene ich an qualifizierten Verkäufen.",
    ],
    Kind.LEGACY: [
        "We are a participant in the Amazon Services LLC Associates Program, a means to earn advertising fees.",
    ],
    Kind.WEAK: [
        "This post contains affiliate links.",
        "This post contains affilate links.",
        "(affiliate link)",
        "#affiliate",
        "Our site is reader-supported.",
        "If you prefer that we not receive credit for your order, go to the shop directly.",
        "This post is in partnership with Drowsy.",
        "Dieser Beitrag enthält Affiliate-Links.",
        "Cet article contient des liens affiliés.",
        "Contiene enlaces de afiliados.",
    ],
    Kind.SUPPORT: [
        "You support this blog when you shop through our links.",
        "Throw us a bone by using this Amazon link.",
        "Shopping through these links helps keep the lights on.",
    ],
    Kind.SPONSOR: [
        "Sponsored by Drowsy.",
        "Drowsy paid me to try this mask.",
        "#ad",
        "Ad: Drowsy and I spent a night together.",
        "Anzeige",
    ],
    Kind.GIFT: [
        "Drowsy sent me this mask for free.",
        "I received the pillow in exchange for an honest review.",
        "We were given a complimentary box to try.",
    ],
    Kind.DENIED: [
        "We never use affiliate links.",
        "There are no affiliate links on this page.",
        "None of the links on this page are affiliate links.",
        "We receive no compensation for our recommendations.",
    ],
    Kind.NEGATED: ["This post is not sponsored.", "Some links here are not affiliate links."],
}
NOTHING = [
    "All opinions are my own.",
    "Items sent for review will be marked with an asterisk.",
    "How do affiliate links work?",
    "Many bloggers use affiliate links to make money.",
    "Affiliate marketing is a big business.",
    "Earn money by joining our affiliate program.",
    "The trial was sponsored by the manufacturer of the mask.",
    "The authors received fees from the manufacturer.",
    "The hospital is affiliated with the university.",
    "He receives a commission on every drug sold.",
    "Patients with Alzheimer's disease (AD) slept less.",
    "The progesterone receptor (PR) was measured.",
    "The commission approved the vaccine.",
    "You can support your immune system by buying fresh vegetables.",
    "If you buy insurance through the exchange, you may receive a tax credit.",
    "In collaboration with researchers at the university, the team measured sleep.",
    "Advertisement",
    "AD",
    "We are not told why.",
]


@pytest.mark.parametrize(("kind", "sentence"), [(kind, text) for kind, texts in SENTENCES.items() for text in texts])
def test_a_disclosure_is_recognised_for_what_it_is(kind: Kind, sentence: str) -> None:
    assert classify_sentence(sentence) is kind


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_only_sounds_like_a_disclosure_is_none(sentence: str) -> None:
    assert classify_sentence(sentence) is None


def test_emphasis_quotes_and_spaces_inside_the_words_do_not_matter() -> None:
    assert (
        classify_sentence("This post contains **affiliate**\u00a0links, and I\u2019ll earn a com\u200bmission.")
        is Kind.STRONG
    )


def test_a_vague_sentence_and_a_heading_make_a_plain_disclosure_together() -> None:
    assert best_kind("Affiliate disclosure\nIf you buy something, a small commission comes our way.") is Kind.STRONG
    assert best_kind("This post has affiliate links. That means a small commission for us.") is Kind.STRONG


def test_a_pattern_of_the_configuration_makes_a_sentence_a_disclosure() -> None:
    sentence = "The house takes its tithe from every order."
    assert classify_sentence(sentence) is None
    assert classify_sentence(sentence, ("takes its tithe",)) is Kind.STRONG
    with pytest.raises(ConfigError, match="extra_patterns"):
        classify_sentence(sentence, ("takes its (tithe",))


def test_amazons_own_statement_is_taken_word_by_word() -> None:
    assert has_amazon_statement("As an Amazon Associate, we earn from qualifying purchases.")
    assert not has_amazon_statement("We are part of the Amazon Associates Program and earn fees.")


def test_a_sentence_of_any_length_is_read_in_linear_time() -> None:
    classify_sentence("we earn " * 200_000 + "commission links affiliate")


@pytest.mark.parametrize("text", ["For nine years I take no medication at all.", "We take no part in the trials."])
def test_who_takes_no_medicine_denies_no_money(text: str) -> None:
    assert classify_sentence(text) is None
