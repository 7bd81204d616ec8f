"""``claimlint bulk``: what one core does in a second, and whether Spark writes the same tables.

    python benchmarks/bulk.py [DATA] [--compare N] [--rate N] [--words N]

DATA is a folder as for ``speed.py``; without it, or beyond its end, articles are made up, of ``--words`` words.
``--compare`` checks N articles on this machine and through Spark in local mode, and ends with 1 unless all three
tables are equal, row for row once they are ordered by document and position. ``--rate`` measures one process over N
articles from each format, and reading alone.
"""

from __future__ import annotations

import argparse
import gzip
import io
import itertools
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from speed import articles, made_up

TABLES = {
    "documents": ("id", "source", "row"),
    "findings": ("document", "source", "row", "field", "start", "end", "rule", "message"),
    "claims": ("document", "source", "row", "field", "start", "end", "words", "because"),
}
"""The tables with the columns that order their rows: the document, the position, and what tells two at one place."""
_CLUSTERS = (4, 32, 256, 1024)
"""Cores for which an hour is worked out."""


def rows(data: Path | None, count: int, words: int) -> Iterator[dict[str, Any]]:
    """Yield so many articles as rows of a table, those of a folder first."""
    found = articles(data, count) if data else iter(())
    made = (("", made_up(words, number)) for number in itertools.count())
    for number, (_, text) in enumerate(itertools.islice(itertools.chain(found, made), count)):
        yield {"id": f"{number:06d}", "text": text, "author": "Ada Moss, MD", "date": "2026-10-01"}


def write_parquet(found: list[dict[str, Any]], path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(found), path)


def write_lines(found: list[dict[str, Any]], path: Path) -> None:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in found).encode()))


def write_warc(found: list[dict[str, Any]], path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for row in found:
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = "".join(f"<p>{line}</p>" for line in row["text"].split("\n\n"))
            url, page = f"https://made.example/{row['id']}", io.BytesIO(f"<html><body>{body}</body></html>".encode())
            writer.write_record(writer.create_warc_record(url, "response", payload=page, http_headers=http))


FORMATS: dict[str, Callable[[list[dict[str, Any]], Path], None]] = {
    "parquet": write_parquet,
    "jsonl.gz": write_lines,
    "warc.gz": write_warc,
}


def command(sources: Path, output: Path, *more: str) -> tuple[float, float]:
    """Run ``claimlint bulk``; return seconds of wall and of processor, its children's included."""
    arguments = [sys.executable, "-m", "claimlint", "bulk", str(sources), "-o", str(output), "--isolated", "-q", *more]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(arguments, check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr[-4000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def compare(data: Path | None, count: int, words: int, scratch: Path) -> bool:
    """Check articles by both engines and tell whether the tables are the same."""
    import pyarrow.compute as pc
    from pyarrow import parquet

    sources = scratch / "compare"
    sources.mkdir()
    found = list(rows(data, count, words))
    half = len(found) // 2
    write_parquet(found[:half], sources / "first.parquet")
    write_lines(found[half:], sources / "second.jsonl.gz")
    outputs = {"local": scratch / "local", "spark": scratch / "spark"}
    for engine, output in outputs.items():
        more = ["--engine", "spark", "--master", "local[*]"] if engine == "spark" else []
        wall, cpu = command(sources, output, *more)
        # What Spark's own processes take is not counted as ours by the system.
        processor = f" ({cpu:.0f} s of processor)" if engine == "local" else ""
        print(f"{engine}: {count} articles in {wall:.0f} s{processor}", flush=True)
    same = True
    for table, keys in TABLES.items():
        tables = []
        for output in outputs.values():
            read = parquet.read_table(output / table)
            tables.append(read.take(pc.sort_indices(read, [(name, "ascending") for name in keys])))
        equal = tables[0].equals(tables[1])
        same = same and equal
        told = "equal" if equal else "DIFFERENT"
        print(f"{table}: {tables[0].num_rows} rows locally, {tables[1].num_rows} by Spark: {told}")
    bytes_equal = _bytes(outputs["local"]) == _bytes(outputs["spark"])
    print(f"all files byte for byte: {'equal' if bytes_equal else 'DIFFERENT'}")
    return same


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rate(data: Path | None, count: int, words: int, scratch: Path) -> None:
    """Print what one process does with each format, what reading alone takes, and what clusters do in an hour."""
    found = list(rows(data, count, words))
    size = sum(len(row["text"]) for row in found) / len(found)
    few = found[: max(count // 20, 1)]
    print(f"{count} articles of {size:.0f} code points; Python {platform.python_version()}, {os.cpu_count()} cores")
    print("| format | documents a second, one process | ms of processor a document | of which reading | peak MB |")
    print("|---|---|---|---|---|")
    rates = []
    for name, write in FORMATS.items():
        write(found, scratch / f"all.{name}")
        write(few, scratch / f"few.{name}")
        # A start takes as long for few as for many, so it is taken off.
        _, start = command(scratch / f"few.{name}", scratch / f"few-{name}", "--jobs", "1")
        _, cpu = command(scratch / f"all.{name}", scratch / f"out-{name}", "--jobs", "1")
        each = (cpu - start) / (len(found) - len(few))
        rates.append(1 / each)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        reading = 1000 * _reading(scratch / f"all.{name}", len(found))
        print(f"| {name} | {1 / each:.0f} | {1000 * each:.1f} | {reading:.2f} | {peak:.0f} |", flush=True)
    slowest = min(rates)
    print("\n| cores | documents an hour | ten million take |\n|---|---|---|")
    for cores in _CLUSTERS:
        an_hour = slowest * cores * 3600
        print(f"| {cores} | {an_hour / 1e6:.1f} million | {10e6 / an_hour:.1f} hours |")


def _reading(path: Path, count: int) -> float:
    """Return seconds of processor a document for reading and cutting alone."""
    from claimlint.bulk.inputs import find_inputs
    from claimlint.bulk.job import Options
    from claimlint.bulk.parts import cut
    from claimlint.bulk.work import packed

    start = time.process_time()
    for part in cut(0, find_inputs([str(path)])[0], Options()):
        packed(part)
    return (time.process_time() - start) / count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="?", type=Path)
    parser.add_argument("--compare", type=int, metavar="N", help="so many articles by both engines")
    parser.add_argument("--rate", type=int, metavar="N", help="so many articles by one process")
    parser.add_argument("--words", type=int, default=600, help="length of an article that is made up")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if given.rate:
            rate(given.data, given.rate, given.words, Path(name))
        if given.compare:
            return int(not compare(given.data, given.compare, given.words, Path(name)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
