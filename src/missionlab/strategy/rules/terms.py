"""Terms of money: what each instrument reads, and terms that cannot hold together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from missionlab.strategy.labels import capital, label
from missionlab.strategy.raw import FieldPath
from missionlab.strategy.records import Commitment, Fund, Terms
from missionlab.strategy.rules.fault import Book, Fault
from missionlab.strategy.rules.sums import dated_shares
from missionlab.strategy.vocabulary import Instrument

_PAID_OUT = ("timing", "profile")
_LENT = (*_PAID_OUT, "rate", "margin", "grace_years", "grace", "security", "recovery_years")
_WITH_STAKE = (*_LENT, "stake", "strike", "pre_money", "cap_multiple", "hold_first", "hold_last")

READS: Mapping[Instrument, tuple[str, ...]] = {
    Instrument.GRANT: _PAID_OUT,
    Instrument.REPAYABLE_GRANT: (
        *_PAID_OUT,
        "multiple",
        "first_year",
        "last_year",
        "revenue_share",
        "cap_multiple",
    ),
    Instrument.LOAN: _LENT,
    Instrument.GUARANTEE: (
        "timing",
        "rate",
        "margin",
        "grace_years",
        "grace",
        "covered",
        "fee",
        "loss_given_default",
        "call_cap",
        "guaranteed",
    ),
    Instrument.EQUITY: (*_PAID_OUT, "pre_money", "dilution", "preference", "hold_first", "hold_last"),
    Instrument.CONVERTIBLE: _WITH_STAKE,
    Instrument.WARRANT: _WITH_STAKE,
    Instrument.ROYALTY: (*_PAID_OUT, "revenue_share", "cap_multiple", "first_year", "last_year"),
    Instrument.PRICE_CAP: ("timing", "price", "market_price", "quantity"),
    Instrument.CONTRACT_FOR_DIFFERENCE: ("timing", "strike", "market_price", "quantity"),
    Instrument.ADVANCE_COMMITMENT: ("timing", "price", "tail_price", "quantity"),
    Instrument.PROCUREMENT: ("timing", "price", "market_price", "quantity"),
    Instrument.PRIZE: ("timing", "deadline", "entrants", "effort"),
    Instrument.PUBLIC_RESEARCH: _PAID_OUT,
    Instrument.BUDGET: _PAID_OUT,
}
"""The terms that count for an instrument; the others have no law of their own, and read none."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """Terms where they stand: whose they are in words, with which instrument, and for how long."""

    record: Commitment | Fund
    whose: str
    path: FieldPath
    instrument: Instrument | None
    tenor: float | None
    terms: Terms


def terms(book: Book) -> Iterable[Fault]:
    for stated in _all(book):
        if stated.terms != Terms():
            yield from _unread(stated)
            yield from _two_ways(stated)
            yield from _order(stated)
            yield from _by_year(stated)
        grace, tenor = stated.terms.grace_years, stated.tenor
        if grace is not None and tenor is not None and tenor <= grace:
            message = f"{capital(stated.whose)} has {grace:g} years of grace and a tenor of {tenor:g} years."
            yield Fault("tenor-within-grace", stated.record, message, (*stated.path, "terms", "grace_years"))


def _all(book: Book) -> Iterator[_Stated]:
    for one in book.strategy.commitments:
        yield _Stated(one, label(one), (), one.instrument, one.tenor_years, one.terms)
    for fund in book.strategy.funds:
        for number, line in enumerate(fund.lines):
            whose = f"line '{line.name}' of {label(fund)}"
            yield _Stated(fund, whose, ("lines", number), line.instrument, line.tenor_years, line.terms)


def _unread(stated: _Stated) -> Iterator[Fault]:
    given = [name for name in Terms.model_fields if getattr(stated.terms, name) not in (None, {})]
    if stated.instrument is None:
        names = ", ".join(given)
        message = f"{capital(stated.whose)} has terms ({names}) and no instrument that could read them."
        yield Fault("terms-unread", stated.record, message, (*stated.path, "terms"), "Add 'instrument'.")
        return
    reads = READS.get(stated.instrument, ())
    for name in given:
        if name not in reads:
            message = f"{capital(stated.whose)} has the term '{name}', which '{stated.instrument}' does not read."
            known = f"The terms of '{stated.instrument}' are: {', '.join(reads)}." if reads else "It reads no terms."
            fix = f"{known} Delete '{name}', or correct the instrument."
            yield Fault("terms-unread", stated.record, message, (*stated.path, "terms", name), fix)


_EITHER = (
    ("rate", "margin", "interest is fixed, or a margin above the reference rate"),
    ("multiple", "revenue_share", "it is paid back as a multiple in fixed years, or as a share of revenue"),
)


def _two_ways(stated: _Stated) -> Iterator[Fault]:
    reads = READS.get(stated.instrument, ()) if stated.instrument else ()
    for first, second, either in _EITHER:
        both = None not in (getattr(stated.terms, first), getattr(stated.terms, second))
        if both and {first, second} <= set(reads):
            message = f"{capital(stated.whose)} has both '{first}' and '{second}': {either}."
            fix = f"Keep '{first}' or '{second}'."
            yield Fault("terms-contradict", stated.record, message, (*stated.path, "terms", second), fix)


_NOT_ABOVE = (
    ("first_year", "last_year"),
    ("hold_first", "hold_last"),
    ("multiple", "cap_multiple"),
    ("tail_price", "price"),
)


def _order(stated: _Stated) -> Iterator[Fault]:
    for low, high in _NOT_ABOVE:
        below, above = getattr(stated.terms, low), getattr(stated.terms, high)
        if below is not None and above is not None and below > above:
            message = f"{capital(stated.whose)} has '{low}' {below:g}, above '{high}' {above:g}."
            yield Fault("terms-contradict", stated.record, message, (*stated.path, "terms", low))


def _by_year(stated: _Stated) -> Iterator[Fault]:
    where = (*stated.path, "terms")
    yield from dated_shares(stated.record, stated.whose, (*where, "profile"), stated.terms.profile, whole=True)
    yield from dated_shares(stated.record, stated.whose, (*where, "dilution"), stated.terms.dilution, whole=False)
    for year, quantity in stated.terms.quantity.items():
        if quantity < 0:
            message = f"{capital(stated.whose)} has the quantity {quantity:g} in {year}; a quantity is never below 0."
            yield Fault("impossible-value", stated.record, message, (*where, "quantity", year), "Correct the number.")
