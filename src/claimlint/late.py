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
_FEW = 4
"""Instances that are made field by field: of most classes one article needs no more, and compiling takes longer."""
_LOCK = RLock()


def _made(plain: type, frozen: bool, slots: bool, order: bool) -> type:
    cls: Any = _with_slots(plain) if slots else plain
    methods: dict[str, Any] = {
        "__init__": _first_inits(cls, plain, frozen, slots),
        "__repr__": _repr,
        "__eq__": _put_off(cls, "__eq__", lambda: _eq(_compared(cls, plain))),
    }
    if frozen:
        methods["__hash__"] = _put_off(cls, "__hash__", lambda: _hash(_compared(cls, plain)))
        methods["__setattr__"] = methods["__delattr__"] = _refuse
        if slots:
            methods["__getstate__"], methods["__setstate__"] = _getstate, _setstate
    if order:
        for name in ("__lt__", "__le__", "__gt__", "__ge__"):
            methods[name] = _put_off(cls, name, lambda name=name: _orders(_compared(cls, plain))[name])
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


_Part = tuple[str, Any, Any, bool, bool, bool]
"""Of a field: its name, default, what makes a default, whether it is given, compared, and given by name alone."""


def _parts(cls: Any, plain: Any) -> list[_Part]:
    with _LOCK:
        usual = isinstance(vars(cls)[_FIELDS], _Found) and not any(_FIELDS in vars(base) for base in cls.__mro__[1:])
        if not usual or any(kind.startswith(_NO_FIELDS[1:]) for kind in plain.__annotations__.values()):
            return [_part(item.name, item) for item in dataclasses.fields(cls)]
        own = vars(plain)
        names = [name for name, kind in plain.__annotations__.items() if not kind.startswith(_NO_FIELDS)]
        return [_part(name, own.get(name, dataclasses.MISSING)) for name in names]


def _part(name: str, item: Any) -> _Part:
    if isinstance(item, dataclasses.Field):
        return name, item.default, item.default_factory, item.init, item.compare, item.kw_only is True
    return name, item, dataclasses.MISSING, True, True, False


def _first_inits(cls: Any, plain: Any, frozen: bool, slots: bool) -> Any:
    """Return an initialiser that fills in the fields of the first few instances, and then compiles another."""
    left = _FEW
    filler: Any = None

    def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal left, filler
        left -= 1
        filler = filler or _filler(_parts(cls, plain), slots, hasattr(cls, "__post_init__"))
        if left < 0 or not filler(self, args, kwargs):
            # What cannot be filled in is left to what Python says of wrong arguments.
            cls.__init__ = _init(cls, plain, frozen, slots)
            cls.__init__(self, *args, **kwargs)

    return __init__


def _filler(parts: list[_Part], slots: bool, more: bool) -> Any:
    """Return a function that fills in the fields of an instance, False where the arguments do not fit them."""
    names = [name for name, *_ in parts]
    makers = {name: make for name, _, make, *_ in parts if make is not dataclasses.MISSING}
    defaults = {name: default for name, default, *_ in parts if default is not dataclasses.MISSING}
    plain = all(init and not by_name for *_, init, _, by_name in parts)
    put = object.__setattr__

    def fill(self: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        values = dict(zip(names, args, strict=False))
        if not plain or len(values) < len(args) or not values.keys().isdisjoint(kwargs):
            return False
        values.update(kwargs)
        if len(values) < len(names):
            values = {**defaults, **values}
            values.update([(name, make()) for name, make in makers.items() if name not in values])
        if values.keys() != set(names):
            return False
        if slots:
            for name in names:
                put(self, name, values[name])
        else:
            vars(self).update([(name, values[name]) for name in names])
        if more:
            self.__post_init__()
        return True

    return fill


def _init(cls: Any, plain: Any, frozen: bool, slots: bool) -> Any:
    """Write and compile the initialiser of a dataclass."""
    known: dict[str, Any] = {"_MADE": object()}
    given: list[str] = []
    by_name: list[str] = []
    lines = []
    for name, default, make, init, _, named in _parts(cls, plain):
        value = name
        if make is not dataclasses.MISSING:
            known[f"_make_{name}"] = make
            value = f"_make_{name}() if {name} is _MADE else {name}" if init else f"_make_{name}()"
            parameter = f"{name}=_MADE"
        elif default is not dataclasses.MISSING:
            known[f"_default_{name}"] = default
            value = name if init else f"_default_{name}"
            parameter = f"{name}=_default_{name}"
        else:
            parameter = name
        if init:
            (by_name if named else given).append(parameter)
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


def _compared(cls: Any, plain: Any) -> Any:
    """Return what gives the values of the fields that count when two are compared, as a tuple."""
    names = [name for name, *_, compare, _ in _parts(cls, plain) if compare]
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
