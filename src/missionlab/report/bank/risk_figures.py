"""The figures of risk: how much may be lost, and who bears the risk and gets the reward."""

from __future__ import annotations

from collections.abc import Callable

from missionlab.base.text import Text, text
from missionlab.portfolio.finance.results import LossCurve, RiskReward
from missionlab.report.bank import numbers, titles
from missionlab.report.bank.cash_figures import assumed
from missionlab.report.bank.study import Study
from missionlab.report.charts import loss_law, risk_reward
from missionlab.report.charts.drawing import WIDTHS
from missionlab.report.charts.figure import Cell, Column, Figure, Row, Table
from missionlab.report.charts.money_axis import money_axis, share_axis
from missionlab.report.simulation.plots.axes import Axis
from missionlab.report.words import Known, Words


def loss_figure(study: Study) -> Figure | None:
    """The law of the losses of one year's end, with the record and the tolerance marked; nothing without one."""
    curve = study.fund.curve
    if curve is None or not curve.bins:
        return None
    unit = "money" if curve.in_money else "share"
    name = text(f"bank.losses.name.{unit}", year=str(curve.year))
    data = loss_law.LossLaw(
        id=study.figure_id("losses"),
        edges=(*(one.low for one in curve.bins), curve.bins[-1].high),
        shares=tuple(one.share for one in curve.bins),
        rules=_rules(study, curve),
        across=_money_axis(study) if curve.in_money else _share_axis,
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken(_loss_alt(study, curve)),
    )
    return Figure(
        id=data.id,
        title=titles.losses(study, curve),
        subtitle=[text(f"bank.losses.sub.{unit}", year=str(curve.year)), study.futures],
        drawings=tuple(loss_law.draw(data, width) for width in WIDTHS),
        key=(),
        caption=(
            text(
                "bank.losses.cap",
                rho=Known(
                    numbers.plain(2)(study.fund.correlation), study.pointer("correlation"), study.fund.correlation
                ),
            ),
            assumed(study),
        ),
        sources=(),
        table=_loss_table(study, curve),
        table_name=text("bank.losses.table"),
    )


def _share_axis(values: list[float], words: Words, most: int) -> Axis:
    return share_axis(values, words, most=most)


def _money_axis(study: Study) -> Callable[[list[float], Words, int], Axis]:
    return lambda values, words, most: money_axis(values, study.fund.currency, words, most=most)


def _rules(study: Study, curve: LossCurve) -> tuple[loss_law.LawRule, ...]:
    """The recorded loss; the tolerance is a share, and stands on an axis of shares alone."""
    how = titles.loss_how(study, curve)
    known = (("record", curve.record, "ink"), ("tolerance", None if curve.in_money else curve.tolerance, "need"))
    return tuple(
        loss_law.LawRule(at, study.words.plain(text(f"bank.losses.{key}", loss=how(at))), ink)
        for key, at, ink in known
        if at is not None
    )


def _loss_alt(study: Study, curve: LossCurve) -> list[Text]:
    said = [text("bank.losses.alt.kind", year=str(curve.year), n=len(curve.bins))]
    said += [text("bank.losses.alt.mark", what=rule.label) for rule in _rules(study, curve)]
    return [*said, titles.losses(study, curve)]


def _loss_table(study: Study, curve: LossCurve) -> Table:
    how = titles.loss_how(study, curve)
    rows = []
    for place, one in enumerate(curve.bins):
        if one.share <= 0:
            continue
        key = study.pointer("curve/bins", place)
        ends = {side: Known(how(end), f"{key}/{side}", end) for side, end in (("low", one.low), ("high", one.high))}
        held = Known(numbers.share(1)(one.share), f"{key}/share", one.share)
        rows.append(Row(Cell(text("report.interval", **ends)), (Cell(held),)))
    columns = (Column(text("bank.column.loss")), Column(text("bank.column.paths"), None, True))
    caption = text("bank.losses.caption", year=str(curve.year))
    return study.table(caption, text("bank.losses.note"), columns, rows, "curve/bins", "fund_losses")


