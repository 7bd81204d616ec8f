"""Dataclasses and expressions made late are those of the standard library, later."""

from __future__ import annotations

import ast
import copy
import dataclasses
import importlib
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError, field, fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimlint import late
from claimlint.late import regex

SOURCES = sorted((Path(late.__file__).parent).rglob("*.py"))


@late.dataclass(frozen=True, slots=True, order=True)
class Late:
    """One that is made late."""

    first: int
    second: str = "x"
    third: tuple[int, ...] = field(default=(), compare=False)
    fourth: list[int] = field(default_factory=list, compare=False, kw_only=True)


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Usual:
    """The same by the standard library."""

    first: int
    second: str = "x"
    third: tuple[int, ...] = field(default=(), compare=False)
    fourth: list[int] = field(default_factory=list, compare=False, kw_only=True)


@late.dataclass
class Changing:
    """One that can be changed, with something worked out from the rest."""

    size: int
    double: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.double = 2 * self.size


@late.dataclass(frozen=True)
class Grown:
    """One that others grow from."""

    size: int


VALUES = st.tuples(st.integers(-2, 2), st.sampled_from(("x", "y")))


@given(VALUES, VALUES)
def test_they_compare_hash_and_show_as_usual(one: tuple[int, str], two: tuple[int, str]) -> None:
    a, b, c, d = Late(*one), Late(*two), Usual(*one), Usual(*two)
    assert (a == b, a < b, a <= b, a > b, a >= b) == (c == d, c < d, c <= d, c > d, c >= d)
    assert (hash(a) == hash(b)) == (hash(c) == hash(d))
    assert repr(a) == repr(c).replace("Usual", "Late")


@given(VALUES)
def test_they_are_replaced_copied_and_pickled_as_usual(values: tuple[int, str]) -> None:
    item = Late(*values, fourth=[1])
    assert replace(item, first=9) == Late(9, values[1])
    assert copy.deepcopy(item) == pickle.loads(pickle.dumps(item)) == item
    assert dataclasses.asdict(item) == dataclasses.asdict(Usual(*values, fourth=[1]))


def test_they_have_the_fields_of_usual_ones() -> None:
    assert [item.name for item in fields(Late)] == [item.name for item in fields(Usual)]
    assert Late.__match_args__ == Usual.__match_args__


@pytest.mark.parametrize("asked", ["__match_args__", "__dataclass_fields__", "__dataclass_params__"])
def test_what_the_standard_library_says_of_a_class_is_there_when_it_is_asked_for(asked: str) -> None:
    @late.dataclass(frozen=True)
    class Fresh:
        size: int
        names: list[str] = field(default_factory=list)

    assert type(getattr(Fresh, asked)) is type(getattr(Usual, asked))
    assert Fresh(2, ["a"]) == Fresh(names=["a"], size=2) != Fresh(2)


def test_fields_are_found_once_however_many_threads_ask() -> None:
    for _ in range(20):

        @late.dataclass(frozen=True)
        class Fresh:
            size: int
            names: tuple[str, ...] = field(default=("a",))

        with ThreadPoolExecutor(8) as pool:
            found = set(pool.map(lambda size, cls=Fresh: cls(size), [1] * 8))
        assert found == {Fresh(1, ("a",))}


CALLS = st.tuples(
    st.lists(st.integers(-1, 2), max_size=4),
    st.dictionaries(st.sampled_from(("first", "second", "third", "fourth")), st.integers(-1, 2), max_size=3),
)


@given(st.booleans(), CALLS)
def test_the_first_and_the_hundredth_are_made_alike(slots: bool, call: tuple[list[int], dict[str, int]]) -> None:
    @late.dataclass(frozen=True, slots=slots)
    class Fresh:
        first: int
        second: int = 5
        third: object = field(default_factory=list)

        def __post_init__(self) -> None:
            if self.first < 0:
                raise ValueError("less than nothing")

    def made() -> tuple[object, ...] | type[Exception]:
        try:
            item = Fresh(*call[0], **call[1])
        except (TypeError, ValueError) as error:
            return type(error)
        return item.first, item.second, item.third

    first = made()
    assert [made() for _ in range(100)] == [first] * 100
    with pytest.raises(TypeError):
        Fresh()
    assert made() == first


def test_one_inherits_the_fields_of_another() -> None:
    @late.dataclass(frozen=True)
    class Child(Grown):
        last: str = "z"

    assert [item.name for item in fields(Child)] == ["size", "last"]
    assert (Child(1).last, Child(1, "y").last, Child(3).size) == ("z", "y", 3)


def test_they_differ_from_other_types() -> None:
    assert Late(1) != Usual(1)


def test_a_frozen_one_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Late(1).first = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Late(1).first


def test_what_is_missing_or_unknown_is_an_error() -> None:
    with pytest.raises(TypeError):
        Late()  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Late(1, fifth=2)  # type: ignore[call-arg]


def test_one_that_is_not_frozen_can_be_changed_and_has_no_hash() -> None:
    item = Changing(2)
    item.size = 3
    assert (item.size, item.double) == (3, 4)
    with pytest.raises(TypeError):
        hash(item)


@given(st.text("ab ", max_size=6))
def test_an_expression_finds_what_it_always_finds(text: str) -> None:
    made, usual = regex(r"(a)b?", re.I), re.compile(r"(a)b?", re.I)
    assert [item.span() for item in made.finditer(text)] == [item.span() for item in usual.finditer(text)]
    assert made.sub("-", text) == usual.sub("-", text)
    assert (made.pattern, made.flags, made.groups) == (usual.pattern, usual.flags, usual.groups)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_the_standard_library_accepts_every_dataclass(path: Path) -> None:
    package = Path(late.__file__).parent.parent
    name = ".".join(path.relative_to(package).with_suffix("").parts)
    if "claimlint.bulk" in name or path.stem in ("languagetool_library", "__main__"):
        pytest.skip("imported when asked for")
    for item in vars(importlib.import_module(name)).values():
        if isinstance(item, type) and hasattr(item, "__dataclass_fields__"):
            assert fields(item)[0:0] == ()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_modules_that_a_start_imports_put_off_what_takes_long(path: Path) -> None:
    if path.parent.name in ("bulk", "readers", "engines") or path.name == "late.py":
        pytest.skip("imported when asked for")
    imported = {
        (node.module, name.name)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert ("dataclasses", "dataclass") not in imported, "take it from claimlint.late"
