"""A small report with everything that makes positions and formats hard, and an empty one."""

from __future__ import annotations

from claimlint.finding import (
    Confidence,
    Edit,
    FileReport,
    Finding,
    Notification,
    Related,
    Report,
    Severity,
    Suppression,
)
from claimlint.rule import Citation, Rule
from claimlint.source import Source, Span

EMOJI = "# Turmeric\n\nTurmeric **cures** \U0001f397\ufe0f cancer in 7 days.\n\nAsk your doctor, see [the shop](https://shop.example/?tag=x).\n"
WINDOWS = (
    "<p>Cafe\u0301 \u767d\u8336 tea\thelps 100% of people, | always.</p>\r\n\r\n"
    "<!-- claimlint-disable-next-line claims/cure -- quoted from 1890 -->\r\n<p>It cures\r\nall ills.</p>\r\n"
)
BARE = "One long line " + "of many words " * 20 + "which is a miracle for @all " + "and goes on " * 20 + "\rThe end."

RULES = {
    "claims/absolute": Rule(
        id="claims/absolute",
        check="phrase",
        message="“{match}” promises a result for everyone. Nothing works for everyone.",
        why="Readers who are not helped may think that they did something wrong. Regulators ask for proof.",
        fix="Say how many people were helped, and compared with what.",
        severity=Severity.WARNING,
        confidence=Confidence.MEDIUM,
        sources=(Citation("FTC guidance", "Section II", "https://regulator.example/guidance", "V2"),),
        tags=("absolute",),
        jurisdictions=("us",),
    ),
    "claims/cure": Rule(
        id="claims/cure",
        check="phrase",
        message="“{match}” promises a cure.",
        why="No food cures a disease. A reader may leave a treatment that works.",
        fix="Say what was studied, in whom, and what was found.",
        severity=Severity.ERROR,
        confidence=Confidence.HIGH,
        sources=(
            Citation("FTC guidance", "Section II", "https://regulator.example/guidance", "V2"),
            Citation("A law without sections"),
        ),
        aliases=("claims/cures",),
    ),
    "spelling/typo": Rule(
        id="spelling/typo",
        check="spelling",
        message="“{match}” is misspelt.",
        severity=Severity.NOTE,
        confidence=Confidence.LOW,
    ),
}


def finding(source: Source, rule: str, words: str, message: str, **more: object) -> Finding:
    """Build a finding at the first place where the words stand."""
    start = source.text.index(words)
    return Finding(
        path=source.path,
        rule=rule,
        severity=RULES[rule].severity,
        confidence=RULES[rule].confidence,
        message=message,
        span=Span(start, start + len(words)),
        text=words,
        fix=RULES[rule].fix,
        fingerprint=f"{rule}:{start}".encode().hex().ljust(32, "0")[:32],
        **more,  # type: ignore[arg-type]
    )


def sample_report() -> Report:
    """Return a report over three articles, one of them unreadable."""
    emoji = Source("content/a b.md", EMOJI, "markdown")
    windows = Source("content/win.html", WINDOWS, "html", bom=True)
    bare = Source("notes/long.txt", BARE, "text")
    shop = EMOJI.index("[the shop]")
    comment = WINDOWS.index("<!--")
    cure = finding(
        emoji,
        "claims/cure",
        "cures** \U0001f397\ufe0f cancer",
        "“cures \U0001f397\ufe0f cancer” promises a cure.",
        because="the verb is finite and nothing hedges it",
        related=(Related(Span(shop, shop + 10), "Here it is sold [cheap](1)."),),
        edits=(Edit(Span(EMOJI.index("cures"), EMOJI.index("cures") + 5), "was studied for"),),
    )
    typo = finding(
        emoji,
        "spelling/typo",
        "Ask",
        "“Ask” is misspelt.",
        edits=(Edit(Span(shop - 21, shop - 18), "Ask,", safe=True),),
    )
    absolute = finding(windows, "claims/absolute", "helps 100% of people", "“helps 100% of people” promises a result.")
    old = finding(windows, "claims/cure", "cures\r\nall ills", "“cures all ills” promises a cure.")
    miracle = finding(
        bare,
        "claims/absolute",
        "miracle for @all",
        "“miracle for @all” promises `<b>` | 50%: a, b\nand ::error::more",
        related=(Related(Span(0, 8), "Compare this.", "content/a b.md"),),
    )
    return Report(
        files=(
            FileReport(
                emoji.path, emoji, (cure, typo), words=14, content="product", content_reason="a price stands in line 3"
            ),
            FileReport(
                windows.path,
                windows,
                (absolute,),
                (Suppression(old, "inSource", "quoted from 1890", Span(comment, WINDOWS.index("-->") + 3)),),
                words=11,
            ),
            FileReport(
                "content/word.txt",
                None,
                notifications=(
                    Notification(Severity.ERROR, "not valid UTF-8 at byte 7 (0x93).", "content/word.txt", offset=7),
                ),
            ),
            FileReport(bare.path, bare, (miracle,), words=150),
        ),
        rules=RULES,
        notifications=(Notification(Severity.WARNING, "LanguageTool did not start.", detail="Traceback: …"),),
    )


def clean_report() -> Report:
    """Return a report over two articles that found nothing."""
    sources = (Source("a.md", "Drink water.\n", "markdown"), Source("b.md", "Sleep.\n", "markdown"))
    return Report(tuple(FileReport(source.path, source, words=2) for source in sources), rules=RULES)
