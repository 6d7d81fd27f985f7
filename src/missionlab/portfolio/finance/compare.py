"""Instruments side by side on the same histories: what each leaves to the purse and to the private side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from missionlab.base.text import Text, say, text
from missionlab.portfolio.finance.flows import Amounts, Flows, History, Refused
from missionlab.portfolio.finance.laws import flows
from missionlab.portfolio.finance.laws.refusals import reason
from missionlab.portfolio.finance.measures import rates_of_return, sign_changes
from missionlab.portfolio.finance.ranges import fan, fixed, ranged, ratio, unknown
from missionlab.portfolio.finance.results import Assumed, Fan, Ranged
from missionlab.portfolio.finance.rewards import risk_reward_share
from missionlab.portfolio.finance.worth import present_value
from missionlab.strategy.records import Terms
from missionlab.strategy.vocabulary import Instrument

if TYPE_CHECKING:
    import pandas as pd

Histories = Callable[[int], History]
"""The histories of a project, or of a contest of so many projects like it, on the same draws."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One instrument that a project could be given."""

    name: str
    instrument: Instrument
    terms: Terms
    amount: float
    tenor_years: float | None


@dataclass(frozen=True, slots=True)
class Market:
    """What all offers share. Money is in whole units of one currency."""

    capital: float
    """Public and private money in the project; a success is worth its multiple of this."""
    rate: float | None
    """Rate a year at which flows are discounted; without it there is no present value."""
    reference_rate: float | None
    starts: int | None
    """Calendar year of the commitment."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What one offer leaves to both sides."""

    name: str
    instrument: str
    amount: float
    refused: Text | None
    """Why its law refuses; everything else is then blank."""
    net: Ranged
    """All that the purse receives less all that it pays, path by path, not discounted."""
    worth: Ranged
    """Net present value to the purse."""
    value: Ranged
    """Present value of goods and savings, which are no cash."""
    private_worth: Ranged
    """Net present value to the private side: the project's own flows less those of the purse."""
    loss: Ranged
    """What the purse loses for good, over what it puts at risk, path by path."""
    irr: Ranged
    """Rate of return of the expected flow to the purse."""
    share_of_risk: Ranged
    share_of_upside: Ranged
    """The purse's share of all that is earned above what was put in."""
    ratio: Ranged
    """Share of the upside over share of the risk."""
    cash: Fan
    """Cumulative cash to the purse by year."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The instruments that one project or line could be given, on the same paths."""

    whose: str
    name: str
    currency: str
    stage: str
    outcome_model: str
    capital: float
    rate: float | None
    years: int
    paths: int
    seed: int
    fingerprint: str
    assumption_set: str | None
    offers: tuple[Offered, ...]
    assumed: tuple[Assumed, ...]

    def to_json(self) -> dict[str, Any]:
        """The fields by name; sentences are in English, unknown numbers are ``None``."""
        return asdict(replace(self, offers=(), assumed=())) | {
            "offers": [_offer_json(one) for one in self.offers],
            "assumed": [{"field": one.field, "value": one.value, "words": say(one.words)} for one in self.assumed],
        }

    def to_frame(self) -> pd.DataFrame:
        """One row per offer; columns such as ``worth_low``, ``worth_mid`` and ``worth_high``."""
        import pandas as pd

        rows = []
        for one in self.offers:
            row: dict[str, Any] = {"name": one.name, "instrument": one.instrument, "amount": one.amount}
            for field in RANGED:
                of = getattr(one, field)
                row |= {f"{field}_{side}": getattr(of, side) for side in ("low", "mid", "high")}
            rows.append(row)
        return pd.DataFrame(rows)


RANGED = (
    "net",
    "worth",
    "value",
    "private_worth",
    "loss",
    "irr",
    "share_of_risk",
    "share_of_upside",
    "ratio",
)


def compare(offers: Sequence[Offer], histories: Histories, market: Market) -> tuple[Offered, ...]:
    """Each offer on the same histories. A project that is sold is worth its multiple of the capital."""
    return tuple(_offered(offer, histories, market) for offer in offers)


