"""Pilots: written down before their data, with a prior and a stake, and with results that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from missionlab.strategy.labels import capital, label
from missionlab.strategy.records import Pilot
from missionlab.strategy.rules.fault import Book, Fault, surely_before
from missionlab.strategy.rules.sums import item_of
from missionlab.strategy.vocabulary import EvidenceModel

_STAKES = {
    "benefit": "what scaling it up is worth (benefit)",
    "scale_cost": "what scaling it up costs (scale_cost)",
    "cost": "the cost of one unit (cost)",
    "size": "the number of units (size)",
}


def pilots(book: Book) -> Iterable[Fault]:
    for pilot in book.strategy.pilots:
        yield from _registered(pilot)
        yield from _prior(pilot)
        yield from _results(pilot)
        missing = [words for field, words in _STAKES.items() if getattr(pilot, field) is None]
        if missing:
            message = f"{capital(label(pilot))} does not say {', '.join(missing)}."
            yield Fault("pilot-without-stakes", pilot, message)


def _registered(pilot: Pilot) -> Iterator[Fault]:
    name = capital(label(pilot))
    known = [day for day in (pilot.first_data_on, *(one.on for one in pilot.results)) if day is not None]
    if pilot.registered_on is None:
        if pilot.results or pilot.first_data_on is not None:
            yield Fault("registered-late", pilot, f"{name} has data, and no day on which it was written down.")
        return
    earlier = [day for day in known if surely_before(day, pilot.registered_on)]
    if earlier:
        first = min(earlier, key=lambda day: day.last)
        message = f"{name} was written down on {pilot.registered_on}, after its first data ({first})."
        yield Fault("registered-late", pilot, message, ("registered_on",))


def _prior(pilot: Pilot) -> Iterator[Fault]:
    """Both parameters of a prior or none; a quantity needs mean, deviation and noise."""
    name = capital(label(pilot))
    if pilot.model is None:
        message = f"{name} does not say whether a unit succeeds or a quantity is measured."
        yield Fault("prior-incomplete", pilot, message, (), "Add 'model: success' or 'model: quantity'.")
        return
    if pilot.model is EvidenceModel.SUCCESS:
        given, needed = _given(pilot, ("prior_successes", "prior_failures"))
        if given != needed and (given or pilot.reference_class is None):
            yield _lacks(pilot, needed, given, "or 'reference_class' without either")
    else:
        given, needed = _given(pilot, ("prior_mean", "prior_deviation", "noise"))
        if given != needed:
            yield _lacks(pilot, needed, given, "")


def _given(pilot: Pilot, fields: tuple[str, ...]) -> tuple[list[str], list[str]]:
    return [field for field in fields if getattr(pilot, field) is not None], list(fields)


def _lacks(pilot: Pilot, needed: list[str], given: list[str], otherwise: str) -> Fault:
    missing = " and ".join(f"'{field}'" for field in needed if field not in given)
    fix = f"Add {missing}" + (f", {otherwise}." if otherwise else ".")
    return Fault("prior-incomplete", pilot, f"{capital(label(pilot))} has no {missing}.", (), fix)


def _results(pilot: Pilot) -> Iterator[Fault]:
    for number, result in enumerate(pilot.results):
        where, mine = ("results", number), item_of(pilot, "result", number)
        if pilot.arms and result.arm not in pilot.arms:
            message = f"{capital(mine)} is of the arm '{result.arm}', which is not among its arms."
            fix = f"The arms are: {', '.join(pilot.arms)}."
            yield Fault("impossible-result", pilot, message, (*where, "arm"), fix)
        if result.trials is not None and result.successes is not None and result.successes > result.trials:
            message = f"{capital(mine)} has {result.successes} successes in {result.trials} trials."
            yield Fault("impossible-result", pilot, message, (*where, "successes"))
        if result.successes is not None and result.trials is None:
            message = f"{capital(mine)} has {result.successes} successes, and no number of trials."
            yield Fault("impossible-result", pilot, message, (*where, "successes"), "Add 'trials'.")
        if surely_before(result.on, pilot.first_data_on):
            message = f"{capital(mine)} became known ({result.on}) before the first data came ({pilot.first_data_on})."
            yield Fault("impossible-date", pilot, message, (*where, "on"))