def tails_table(study: Study) -> Table | None:
    """Quantiles of the loss by the horizon under each law of the common risk."""
    tails = study.fund.tails
    if not tails:
        return None
    levels = [level for level, _ in tails[0].quantiles]
    columns = (
        Column(text("bank.column.law")),
        Column(text("bank.column.mean"), None, True),
        *(Column(text("bank.column.quantile", level=numbers.share()(level)), None, True) for level in levels),
    )
    rows = []
    for place, one in enumerate(tails):
        key = study.pointer("tails", place)
        cells = [Cell(Known(numbers.share(1)(one.mean), f"{key}/mean", one.mean))]
        cells += [
            Cell(Known(numbers.share(1)(loss), f"{key}/quantiles/{at}/1", loss))
            for at, (_, loss) in enumerate(one.quantiles)
        ]
        rows.append(Row(Cell(text(f"bank.copula.{one.copula}")), tuple(cells)))
    return study.table(text("bank.tails.caption"), text("bank.tails.note"), columns, rows, "tails", "fund_tails")


def reward_figure(study: Study) -> Figure | None:
    """Share of risk against share of upside, for the fund and its lines; nothing where no share is defined."""
    known = [(place, one) for place, one in enumerate(study.fund.rewards) if _placed(one)]
    if not known:
        return None
    name = text("bank.rewards.name")
    data = risk_reward.RiskReward(
        id=study.figure_id("rewards"),
        points=tuple(_point(study, one) for _, one in known),
        diagonal=study.words.plain(text("bank.rewards.diagonal")),
        across=study.words.plain(text("bank.rewards.across")),
        up=study.words.plain(text("bank.rewards.up")),
        words=study.words,
        name=study.words.plain(name),
        alt=study.spoken([text("bank.rewards.alt", n=len(known)), titles.rewards(study)]),
    )
    left_out = len(study.fund.rewards) - len(known)
    caption = [text("bank.rewards.cap"), assumed(study)]
    if left_out:
        caption.insert(1, text("bank.rewards.left_out", n=left_out))
    return Figure(
        id=data.id,
        title=titles.rewards(study),
        subtitle=[text("bank.rewards.sub"), study.futures],
        drawings=tuple(risk_reward.draw(data, width) for width in WIDTHS),
        key=(),
        caption=tuple(caption),
        sources=(),
        table=rewards_table(study),
        table_name=text("bank.rewards.table"),
    )


def _placed(one: RiskReward) -> bool:
    return one.share_of_risk.mid is not None and one.share_of_upside.mid is not None


def _point(study: Study, one: RiskReward) -> risk_reward.Sharing:
    assert one.share_of_risk.mid is not None
    assert one.share_of_upside.mid is not None
    upside = one.share_of_upside
    name = study.words.plain(study.line(one.name))
    return risk_reward.Sharing(
        name, one.share_of_risk.mid, one.share_of_upside.mid, upside.low, upside.high, not one.name
    )


def rewards_table(study: Study) -> Table:
    """Shares of risk and upside of the fund and each of its lines, or why there are none."""
    rows = []
    for place, one in enumerate(study.fund.rewards):
        key = study.pointer("rewards", place)
        cells = [
            numbers.cell(getattr(one, field), f"{key}/{field}", numbers.fine_share(getattr(one, field)))
            for field in ("share_of_risk", "share_of_upside", "private_share")
        ]
        cells.append(numbers.cell(one.ratio, f"{key}/ratio", numbers.plain(2)))
        instrument = text(f"portfolio.instrument.{one.instrument}") if one.instrument else None
        rows.append(Row(Cell(study.line(one.name), instrument), tuple(cells)))
    columns = (
        Column(text("bank.column.line")),
        *(Column(text(f"bank.column.{one}"), None, True) for one in ("risk", "upside", "private", "ratio")),
    )
    note = text("bank.rewards.note")
    return study.table(text("bank.rewards.caption"), note, columns, rows, "rewards", "fund_rewards")
