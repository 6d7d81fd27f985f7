"""Policies of the caller's own: levers by name, written in a call, on the command line or in a file.

A policy is a mapping of levers to numbers, and may say `ramp`, `ends_after` and `then`, a mapping of periods to the
levers that take over after them; periods are counted from the start of the policies. A file holds one, or several by
name:

    patient-laboratory: {laboratory: 0.01, patience: 40}
    change-of-course: {laboratory: 0.01, then: {40: {research_hiring: 0.01}}}
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from math import fsum, isfinite
from numbers import Integral, Real
from pathlib import Path
from typing import Any

from missionlab.appraisal.course import Course
from missionlab.appraisal.family import DIRECT, INDIRECT, MIX, MIX_OWN_SIZE
from missionlab.appraisal.policies import KEYS, Policy
from missionlab.base.findings import InputError, Place
from missionlab.economy.levers import BUDGET, BY_NAME, NAMES

OWN = "own"
"""Key of the caller's policy where it has no name."""
_TIMING = ("ramp", "ends_after", "then")
_TAKEN = (*KEYS, MIX, MIX_OWN_SIZE, DIRECT, INDIRECT)
_EXAMPLE = "Write levers such as laboratory=0.01,patience=20, or name a YAML file."


def own_policies(given: Mapping[str, Any] | str | Path | None) -> tuple[Course, ...]:
    """The policies that a caller gives; raises `InputError` with the lever at fault.

    `given` is a mapping of levers to numbers, a mapping of names to such mappings, the words `name=value,...`, or the
    path of a YAML file with either mapping.
    """
    if given is None:
        return ()
    content, place = (given, Place("levers")) if isinstance(given, Mapping) else _read(given)
    if not content:
        raise InputError("No lever is given.", place=place, why="A policy moves at least one.", fix=_EXAMPLE)
    several = not any(name in NAMES or name in _TIMING for name in content)
    named = content if several else {OWN: content}
    return tuple(_course(name, levers, place) for name, levers in named.items())


def _read(given: str | Path) -> tuple[Mapping[str, Any], Place]:
    """What the words or the file say, and where."""
    path = Path(given)
    if not str(given).strip():
        why = "Levers are words or a file."
        raise InputError("No lever is given.", place=Place("--levers"), why=why, fix=_EXAMPLE)
    if "=" in str(given) and not path.is_file():
        return _of_words(str(given)), Place(f"--levers {given}")
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "It is not text."
        raise InputError(f"{given} cannot be read.", place=Place(str(given)), why=f"{why}.", fix=_EXAMPLE) from None
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        where = Place(str(given), at.line + 1, at.column + 1) if at else Place(str(given))
        raise InputError(f"{given} is no YAML.", place=where, why="It cannot be parsed here.", fix=_EXAMPLE) from None
    if not isinstance(content, Mapping):
        why = "It must be a mapping of levers to numbers."
        raise InputError(f"{given} holds no policy.", place=Place(str(given)), why=why, fix=_EXAMPLE)
    return content, Place(str(given))


def _of_words(words: str) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for setting in words.split(","):
        name, _, value = (part.strip() for part in setting.partition("="))
        if name in out:
            raise InputError(
                f"{name} is given twice.", place=Place(f"--levers {words}"), why="Only one can hold.", fix=_EXAMPLE
            )
        try:
            out[name] = int(value) if name in _TIMING else float(value)
        except ValueError:
            out[name] = value
    return out


def _course(name: object, levers: object, place: Place) -> Course:
    if not isinstance(name, str) or name in _TAKEN:
        raise InputError(
            f"A policy cannot be called {name!r}.",
            place=place,
            why="Names are words, and those of the appraisal's own policies are taken.",
            fix="Choose another name.",
        )
    if not isinstance(levers, Mapping):
        raise _unknown(name, place)
    ramp, ends_after = (_whole(levers.get(key), key, name, place) for key in ("ramp", "ends_after"))
    then = levers.get("then") or {}
    if not isinstance(then, Mapping):
        why = "It maps a number of periods to the levers that take over after them."
        raise InputError(f"{name}: then = {then!r}.", place=place, why=why, fix="Write then: {40: {transfers: 0.01}}.")
    changes = tuple(
        (_whole(after, "then", name, place) or 0, _policy(name, following, place)) for after, following in then.items()
    )
    first = {lever: value for lever, value in levers.items() if lever not in _TIMING}
    return Course(_policy(name, first, place), ramp or 0, ends_after, changes)


def _policy(key: str, levers: object, place: Place) -> Policy:
    """The policy of these levers, each within its bounds."""
    if not isinstance(levers, Mapping):
        raise _unknown(key, place)
    amounts, settings = {}, {}
    for name, value in levers.items():
        if name not in BY_NAME:
            raise _unknown(name, place)
        meaning = BY_NAME[name]
        usable = isinstance(value, Real) and not isinstance(value, bool) and isfinite(value)
        if not usable or not meaning.low <= float(value) <= meaning.high:
            raise InputError(
                f"{name} = {value}: it must be a number from {meaning.low:g} to {meaning.high:g} ({meaning.unit}).",
                place=place,
                why=f"{meaning.meaning}.",
                fix="Give it a value within these bounds.",
            )
        (amounts if meaning.kind == BUDGET else settings)[name] = float(value)
    size = fsum(amounts.values())
    paid = {name: amount for name, amount in sorted(amounts.items()) if amount > 0}
    return Policy(
        key, tuple((name, amount / size) for name, amount in paid.items()), tuple(sorted(settings.items())), size
    )


def _whole(value: object, what: str, policy: str, place: Place) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, Integral) or value < 1:
        raise InputError(
            f"{policy}: {what} = {value!r}: it must be a whole number of periods, at least 1.",
            place=place,
            why="Periods are counted from the start of the policies.",
            fix=f"Give {what} such a number.",
        )
    return int(value)


def _unknown(name: object, place: Place) -> InputError:
    near = get_close_matches(str(name), NAMES, n=1)
    return InputError(
        f"{name}: there is no such lever{f'; did you mean {near[0]}?' if near else '.'}",
        place=place,
        why=f"The levers are {', '.join(NAMES)}; with them may stand {', '.join(_TIMING)}.",
        fix=_EXAMPLE,
    )
