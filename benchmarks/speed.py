"""Speed side by side: claimlint and its peers on the same files, one after another, with ratios.

    python benchmarks/speed.py [DATA] [--limit N] [--short] [--vale FILE] [--claimlint FILE] [--only PART ...]

DATA is a folder of articles, or of JSON Lines files with ``title`` and ``text``, which are written out as Markdown
first; without it, articles are made up. Parts: corpus, start, warm, cache, size, rules. Peers that are not installed
(on the path, beside this Python, or in ``node_modules/.bin``) are named and left out. Sizes and rules are measured in
instructions as well, which no busy machine changes, where perf or valgrind can count them. Measure claimlint as users
have it: installed from a wheel, with its bytecode compiled (``python -m compileall``), and give its command with
``--claimlint``.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_VALE = "Vale, one article"
PARTS = ("corpus", "start", "warm", "cache", "size", "rules")
_MOST_COUNTED = 700_000
"""Bytes of the longest text whose instructions are counted: valgrind is thirty times slower."""
_VERBS = ("cure", "treat", "heal", "reverse", "prevent", "eliminate", "fight", "destroy", "beat", "end")
_CONDITIONS = (
    "cancer", "diabetes", "arthritis", "asthma", "depression", "anxiety", "dementia", "eczema", "psoriasis", "migraine",
    "hypertension", "obesity", "insomnia", "heart disease", "the flu", "infections", "inflammation", "allergies",
    "acne", "autism", "epilepsy", "infertility", "osteoporosis", "gout", "colds",
)  # fmt: skip
_HYPE = (
    "miracle", "breakthrough", "clinically proven", "doctor recommended", "no side effects", "100% safe", "guaranteed",
    "secret formula", "detox", "toxins", "superfood", "all natural", "instant relief", "works for everyone",
    "boosts immunity", "melts fat", "big pharma", "ancient remedy", "scientifically proven", "FDA approved",
    "risk-free", "wonder drug", "game changer", "life-changing", "holy grail", "magic bullet", "proven to work",
    "once and for all", "effortless", "overnight results", "permanent cure", "the only cure", "what doctors hide",
    "suppressed cure",
    "chemical-free", "pure and natural", "anti-aging", "age-defying", "fat-burning", "metabolism booster", "quick fix",
    "money-back guarantee", "rapid results", "unlock the secret", "never seen before", "must-have", "revolutionary",
    "unbelievable", "amazing results", "incredible",
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """What one process took: seconds of wall and processor, and megabytes at its peak."""

    wall: float
    cpu: float
    peak: float

    @classmethod
    def of(cls, command: Sequence[str | Path], cwd: Path | None = None) -> Run:
        """Run a command, its output thrown away; peers exit with 1 for findings, so the code says nothing."""
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=cwd,
            env=environment,
        )
        _, _, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        return cls(
            wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        )

    @classmethod
    def middle(cls, runs: Sequence[Run]) -> Run:
        """Take the median of each figure."""
        return cls(*(statistics.median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def median(command: Sequence[str | Path], times: int, cwd: Path | None = None) -> Run:
    """Run a command several times, after once for warm caches, and take the median of each figure."""
    Run.of(command, cwd)
    return Run.middle([Run.of(command, cwd) for _ in range(times)])


def articles(data: Path | None, limit: int | None) -> Iterator[tuple[str, str]]:
    """Yield names and Markdown of articles."""
    if data is None:
        yield from ((f"made-{number}", made_up(600, number)) for number in range(limit or 300))
        return
    count, names = itertools.count(), itertools.count()
    for path in sorted(data.rglob("*")):
        if path.suffix == ".jsonl":
            for line in path.read_text("utf-8").splitlines():
                record = json.loads(line)
                if next(count) == limit:
                    return
                yield (
                    f"{path.stem}-{record.get('id') or next(names)}",
                    f"# {record.get('title', '')}\n\n{record['text']}\n",
                )
        elif path.suffix in (".md", ".txt", ".html"):
            if next(count) == limit:
                return
            yield path.stem, path.read_text("utf-8", "replace")


def made_up(words: int, seed: int) -> str:
    """Return an article of about so many words, the same for the same seed."""
    choose = random.Random(seed).choice
    subjects = ("The study", "A doctor", "This herb", "Regular exercise", "Our readers", "The new drug", "Green tea")
    verbs = ("may lower", "did not change", "helps with", "was linked to", "can raise", "has been tested against")
    ends = (
        "in adults over fifty",
        "after twelve weeks",
        "according to a trial of 240 people",
        "in some patients",
        "at home",
    )
    pieces, count = [f"# What we know about {choose(_CONDITIONS)}\n"], 0
    while count < words:
        sentences = [f"{choose(subjects)} {choose(verbs)} {choose(_CONDITIONS)} {choose(ends)}." for _ in range(5)]
        pieces.append(" ".join(sentences))
        count += sum(len(sentence.split()) for sentence in sentences)
    return "\n\n".join(pieces) + "\n"


def vale_folder(folder: Path) -> Path:
    """Write Vale's configuration: claim-like rules of our own, readability and spelling; return its path."""
    style = folder / "styles" / "Peer"
    style.mkdir(parents=True)
    head = "extends: existence\nmessage: \"'%s'\"\nlevel: warning\nignorecase: true\nraw:\n"
    for verb in _VERBS:
        for number, some in enumerate(_fives()):
            lines = [f"  - '\\b{verb}(?:s|d|ed|ing)? (?:the |your )?{condition}\\b'" for condition in some]
            (style / f"{verb}{number}.yml").write_text(head + "\n".join(lines) + "\n", "utf-8")
    hype = "extends: existence\nmessage: \"'%s'\"\nlevel: warning\nignorecase: true\ntokens:\n"
    (style / "hype.yml").write_text(hype + "".join(f"  - {json.dumps(words)}\n" for words in _HYPE), "utf-8")
    for metric, grade in (("Flesch-Kincaid", 9), ("SMOG", 10), ("Gunning Fog", 10)):
        text = f"extends: readability\nmessage: '%s'\nlevel: warning\ngrade: {grade}\nmetrics: [{metric}]\n"
        (style / f"{metric.replace(' ', '').replace('-', '')}.yml").write_text(text, "utf-8")
    (folder / ".vale.ini").write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale, Peer\n"
    )
    return folder / ".vale.ini"


