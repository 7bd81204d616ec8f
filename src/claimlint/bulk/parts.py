"""The work cut into parts: always the same ones for the same files and options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claimlint.bulk.job import Input, Options, Part, Record
from claimlint.bulk.readers import Meter, read


def cut(number: int, file: Input, options: Options) -> Iterator[Part]:
    """Yield the parts of a file in order; ``number`` is the file's place among all of them, from 0.

    A part ends after ``part_rows`` documents or with the one that brings its
    text to ``part_chars``, so it never holds more than that and one document.
    """
    meter = Meter()
    held: list[Record] = []
    chars = made = 0
    for record in read(file, options, meter):
        held.append(_bounded(record, options.max_chars))
        chars += len(held[-1].text)
        if len(held) >= options.part_rows or chars >= options.part_chars:
            yield _part(number, made, file, held, meter.position)
            held, chars, made = [], 0, made + 1
    if held:
        yield _part(number, made, file, held, meter.position)


def _part(number: int, made: int, file: Input, held: list[Record], position: int) -> Part:
    return Part(f"part-{number:05d}-{made:06d}", file.name, held[0].row, tuple(held), min(position, file.size))


def _bounded(record: Record, most: int) -> Record:
    length = len(record.text)
    if length <= most:
        return record
    problem = f"too long: {length} code points are more than {most}. Raise --max-chars to check it."
    return replace(record, text="", metadata={}, problem=problem)
