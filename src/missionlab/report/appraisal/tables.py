"""The tables of an appraisal that stand by themselves: costs, what else moved, who overtakes, the mix, the headroom."""

from __future__ import annotations

from missionlab.appraisal.assumed import mapping_assumption
from missionlab.appraisal.estimate import Against, Answer
from missionlab.appraisal.family import MIX, MIX_OWN_SIZE, NOISE
from missionlab.appraisal.results import Effect, Mix, MixLine, Overtaking
from missionlab.base.text import Money, Quantity, Text, text
from missionlab.report.appraisal import numbers, titles
from missionlab.report.appraisal.names import lever, mapping, of_portfolio, outcome, policy, role
from missionlab.report.appraisal.study import Study
from missionlab.report.charts.figure import Cell, Column, Row, Table
from missionlab.report.words import Known, Own

COSTS = ("budget", "spent", "unspent", "share_of_gdp", "returns", "net")


def cost_table(study: Study, *, placebos: bool) -> Table | None:
    """What each policy was given, what it could spend, and what came back; nothing where no policy costs anything.

    Without `placebos`, those that only take the special part from another policy are left out.
    """
    left_out = set() if placebos else {NOISE, *(one.placebo for one in study.appraisal.policies)}
    shown = [(place, one) for place, one in enumerate(study.appraisal.costs) if one.policy not in left_out]
    if not shown:
        return None
    decimals = titles.figures(100 * study.appraisal.design.budget) + 1
    rows = []
    for place, one in shown:
        key = study.pointer("costs", place)
        budget = numbers.known(one.budget, f"{key}/budget", numbers.OF_WAGES, titles.figures(100 * one.budget))
        cells = [Cell(budget)]
        cells += [
            numbers.cell(getattr(one, name), f"{key}/{name}", numbers.OF_WAGES, decimals, signed=name == "net")
            for name in COSTS[1:]
        ]
        rows.append(Row(Cell(policy(one.policy)), tuple(cells)))
    columns = (
        Column(text("appraised.column.policy")),
        *(
            Column(
                text(f"appraised.column.{name}"),
                text(f"appraised.unit.of_{'gdp' if name == 'share_of_gdp' else 'wages'}"),
                True,
            )
            for name in COSTS
        ),
    )
    note = text("appraised.cost.note")
    return study.table(text("appraised.cost.caption"), note, columns, rows, "costs", "costs")


def moved_table(study: Study, most: int) -> Table | None:
    """What else moved: outcomes by policies, against the same money as transfers, at the verdict's horizon.

    Exploratory. `most` is how many policies have a column; nothing where no outcome was looked at.
    """
    found = _moved(study)
    if not found:
        return None
    columns = _columns(study, list(dict.fromkeys(one.policy for _, one in found.values())))[:most]
    judged = {one.outcome for _, one in study.effects() if one.primary}
    outcomes = [key for key in dict.fromkeys(one.outcome for _, one in found.values()) if key not in judged]
    rows, not_looked = [], text("appraised.not_looked")
    for key in outcomes:
        measure = numbers.measure_of(key)
        cells = [told_cell(study, found.get((key, column)), measure, not_looked) for column in columns]
        rows.append(Row(Cell(outcome(key), measure.unit), tuple(cells)))
    heads = (Column(text("appraised.column.outcome")), *(Column(policy(key), None, True) for key in columns))
    _, first = next(iter(found.values()))
    caption = text("appraised.moved.caption", other=role(Against.PLACEBO))
    note = text("appraised.moved.note", n=first.horizon or study.appraisal.design.periods)
    return study.table(caption, note, heads, rows, "effects", "effects")


def _moved(study: Study) -> dict[tuple[str, str], tuple[int, Effect]]:
    """The exploratory effects against transfers by outcome and policy, at the verdict's horizon or the longest one."""
    every = [(at, one) for at, one in study.effects() if not one.primary and one.role is Against.PLACEBO]
    wanted = {one.horizon for _, one in study.effects() if one.primary}
    horizons = {one.horizon for _, one in every if one.horizon is not None}
    shared = wanted & horizons
    horizon = next(iter(shared)) if shared else max(horizons, default=None)
    return {(one.outcome, one.policy): (at, one) for at, one in every if one.horizon == horizon}


