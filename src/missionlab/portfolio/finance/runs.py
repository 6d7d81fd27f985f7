"""Runs of one fund under other rules or another law of risk, all on the same draws."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from missionlab.portfolio.finance.deals import Deals
from missionlab.portfolio.finance.factors import EVERYTHING, Common, common, factor, mixing
from missionlab.portfolio.finance.fates import chances
from missionlab.portfolio.finance.fund_year import FundBooks, simulate
from missionlab.portfolio.finance.results import Copula
from missionlab.portfolio.finance.schedule import Odds
from missionlab.portfolio.finance.setting import Setting


@dataclass(frozen=True, slots=True)
class Draws:
    """The deals and the chances of every line, drawn once for one fund and law of risk."""

    deals: Deals
    odds: Odds

    def run(self, setting: Setting) -> FundBooks:
        """The fund under any rules, as long as its lines, its sizes and its risks are those of the draws."""
        return simulate(setting, self.deals, self.odds)


def draws(setting: Setting, seed: int, deals: Deals, copula: Copula = Copula.NORMAL) -> Draws:
    """The chances that go with `deals`, on as many paths and set side by side as often as they are."""
    paths, repeats = deals.paths, deals.repeats
    years = setting.years
    whole = factor(seed, EVERYTHING, years, paths, setting.persistence)
    mixed = mixing(seed, years, paths) if copula is Copula.STUDENT else None
    known: dict[str | None, Common] = {}
    for line in setting.lines:
        if line.sector not in known:
            sector = None
            if line.sector is not None and setting.sector_correlation:
                sector = factor(seed, f"sector {line.sector}", years, paths, setting.persistence)
            known[line.sector] = common(whole, sector, setting.correlation, setting.sector_correlation, mixed)
    given = {
        number: chances(line.course, _repeated(known[line.sector], repeats), (years, paths * repeats))
        for number, line in enumerate(setting.lines)
    }
    return Draws(deals, Odds(given))


def with_rules(setting: Setting, carry_over: bool, recycle: bool) -> Setting:
    """The fund with either rule on for good, or off."""
    return replace(
        setting,
        kept=1.0 if carry_over else 0.0,
        kept_limit=None,
        recycle_from=0 if recycle else setting.years,
    )


def _repeated(risk: Common, repeats: int) -> Common:
    if repeats == 1:
        return risk
    mixed = None if risk.mixing is None else np.tile(risk.mixing, repeats)
    return Common(np.tile(risk.pull, repeats), risk.share, mixed)
