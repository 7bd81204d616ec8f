"""Dataclasses and regular expressions that are worked out when they are first used.

A run imports two hundred of each and uses a fifth of them. Writing the methods
of a dataclass costs half a millisecond, compiling an expression a fifth of one:
together that was a quarter of the time in which a whole article is checked.
"""

from __future__ import annotations

import dataclasses
import re
from _thread import RLock
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "regex"]

if TYPE_CHECKING:
    from dataclasses import dataclass
    from re import compile as regex
else:

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, order: bool = False) -> Any:
        """Make a dataclass as ``dataclasses.dataclass`` does, whose methods are written when first called."""

        def decorate(plain: type) -> type:
            return _made(plain, frozen, slots, order)

        return decorate if cls is None else decorate(cls)

    class regex:
        """A regular expression, as ``re.compile`` makes it, compiled when first used."""

        __slots__ = ("_given", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")

        def __init__(self, pattern: str | bytes, flags: int = 0) -> None:
            self._given = pattern, flags

        def __getattr__(self, name: str) -> Any:
            # Only called for what is not there yet.
            compiled = re.compile(*self._given)
            for method in self.__slots__[1:]:
                setattr(self, method, getattr(compiled, method))
            return getattr(compiled, name)

        def __reduce__(self) -> tuple[Any, ...]:
            return regex, self._given


_FIELDS = "__dataclass_fields__"
_FOUND = (_FIELDS, "__dataclass_params__", "__match_args__")
"""What the standard library finds out of a class, as it names them."""
_NO_FIELDS = ("ClassVar", "InitVar", "KW_ONLY")
_LOCK = RLock()


def _made(plain: type, frozen: bool, slots: bool, order: bool) -> type:
    cls: Any = _with_slots(plain) if slots else plain
    methods: dict[str, Any] = {
        "__init__": _put_off(cls, "__init__", lambda: _init(cls, frozen, slots)),
        "__repr__": _repr,
        "__eq__": _put_off(cls, "__eq__", lambda: _eq(_compared(cls))),
    }
    if frozen:
        methods["__hash__"] = _put_off(cls, "__hash__", lambda: _hash(_compared(cls)))
        methods["__setattr__"] = methods["__delattr__"] = _refuse
        if slots:
            methods["__getstate__"], methods["__setstate__"] = _getstate, _setstate
    if order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            methods[name] = _put_off(cls, name, lambda name=name: _orders(_compared(cls))[name])
    own = vars(plain)
    for name, method in methods.items():
        if name == "__init__" or name not in own:
            setattr(cls, name, method)
    if not frozen and "__hash__" not in own:
        cls.__hash__ = None
    for name in _FOUND:
        setattr(cls, name, _Found(name, cls, plain))
    return cls  # type: ignore[no-any-return]


class _Found:
    """An attribute of a class that is found out when somebody asks for it."""

    __slots__ = ("_cls", "_name", "_plain")

    def __init__(self, name: str, cls: type, plain: type) -> None:
        self._name, self._cls, self._plain = name, cls, plain

    def __get__(self, instance: object, owner: type) -> Any:
        _find_out(self._cls, self._plain)
        return vars(self._cls)[self._name]


def _find_out(cls: Any, plain: Any) -> None:
    """Let the standard library find and check the fields of a class."""
    # Once: the second time it would take what it has put in place of a field's description for a default.
    with _LOCK:
        if not isinstance(vars(cls)[_FIELDS], _Found):
            return
        # It would write a signature, for which it imports a tokeniser.
        plain.__doc__ = plain.__doc__ or plain.__name__
        if cls is plain:
            del cls.__match_args__
        dataclasses.dataclass(init=False, repr=False, eq=False)(plain)
        if cls is not plain:
            for name in _FOUND:
                setattr(cls, name, vars(plain)[name])


def _with_slots(plain: Any) -> type:
    """Return the same class with a slot for each field; the plain one keeps the defaults."""
    body = dict(vars(plain))
    names = [name for name, kind in plain.__annotations__.items() if not kind.startswith(_NO_FIELDS)]
    for name in (*names, "__dict__", "__weakref__"):
        body.pop(name, None)
    cls = type(plain)(plain.__name__, plain.__bases__, {**body, "__slots__": tuple(names)})
    cls.__qualname__ = plain.__qualname__
    return cls  # type: ignore[no-any-return]


def _put_off(cls: Any, name: str, make: Any) -> Any:
    """Return a method that puts the one that is made in its place when it is first called."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = make()
        setattr(cls, name, made)
        return made(self, *args, **kwargs)

    return method


def _init(cls: Any, frozen: bool, slots: bool) -> Any:
    """Write and compile the initialiser of a dataclass."""
    known: dict[str, Any] = {"_MADE": object()}
    given: list[str] = []
    by_name: list[str] = []
    lines = []
    for item in dataclasses.fields(cls):
        name = item.name
        value = name
        if item.default_factory is not dataclasses.MISSING:
            known[f"_make_{name}"] = item.default_factory
            value = f"_make_{name}() if {name} is _MADE else {name}" if item.init else f"_make_{name}()"
            parameter = f"{name}=_MADE"
        elif item.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = item.default
            value = name if item.init else f"_default_{name}"
            parameter = f"{name}=_default_{name}"
        else:
            parameter = name
        if item.init:
            (by_name if item.kw_only else given).append(parameter)
        if not frozen:
            lines.append(f"self.{name} = {value}")
        elif slots:
            known[f"_set_{name}"] = getattr(cls, name).__set__
            lines.append(f"_set_{name}(self, {value})")
        else:
            known["_set"] = object.__setattr__
            lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join(["self", *given, *(["*"] if by_name else []), *by_name])
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({parameters}):\n {body}", known)
    init = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _compared(cls: Any) -> Any:
    """Return what gives the values of the fields that count when two are compared, as a tuple."""
    names = [item.name for item in dataclasses.fields(cls) if item.compare]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _repr(self: Any) -> str:
    shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in dataclasses.fields(self) if item.repr)
    return f"{type(self).__qualname__}({shown})"


def _eq(values: Any) -> Any:
    def __eq__(self: Any, other: Any) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: Any) -> Any:
    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _orders(values: Any) -> dict[str, Any]:
    def __lt__(self: Any, other: Any) -> Any:
        return values(self) < values(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self: Any, other: Any) -> Any:
        return values(self) <= values(other) if other.__class__ is self.__class__ else NotImplemented

    def __gt__(self: Any, other: Any) -> Any:
        return values(self) > values(other) if other.__class__ is self.__class__ else NotImplemented

    def __ge__(self: Any, other: Any) -> Any:
        return values(self) >= values(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__lt__": __lt__, "__le__": __le__, "__gt__": __gt__, "__ge__": __ge__}


def _refuse(self: Any, name: str, *value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot {'assign to' if value else 'delete'} field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, item.name) for item in dataclasses.fields(self)]


def _setstate(self: Any, state: list[Any]) -> None:
    for item, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, item.name, value)