def _columns(study: Study, keys: list[str]) -> list[str]:
    """The mix, the other policies of the verdict, direct ones first, then the rest."""
    return sorted(
        keys, key=lambda key: (key not in (MIX, MIX_OWN_SIZE), key not in study.of_verdict, key not in study.direct)
    )


def told_cell(study: Study, found: tuple[int, Effect] | None, measure: numbers.Measure, blank: Text) -> Cell:
    """The effect if it is told from zero after its correction, else that it is not; the interval either way. `blank`
    says why there is none."""
    if found is None:
        return Cell(numbers.DASH, blank)
    place, one = found
    key = study.pointer("effects", place, "estimate")
    decimals = numbers.places([one.estimate], measure)
    interval = numbers.interval(one.estimate, key, measure, decimals)
    if one.answer in (Answer.MORE, Answer.LESS):
        return Cell(numbers.value(one.estimate, key, measure, decimals), interval)
    return Cell(numbers.DASH if one.estimate.value is None else text("appraised.patience.about_zero"), interval)


def moved_counts(study: Study) -> Text | None:
    """How many of the exploratory effects are told from zero."""
    every = [one for _, one in study.effects() if not one.primary]
    if not every:
        return None
    told = sum(one.answer in (Answer.MORE, Answer.LESS) for one in every)
    return text("appraised.moved.counts", told=told, n=len(every))


def overtaking_table(study: Study) -> Table | None:
    """Periods until a policy stays above another, and in which share of runs it does."""
    if not study.appraisal.overtaking:
        return None
    rows = [_overtakes(study, place, one) for place, one in enumerate(study.appraisal.overtaking)]
    columns = (
        Column(text("appraised.column.policy")),
        Column(text("appraised.column.over")),
        Column(text("appraised.column.periods"), None, True),
        Column(text("appraised.column.runs_overtake"), None, True),
    )
    note = text("appraised.overtaking.note")
    return study.table(text("appraised.overtaking.caption"), note, columns, rows, "overtaking", "overtaking")


def _overtakes(study: Study, place: int, one: Overtaking) -> Row:
    key = study.pointer("overtaking", place)
    periods = numbers.cell(one.periods, f"{key}/periods", numbers.PLAIN, 0, signed=False)
    if one.periods.value is None and one.periods.reason is None:
        periods = Cell(text("appraised.overtaking.never"))
    share = numbers.share_cell(one.share, f"{key}/share")
    return Row(
        Cell(policy(one.policy)),
        (Cell(policy(one.other)), periods, share),
    )


def mix_table(study: Study) -> Table | None:
    """The strategy's instruments and the levers that they became; what is not in the model stands there too."""
    mix = study.appraisal.mix
    if mix is None or not mix.lines:
        return None
    columns = (
        Column(text("appraised.column.instrument"), text("appraised.column.instrument_second")),
        Column(text("appraised.column.lever"), text("appraised.column.lever_second")),
        Column(text("appraised.column.money"), None, True),
        Column(text("appraised.column.a_year"), text("appraised.unit.of_gdp"), True),
        Column(text("appraised.column.projects"), None, True),
    )
    rows = [
        _mix_row(study, place, line, reason, mix.currency)
        for place, (line, reason) in enumerate(mapping_assumption(mix).rows)
    ]
    note = text("appraised.mix.note", mapping=mapping(mix.mapping))
    return study.table(text("appraised.mix.caption"), note, columns, rows, "mix/lines", "mix")