def _fives() -> Iterable[tuple[str, ...]]:
    return (_CONDITIONS[start : start + 5] for start in range(0, len(_CONDITIONS), 5))


def installed(name: str) -> str | None:
    """Return the path of a tool: on the path, beside this Python, or among the packages of a project for node."""
    places = (name, str(Path(sys.executable).parent / name), str(Path("node_modules/.bin") / name))
    return next((str(Path(found).absolute()) for place in places if (found := shutil.which(place))), None)


def instructions(command: Sequence[str | Path]) -> float | None:
    """Return how many thousand million instructions a command takes, or None where nothing can count them."""
    words = [str(part) for part in command]
    for tool, pattern in (
        (["perf", "stat", "-x,", "-e", "instructions:u"], r"^(\d+),"),
        (["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"], r"I +refs: +([\d,]+)"),
    ):
        if shutil.which(tool[0]):
            done = subprocess.run([*tool, *words], capture_output=True, text=True, check=False)
            if found := re.search(pattern, done.stderr, re.M):
                return int(found[1].replace(",", "")) / 1e9
    return None


def told(value: float | None, before: float | None) -> str:
    """Return a figure with how many times the one before it is, as two cells of a table."""
    if value is None:
        return "- | -"
    return f"{value:.2f} | {value / before:.2f}" if before else f"{value:.2f} | -"