def _offered(offer: Offer, histories: Histories, market: Market) -> Offered:
    entrants = offer.terms.entrants or 1 if offer.instrument is Instrument.PRIZE else 1
    history = histories(entrants)
    found = flows(
        offer.instrument, offer.terms, offer.amount, offer.tenor_years, history, market.reference_rate, market.starts
    )
    if isinstance(found, Refused):
        none = unknown(reason(found))
        blanks = dict.fromkeys(RANGED, none)
        return Offered(offer.name, str(offer.instrument), offer.amount, reason(found), cash=Fan((), (), ()), **blanks)
    at_risk = _at_risk(offer, found)
    rest = project(history, market.capital) - charged(history, found.cash)
    share, upside, over = _rewards(found, history, at_risk, market.capital)
    return Offered(
        name=offer.name,
        instrument=str(offer.instrument),
        amount=offer.amount,
        refused=None,
        net=ranged(found.cash.sum(axis=1)),
        worth=_worth(found.cash, market.rate, offer.terms),
        value=_worth(found.value, market.rate, offer.terms),
        private_worth=_worth(rest, market.rate, offer.terms),
        loss=_over(found.loss.sum(axis=1), at_risk),
        irr=_expected_rate(found.cash),
        share_of_risk=share,
        share_of_upside=upside,
        ratio=over,
        cash=fan(np.cumsum(found.cash, axis=1).T),
    )


def project(history: History, capital: float) -> Amounts:
    """A project's own flows: the capital at the start, and its value where it is sold; shape (n, years)."""
    cash = np.zeros(history.revenue.shape)
    cash[:, 0] = -capital * (history.stopped != 0)
    rows = np.flatnonzero(history.exited >= 0)
    cash[rows, history.exited[rows]] += capital * history.multiple[rows]
    return cash


def charged(history: History, cash: Amounts) -> Amounts:
    """What of the purse's flows the private side stands for: what is recovered after a stop comes from what is left."""
    years = np.arange(cash.shape[1])
    over = (history.stopped[:, None] >= 0) & (years >= history.stopped[:, None])
    return np.where(over, np.minimum(cash, 0.0), cash)


def _at_risk(offer: Offer, found: Flows) -> Amounts:
    """Drawn money that can be lost, by case; of a guarantee, what it covers."""
    if offer.instrument is Instrument.GUARANTEE:
        return found.balance.max(axis=1)
    return np.maximum(-found.cash, 0.0).sum(axis=1)


def _rewards(found: Flows, history: History, at_risk: Amounts, capital: float) -> tuple[Ranged, Ranged, Ranged]:
    """Share of the risk, share of the upside, and one over the other."""
    if capital == 0 or not at_risk.any():
        none = unknown(text("laws.compare.no_risk"))
        return none, none, none
    risk = fixed(float(at_risk.mean()) / capital, text("laws.compare.stated"))
    if np.isnan(history.multiple).any():
        none = unknown(text("laws.compare.no_value"))
        return risk, none, none
    public = np.maximum(found.cash.sum(axis=1), 0.0)
    total = np.maximum(project(history, capital).sum(axis=1), 0.0)
    upside = ratio(public, total)
    if upside is None or upside.low is None or upside.high is None or risk.mid is None:
        none = unknown(text("laws.compare.no_upside"))
        return risk, none, none
    over = risk_reward_share(float(public.mean()), float(total.mean()), float(at_risk.mean()), capital)
    return risk, upside, Ranged(upside.low / risk.mid, over, upside.high / risk.mid)


def _worth(cash: Amounts, rate: float | None, terms: Terms) -> Ranged:
    if rate is None:
        return unknown(text("laws.compare.no_discount"))
    if np.isnan(cash).any():
        return unknown(text("laws.compare.no_value"))
    return ranged(present_value(cash, rate, terms.timing))


def _over(lost: Amounts, at_risk: Amounts) -> Ranged:
    some = at_risk > 0
    return ranged(lost[some] / at_risk[some]) if some.any() else unknown(text("laws.compare.no_risk"))


def _expected_rate(cash: Amounts) -> Ranged:
    expected = cash.mean(axis=0)[:, None]
    if int(sign_changes(expected)[0]) != 1:
        return unknown(text("laws.compare.no_rate"))
    return fixed(float(rates_of_return(expected)[0]), text("laws.compare.mean_flow"))


def _offer_json(one: Offered) -> dict[str, Any]:
    out: dict[str, Any] = {"name": one.name, "instrument": one.instrument, "amount": one.amount}
    out["refused"] = None if one.refused is None else say(one.refused)
    for field in RANGED:
        of: Ranged = getattr(one, field)
        words = None if of.reason is None else say(of.reason)
        out[field] = {"low": of.low, "mid": of.mid, "high": of.high, "reason": words}
    return out | {"cash": asdict(one.cash)}