def _mix_row(study: Study, place: int, line: MixLine, reason: Text | str, currency: str | None) -> Row:
    key = study.pointer("mix", "lines", place)
    money, years = Cell(numbers.DASH, text("appraised.mix.no_money")), None
    if line.amount is not None and currency is not None:
        years = None if line.years is None else text("appraised.mix.over_years", years=Quantity(line.years))
        amount = Known(Money(line.amount, currency), f"{key}/amount", line.amount)
        money = Cell(amount, years or text("appraised.mix.no_years"))
    share = Cell(numbers.DASH, text("appraised.mix.no_share"))
    if line.share_of_gdp is not None:
        share = Cell(titles.share_of_gdp(line.share_of_gdp, f"{key}/share_of_gdp"))
    return Row(_instrument(line), (_became(line, reason), money, share, Cell(str(len(line.projects)))))


def _instrument(line: MixLine) -> Cell:
    parts = {"stage": line.stage, "actor_kind": line.actor_kind}
    about = [of_portfolio(kind, key) for kind, key in parts.items() if key]
    second = text("report.measure.unit", name=about[0], unit=about[1]) if len(about) > 1 else next(iter(about), None)
    return Cell(of_portfolio("instrument", line.instrument), second)


def _became(line: MixLine, reason: Text | str) -> Cell:
    named = text("appraised.mix.not_in_model") if line.lever is None else lever(line.lever)
    return Cell(named, Own(reason, "en") if isinstance(reason, str) else reason)


def mapping_rows(mix: Mix) -> list[Row]:
    """What the mix takes as true, and which lever each instrument became and why, for the assumptions log."""
    assumed = mapping_assumption(mix)
    of_all = Cell(text("appraised.assumptions.mapping"))
    rows = [Row(of_all, (Cell("–"), Cell(sentence), Cell("–"))) for sentence in assumed.sentences]
    for line, reason in assumed.rows:
        became = _became(line, reason)
        rows.append(Row(_instrument(line), (Cell(became.value), Cell(became.second), Cell(str(len(line.projects))))))
    return rows


def mix_notes(study: Study) -> list[Text]:
    """How large the mix is, what it is made of, and why its size is not known."""
    mix = study.appraisal.mix
    if mix is None:
        return []
    out = []
    if mix.share_of_gdp is not None:
        share = titles.share_of_gdp(mix.share_of_gdp, study.pointer("mix", "share_of_gdp"))
        source = Own(mix.gdp_source, "en") if mix.gdp_source else text("appraised.mix.no_source")
        out.append(
            text("appraised.mix.size", share=share, source=source, year=mix.gdp_year or text("report.unknown_date"))
        )
    elif mix.reason is not None:
        out.append(text("appraised.mix.no_size", reason=mix.reason))
    if mix.shares:
        parts = [
            text(
                "appraised.mix.part",
                lever=lever(name),
                share=numbers.known(share, study.pointer("mix", "shares", at, 1), numbers.SHARE, 0),
            )
            for at, (name, share) in enumerate(mix.shares)
        ]
        out.append(text("appraised.mix.made_of", parts=parts))
    out += mix.notes
    missing = sum(line.lever is None for line in mix.lines)
    if missing:
        out.append(text("appraised.mix.missing", n=missing, total=len(mix.lines)))
    return out


def headroom_table(study: Study) -> Table | None:
    """How much there is left to gain for each lever in the economy without policy."""
    if not study.appraisal.headroom:
        return None
    rows = []
    for place, one in enumerate(study.appraisal.headroom):
        share = numbers.cell(one.estimate, study.pointer("headroom", place, "estimate"), numbers.PLAIN, signed=False)
        rows.append(Row(Cell(lever(one.lever)), (Cell(share.value), Cell(share.second), Cell(one.meaning))))
    columns = (
        Column(text("appraised.column.lever")),
        Column(text("appraised.column.headroom"), text("appraised.column.headroom_second"), True),
        Column(text("appraised.column.interval"), None, True),
        Column(text("appraised.column.meaning")),
    )
    note = text("appraised.headroom.note")
    return study.table(text("appraised.headroom.caption"), note, columns, rows, "headroom", "headroom")