@dataclass(frozen=True)
class Bench:
    """Where the tools are, and how often each is run."""

    claimlint: str
    vale: str | None
    scratch: Path
    times: int

    def peers(self, folder: Path) -> Iterator[tuple[str, list[str | Path]]]:
        """Yield the peers that are installed, with the command that checks a folder."""
        if self.vale:
            yield "Vale", [self.vale, "--config", self.scratch / "vale" / ".vale.ini", "--output", "line", folder]
        for name, command in (
            ("codespell", ["codespell", folder]),
            ("typos", ["typos", folder]),
            ("ripgrep", ["rg", "-c", "-i", "--no-unicode", "-f", self.scratch / "patterns.txt", folder]),
            ("proselint", ["proselint", "check", folder]),
            ("textlint with write-good and alex", ["textlint", "--rule", "write-good", "--rule", "alex", folder]),
        ):
            tool = installed(str(command[0]))
            if tool:
                yield name, [tool, *command[1:]]
            else:
                print(f"(left out: {name} is not installed)")

    def vale_alone(self, path: Path) -> list[list[str | Path]]:
        """Return the command with which Vale checks one article, or none where it is not installed."""
        return [[self.vale, "--config", self.scratch / "vale" / ".vale.ini", path]] if self.vale else []

    def check(self, *arguments: str | Path) -> list[str | Path]:
        return [self.claimlint, "check", "--isolated", "--no-cache", "--format", "concise", *arguments]


def corpus(bench: Bench, folder: Path) -> None:
    """Print processor time, wall time on all cores and peak memory for all articles, against Vale's."""
    files = list(folder.iterdir())
    size = sum(path.stat().st_size for path in files)
    print(f"\ncorpus: {len(files)} articles, {size / 1e6:.2f} MB")
    print("| tool | cpu s | wall s | MB/s | cpu ms an article | peak MB | cpu / Vale's | wall / Vale's |")
    print("|---|---|---|---|---|---|---|---|")
    runs = [(name, median(command, bench.times)) for name, command in bench.peers(folder)]
    runs.append(("claimlint --jobs 1", median(bench.check("--jobs", "1", folder), bench.times)))
    runs.append(("claimlint", median(bench.check(folder), bench.times)))
    vale = dict(runs).get("Vale")
    for name, run in runs:
        ratios = f"{run.cpu / vale.cpu:.2f} | {run.wall / vale.wall:.2f}" if vale else "- | -"
        each = 1000 * run.cpu / len(files)
        print(
            f"| {name} | {run.cpu:.2f} | {run.wall:.2f} | {size / 1e6 / run.wall:.2f} |"
            f" {each:.2f} | {run.peak:.0f} | {ratios} |"
        )


def _in_turn(rows: Iterable[tuple[str, Sequence[str | Path]]], times: int, cwd: Path) -> dict[str, Run]:
    """Run commands in turn and not each at a stretch, so that a machine that slows down slows all of them."""
    runs: dict[str, list[Run]] = {}
    for _ in range(times + 1):
        for name, command in rows:
            runs.setdefault(name, []).append(Run.of(command, cwd))
    return {name: Run.middle(each[1:]) for name, each in runs.items()}


def _print_beside_vale(rows: Sequence[tuple[str, Run]]) -> None:
    """Print what processes took, also in times of what Vale takes for one article in the same minutes."""
    vale = dict(rows).get(_VALE)
    print("| process | wall ms | cpu ms | peak MB | wall / Vale's |\n|---|---|---|---|---|")
    for name, run in rows:
        ratio = f"{run.wall / vale.wall:.2f}" if vale else "-"
        print(f"| {name} | {1000 * run.wall:.0f} | {1000 * run.cpu:.0f} | {run.peak:.0f} | {ratio} |")


