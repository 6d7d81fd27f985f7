"""What `missionlab fund` prints: the bank in figures, what its rules are worth, its record, and how far to trust it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import typer

from missionlab.base.text import Money, Quantity, Share, say
from missionlab.cli.show import new_table, print_table
from missionlab.portfolio.finance.results import FundResult, Ranged, TrackRecord
from missionlab.portfolio.finance.upside import Upside

Said = Callable[[float], str]
"""How a number is written."""


def funded(found: FundResult, *, tested: bool) -> None:
    """`tested` says that the track record was measured now, on a register that the user gave: it is shown in full."""
    typer.echo(
        f"{found.name}: {found.years.years[0]} to {found.years.years[-1]}, {found.paths:,} futures, carry-over "
        f"{found.carry_over}, recycling {found.recycle}. Low, middle and high are 1 in 20, 1 in 2 and 19 in 20; "
        "of a share of futures, its 90% interval."
    )
    _headlines(found)
    _rules(found)
    _queue(found)
    _rewards(found)
    _losses(found)
    if found.record:
        _record(found)
    typer.echo("It cannot reproduce: " + " ".join(say(one) for one in found.cannot))
    _sentences("Not modelled:", [_left_out(found)] if found.not_modelled else [])
    _sentences("State aid:", [say(one.words) for one in found.aid])
    _sentences("Decided:", [say(one) for one in found.remarks])
    _sentences("Assumed:", [say(one.words) for one in found.assumed])
    _track(found.track_record, in_full=tested)


def contracted(found: Sequence[Upside]) -> None:
    """Contracts of the strategy that give the public purse a part of an upside, and why no ratio is known."""
    if not found:
        return
    title = "Who bears the risk, who gets the reward: contracts as stated, without ranges"
    table = new_table(title, "", "Public upside", "Public capital", "Private capital", "Ratio", "Why")
    for one in found:
        money = str if one.currency is None else _money(one.currency)
        figures = ((one.share, _share), (one.public, money), (one.private, money), (one.ratio, _times))
        table.add_row(one.name, *("" if value is None else said(value) for value, said in figures), say(one.reason))
    print_table(table)


def compared(found: Sequence[FundResult]) -> None:
    """Funds under other rules, side by side."""
    if not found:
        return
    table = new_table(
        "Under other rules", "", "Committed", "Lapsed, middle years added", "Losses", "Came back", "Outstanding"
    )
    for one in found:
        money = _money(one.currency)
        worth = next(
            rule for rule in one.rules if (_word(rule.carry_over), _word(rule.recycle)) == (one.carry_over, one.recycle)
        )
        table.add_row(
            f"{one.name}: carry-over {one.carry_over}, recycling {one.recycle}",
            _range(worth.committed, money),
            money(sum(one.years.lapsed.mid)),
            _range(one.losses, _share),
            _range(one.dpi, _times),
            _range(one.terminal, money),
        )
    print_table(table)


def _headlines(found: FundResult) -> None:
    money = _money(found.currency)
    rows: dict[str, tuple[Ranged, Said]] = {
        "Commitments": (found.deals, _number),
        "Losses, realised and set aside, over paid out": (found.losses, _share),
        "Came back over paid out (DPI)": (found.dpi, _times),
        "With what is outstanding (TVPI)": (found.tvpi, _times),
        "Outstanding at the horizon": (found.terminal, money),
        "Internal rate a year": (found.irr, _share),
        "Deepest cumulative net cash": (found.deepest, money),
        "in": (found.deepest_year, _year),
        "Return at least the target": (found.target_met, _share),
        "First year in which income covers cost": (found.income_covers, _year),
        "Cash does not reach in some year": (found.shortfall, _share),
        "Money the state must then add": (found.emergency, money),
        "Self-sustaining commitment a year, real": (found.sustaining, money),
        "Private money for each unit of public": (found.additional.kappa, _times),
        "Net additional private money": (found.additional.net_private, money),
        "Money-weighted years out": (found.patience.tenor, _number),
        **{f"Cost of selling out after {one.years} years": (one.cost, money) for one in found.patience.forced},
    }
    table = new_table("The bank", "", "Low", "Middle", "High", "")
    for name, (value, said) in rows.items():
        table.add_row(name, *_cells(value, said), "" if value.reason is None else say(value.reason))
    print_table(table)


def _rules(found: FundResult) -> None:
    money = _money(found.currency)
    table = new_table("What the rules are worth", "Carry-over", "Recycling", "By year 10", "By the horizon", "Gain")
    for one in found.rules:
        mark = " (its own)" if one.stated else ""
        table.add_row(
            _word(one.carry_over),
            _word(one.recycle) + mark,
            _range(one.committed_ten, money),
            _range(one.committed, money),
            _range(one.gain, money),
        )
    print_table(table)


def _queue(found: FundResult) -> None:
    if not found.queue:
        return
    money = _money(found.currency)
    table = new_table(
        "What a deeper pipeline is worth instead", "Deals ready at a time", "Left a year", "Of the year's"
    )
    for one in found.queue:
        table.add_row(str(one.waiting), _middle(one.left, money), _middle(one.share, _share))
    print_table(table)


def _rewards(found: FundResult) -> None:
    table = new_table(
        "Who bears the risk, who gets the reward", "", "Public risk", "Public upside", "Private upside", "Ratio", ""
    )
    for one in found.rewards:
        shares = (one.share_of_risk, one.share_of_upside, one.private_share)
        reason = one.ratio.reason
        table.add_row(
            one.name or ("All" if reason is None or one.ratio.mid is None else "All whose upside is known"),
            *(_middle(part, _share) for part in shares),
            _middle(one.ratio, _times),
            "" if reason is None else say(reason),
        )
    print_table(table)


def _losses(found: FundResult) -> None:
    quantiles = [q for q, _ in found.tails[0].quantiles]
    table = new_table("Loss by the horizon, of what was paid out", "", "Mean", *(_share(q) for q in quantiles))
    for one in found.tails:
        table.add_row(str(one.copula), _share(one.mean), *(_share(loss) for _, loss in one.quantiles))
    print_table(table)


def _record(found: FundResult) -> None:
    from missionlab.base.text import text

    money = _money(found.currency)
    table = new_table("The model and the record", "", "Year", "Low", "Middle", "High", "Record", "Model lies")
    for one in found.record:
        said = _number if one.measure == "deals" else money
        name = say(text(f"fund.measure.{one.measure}"))
        table.add_row(name, str(one.year), *_cells(one.model, said), said(one.record), str(one.verdict))
    print_table(table)


def _track(track: TrackRecord, *, in_full: bool) -> None:
    typer.echo(f"Track record: {say(track.words)}")
    typer.echo(
        f"  Delivery factor: {track.median_ratio:.2f} of what is predicted comes, the median of {len(track.factors)} "
        f"origins ({min(track.factors):.2f} to {max(track.factors):.2f}); source: {track.source}."
    )
    if not in_full:
        return
    columns = ("From", "Live", "Predicted", "Came", "90%, alone", "90%, common", "Skill", "Corrected", "80%", "Inside")
    table = new_table(f"{track.name}, {track.projects:,} projects, {track.undated:,} without a date of stop", *columns)
    for one in track.origins:
        table.add_row(
            str(one.year),
            f"{one.live:,}",
            f"{one.predicted:.0f}",
            str(one.actual),
            _between(one.independent),
            _between(one.common),
            "" if one.skill is None else f"{one.skill:.2f}",
            "" if one.corrected is None else f"{one.corrected:.0f}",
            "" if one.within is None else _between(one.within),
            "" if one.covered is None else ("yes" if one.covered else "no"),
        )
    print_table(table)


def _left_out(found: FundResult) -> str:
    sums = " and ".join(say(Money(amount, currency)) for currency, amount in found.not_modelled_money) or "unknown"
    return f"{sums}: " + " ".join(f"{one.name}: {say(one.reason)}" for one in found.not_modelled)


def _sentences(title: str, sentences: Sequence[str]) -> None:
    if sentences:
        typer.echo(title)
    for sentence in sentences:
        typer.echo(f"  {sentence}")


def _cells(value: Ranged, said: Said) -> tuple[str, str, str]:
    low, mid, high = ("" if one is None else said(one) for one in (value.low, value.mid, value.high))
    return low, mid, high


def _middle(value: Ranged, said: Said) -> str:
    return "" if value.mid is None else said(value.mid)


def _range(value: Ranged, said: Said) -> str:
    low, mid, high = _cells(value, said)
    return f"{mid} ({low} to {high})" if mid else ""


def _between(ends: tuple[float, float]) -> str:
    return f"{ends[0]:.0f} to {ends[1]:.0f}"


def _money(currency: str) -> Said:
    def said(amount: float) -> str:
        return say(Money(amount, currency))

    return said


def _share(value: float) -> str:
    return say(Share(value, decimals=1))


def _times(value: float) -> str:
    return say(Quantity(value, decimals=2))


def _number(value: float) -> str:
    return say(Quantity(value, decimals=0 if abs(value) >= 20 else 1))


def _year(value: float) -> str:
    return str(int(value))


def _word(switch: Any) -> str:
    return "on" if switch else "off"
