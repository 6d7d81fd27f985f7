"""How long a fund stays, and what it would cost to leave earlier."""

from __future__ import annotations

from missionlab.base.text import text
from missionlab.portfolio.finance.fund_year import FundBooks
from missionlab.portfolio.finance.measures import paid, returns
from missionlab.portfolio.finance.ranges import ranged, unknown
from missionlab.portfolio.finance.results import ForcedExit, Patience
from missionlab.portfolio.finance.schedule import FORCED


def patience(books: FundBooks) -> Patience:
    """Money-weighted tenor, what is out after ten years, what is drawn, and what lives on into the next year."""
    committed = books.year["committed"].sum(axis=0)
    made = committed > 0
    if not made.any():
        none = unknown(text("fund.reason.nothing_committed"))
        return Patience(none, none, none, none, ())
    weighed = {name: books.schedule.whole_of(name)[made] / committed[made] for name in ("tenor", "ten_years")}
    unspent = books.year["unspent"].sum(axis=0)
    left = unspent > 0
    survives = 1 - books.year["lapsed"].sum(axis=0)[left] / unspent[left]
    return Patience(
        tenor=ranged(weighed["tenor"]),
        ten_years=ranged(weighed["ten_years"]),
        drawn=ranged(paid(books).sum(axis=0)[made] / committed[made]),
        survival=ranged(survives) if left.any() else unknown(text("fund.reason.nothing_unspent")),
        forced=tuple(_forced(books, years) for years in FORCED),
    )


def _forced(books: FundBooks, years: int) -> ForcedExit:
    """Everything is left at cost at an age: what would still have come by the horizon, less what is then held."""
    cost = books.schedule.whole_of(f"later {years}") - books.schedule.whole_of(f"held {years}")
    back = returns(books).sum(axis=0)
    some = back > 0
    share = ranged(cost[some] / back[some]) if some.any() else unknown(text("fund.reason.nothing_back"))
    return ForcedExit(years, ranged(cost), share)