def start(bench: Bench, folder: Path) -> None:
    """Print what whole processes take: one article, and commands that lint nothing."""
    path = sorted(folder.iterdir(), key=lambda item: item.stat().st_size)[len(list(folder.iterdir())) // 2]
    python = str(Path(bench.claimlint).with_name("python"))
    python = python if Path(python).exists() else sys.executable
    rows: list[tuple[str, list[str | Path]]] = [
        ("python -c pass", [python, "-c", "pass"]),
        ("import click", [python, "-c", "import click"]),
        ("import textstat", [python, "-c", "import textstat"]),
        ("claimlint --version", [bench.claimlint, "--version"]),
        ("claimlint --help", [bench.claimlint, "--help"]),
        ("claimlint, one article", bench.check(path)),
    ]
    rows += [(_VALE, command) for command in bench.vale_alone(path)]
    print(f"\nstart ({path.stat().st_size} bytes)")
    _print_beside_vale(list(_in_turn(rows, 2 * bench.times + 1, bench.scratch).items()))


def warm(bench: Bench, folder: Path) -> None:
    """Print what linting an article of 3,000 words again takes in a process that has done so before."""
    code = (
        "import sys, time\nfrom claimlint.lint import lint\nfrom claimlint.ruleset import load_ruleset\n"
        "from claimlint.source import Source\nrules, text = load_ruleset(), sys.stdin.read()\n"
        "def once(number):\n"
        "    start = time.perf_counter()\n"
        "    lint(Source('a.md', text + f'\\n\\nAnd so on for {number} words.\\n', 'markdown'), rules)\n"
        "    return 1000 * (time.perf_counter() - start)\n"
        "once(0)\nprint(sorted(once(number) for number in range(1, 12))[5])\n"
    )
    text = ""
    for path in sorted(folder.iterdir()):
        text += path.read_text("utf-8") + "\n\n"
        if len(text.split()) >= 3000:
            break
    text = " ".join(text.split(" ")[:3000])
    python = Path(bench.claimlint).with_name("python")
    done = subprocess.run(
        [str(python if python.exists() else sys.executable), "-c", code],
        input=text,
        text=True,
        capture_output=True,
        check=True,
    )
    print(f"\nwarm: an article of {len(text.split())} words, changed and linted again: {float(done.stdout):.1f} ms")


def cache(bench: Bench, folder: Path) -> None:
    """Print what a run over 2,000 articles takes with a warm cache: nothing changed, and one article changed."""
    site = bench.scratch / "site"
    (site / "content").mkdir(parents=True)
    texts = [path.read_text("utf-8") for path in sorted(folder.iterdir())]
    for number, text in enumerate(itertools.islice(itertools.cycle(texts), 2_000)):
        _written(site / "content" / f"{number}.md", f"{text}\nThis is article {number}.\n")
    _written(site / ".claimlint.yaml", "")
    command = [bench.claimlint, "check", "."]
    cold = Run.of(command, site)
    # What was written in the last two seconds is read again to be sure.
    time.sleep(3)
    Run.of([bench.claimlint, "check", "--jobs", "1", "."], site)
    runs: dict[str, list[Run]] = {"first": [cold]}
    for number in range(2 * bench.times + 1):
        runs.setdefault("nothing changed", []).append(Run.of(command, site))
        with (site / "content" / f"{number}.md").open("a", encoding="utf-8") as file:
            file.write("One sentence more.\n")
        runs.setdefault("one article changed", []).append(Run.of(command, site))
        alone = site / "content/0.md"
        runs.setdefault("one article alone, without a cache", []).append(Run.of(bench.check("--no-cache", alone)))
        for vale in bench.vale_alone(alone):
            runs.setdefault(_VALE, []).append(Run.of(vale))
    print("\ncache: 2,000 articles")
    _print_beside_vale([(name, Run.middle(each)) for name, each in runs.items()])


def size(bench: Bench, folder: Path, largest: int) -> None:
    """Print time against size: each text is twice the one before, so each line should take twice as long."""
    texts = [path.read_text("utf-8") for path in sorted(folder.iterdir())]
    print("\nsize\n| kB | cpu s | times the half | peak MB | 10^9 instructions | times the half |")
    print("|---|---|---|---|---|---|")
    counted_idle = instructions(bench.check(_written(bench.scratch / "idle.md", "Hello.\n")))
    counted: float | None = None
    idle = median(bench.check(_written(bench.scratch / "idle.md", "Hello.\n")), bench.times).cpu
    before = 0.0
    halves = [largest >> times for times in range(largest.bit_length()) if largest >> times >= 10_000]
    for length in reversed(halves):
        path = _written(
            bench.scratch / "size.md", "\n\n".join(itertools.islice(itertools.cycle(texts), length // 200))[:length]
        )
        run = Run.of(bench.check("--jobs", "1", path)) if length > 2_000_000 else median(bench.check(path), bench.times)
        half, counted = counted, None
        if counted_idle and length <= _MOST_COUNTED and (count := instructions(bench.check(path))):
            counted = count - counted_idle
        cpu = run.cpu - idle
        growth = f"{cpu / before:.2f}" if before > 0.02 else "-"
        print(f"| {length // 1000} | {cpu:.2f} | {growth} | {run.peak:.0f} | {told(counted, half)} |", flush=True)
        before = cpu


def rules(bench: Bench, folder: Path) -> None:
    """Print time against the number of phrase rules, beside the built-in ones, on the same 20 articles."""
    some = bench.scratch / "some"
    some.mkdir()
    for path in sorted(folder.iterdir())[:20]:
        shutil.copy(path, some)
    print(
        "\nrules\n| rules | first run, cpu s | again, cpu s | of which the rules | times the half |"
        " 10^9 instructions of the rules | times the half |\n|---|---|---|---|---|---|---|"
    )
    own = bench.scratch / "rules"
    (own / "house").mkdir(parents=True)
    idle, before, written = median(bench.check(some), bench.times).cpu, 0.0, 0
    counted_idle, counted = instructions(bench.check("--jobs", "1", some)), None
    count = 79
    while count <= 5_056:
        for number in range(written, count):
            _write_rule(own / "house" / f"r{number}.yaml", number)
        written = count
        config = _written(bench.scratch / "rules.yaml", f"rule-paths: [{json.dumps(str(own))}]\n")
        command = [bench.claimlint, "check", "--no-cache", "--config", config, "--format", "concise", some]
        first, again = Run.of(command), median(command, bench.times)
        cost = again.cpu - idle
        growth = f"{cost / before:.2f}" if before > 0.02 else "-"
        half, counted = counted, instructions([*command, "--jobs", "1"]) if counted_idle else None
        counted = counted - counted_idle if counted and counted_idle else None
        print(
            f"| {count} | {first.cpu:.2f} | {again.cpu:.2f} | {cost:.2f} | {growth} | {told(counted, half)} |",
            flush=True,
        )
        before, count = cost, count * 2


def _written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def _write_rule(path: Path, number: int) -> None:
    verb, condition = _VERBS[number % len(_VERBS)], _CONDITIONS[number // len(_VERBS) % len(_CONDITIONS)]
    words = f"{verb}s? {condition} by method {number}"
    path.write_text(
        f"id: house/r{number}\ncheck: phrase\noptions: {{any: ['{words}', 'plan {number} for {condition}']}}\n"
        f"message: House style {number}.\nwhy: House style.\nexamples:\n"
        f"  bad: ['It [[{verb} {condition} by method {number}]].', 'The [[plan {number} for {condition}]].']\n"
        "  good: ['It is fine.', 'We had tea.']\n",
        "utf-8",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, help="so many articles")
    parser.add_argument("--short", action="store_true", help="100 articles, sizes to 1.3 MB, each run once")
    parser.add_argument("--largest", type=int, default=50_000_000, help="bytes of the longest text for the part size")
    parser.add_argument("--vale", default=shutil.which("vale"))
    parser.add_argument("--claimlint", default=shutil.which("claimlint", path=str(Path(sys.executable).parent)))
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    given = parser.parse_args()
    if not given.claimlint:
        sys.exit("claimlint is not installed beside this Python: give its command with --claimlint.")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(str(Path(given.claimlint).absolute()), given.vale, Path(name), 1 if given.short else 3)
        (bench.scratch / "vale").mkdir()
        vale_folder(bench.scratch / "vale")
        _written(bench.scratch / "patterns.txt", "\n".join([*_CONDITIONS, *_HYPE]) + "\n")
        folder = bench.scratch / "articles"
        folder.mkdir()
        for title, text in articles(given.data, 100 if given.short and not given.limit else given.limit):
            _written(folder / f"{title}.md", text)
        _print_versions(bench)
        print(
            "commands:", " ".join(map(str, bench.check("articles"))), "; vale --config .vale.ini --output line articles"
        )
        for part in given.only:
            if part == "size":
                size(bench, folder, 1_300_000 if given.short else given.largest)
            else:
                globals()[part](bench, folder)


def _print_versions(bench: Bench) -> None:
    for tool in (bench.claimlint, bench.vale, "codespell", "typos", "rg", "proselint", "textlint"):
        path = tool and installed(tool)
        if path:
            done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
            print(f"{Path(path).name}: {(done.stdout + done.stderr).strip().splitlines()[0]}")
        else:
            print(f"{tool or 'vale'}: not installed")
    print(f"python {sys.version.split()[0]}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
