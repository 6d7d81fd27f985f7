"""The appraisal: what a strategy's mix and other uses of the same money do to the economy, and what can be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from missionlab.appraisal.context import Context, Progress
from missionlab.appraisal.course import Course
from missionlab.appraisal.estimate import Estimate
from missionlab.appraisal.extras import EXTRAS, extras_of
from missionlab.appraisal.outcomes import HORIZONS, PRIMARY_HORIZON
from missionlab.appraisal.own import own_policies
from missionlab.appraisal.remarks import remarks
from missionlab.appraisal.results import Appraisal, Design, Mix
from missionlab.appraisal.simulation import Say, Simulated, courses, ratio, seeds_for, simulate, widest
from missionlab.base.findings import InputError, Place
from missionlab.base.text import text

if TYPE_CHECKING:
    from missionlab.economy.parameters import Parameters
    from missionlab.strategy.strategy import Strategy
    from missionlab.strategy.vocabulary import Basis

START = 101
"""First period of the policies: the economy needs a hundred to forget how it began."""
RUNS = 400
PERIODS = PRIMARY_HORIZON
BUDGET = 0.01
"""One worker in a hundred, about a hundredth of GDP: large enough to be seen, small enough to be public policy."""


def appraise(
    strategy: Strategy | str | Path | None = None,
    *,
    runs: int | None = None,
    periods: int | None = None,
    seed: int = 0,
    precision: float | None = None,
    levers: Mapping[str, Any] | str | Path | None = None,
    mapping: str | Path | None = None,
    as_of: date | None = None,
    basis: Basis | None = None,
    rules: str = "closed",
    budget: float = BUDGET,
    end: int | None = None,
    tax_financed: float = 0.0,
    extras: Collection[str] = (),
    parameters: Parameters | None = None,
    start: int = START,
    threads: int | None = None,
    folder: str | Path | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
) -> Appraisal:
    """Compare uses of public money in the simulated economy: the strategy's mix, every lever, and their placebos.

    `strategy` is a strategy or where one is found; without it, the table of policies alone is appraised. `runs`
    economies are simulated for each policy, all with the same seeds, or as many as give the primary outcome a 95 %
    half-width of `precision` (log points). `periods` are counted from the `start` of the policies, a period of the run;
    with `end` the policies' money stops after so many of them, so that what is left can be seen. `budget` is that of
    every policy, as a share of what the labour force would earn; `tax_financed` is the share of it that households pay
    by a tax in the same period, the rest is deficit. `levers` are policies of your own (see own.py), `mapping` replaces
    how instruments become levers, the mix is that of the money known on `as_of` (today) on one `basis` (the strategy's
    own), `extras` asks for more, by the names in `extras.EXTRAS`. With `folder`, runs are kept there and a call that
    was stopped goes on. `progress` is called with the economies done and all of them, `say` with what comes next.

    Raises `InputError`, before anything is simulated, for what cannot be used.
    """
    say = say or (lambda _: None)
    context = _context(parameters, runs, periods, seed, rules, budget, start, threads, folder, progress)
    wanted = _wanted(extras, precision, runs, end, context)
    _check_share(tax_financed)
    own = own_policies(levers)
    found = _mix(strategy, mapping, as_of, basis)
    compared = courses(context, found, own, end, tax_financed)
    for course in compared:
        course.levers(context.start, context.periods)
    if folder is not None:
        say(text("appraisal.said.folder", folder=str(folder)))
    if precision is not None:
        context = replace(context, seeds=seeds_for(context, compared, precision, _seeds(seed), say))
    say(text("appraisal.said.simulating", n=len(compared), runs=len(context.seeds), periods=context.periods))
    done = simulate(context, compared)
    return _appraised(context, compared, done, found, wanted, seed, precision, say, tax_financed, end)


def _appraised(
    context: Context,
    compared: Sequence[Course],
    done: Simulated,
    found: Mix | None,
    wanted: Collection[str],
    seed: int,
    precision: float | None,
    say: Say,
    tax_financed: float,
    end: int | None,
) -> Appraisal:
    from missionlab.appraisal.comparison import effects as effects_of
    from missionlab.appraisal.costs import costs as costs_of
    from missionlab.appraisal.headroom import headroom
    from missionlab.appraisal.overtaking import overtaking
    from missionlab.appraisal.paths import paths
    from missionlab.appraisal.verdict import verdicts

    runs, policies, start = done.runs, done.policies, context.start
    effects = effects_of(runs, policies, start, HORIZONS)
    costs = costs_of(runs, policies, start)
    extra = extras_of(wanted, context, [course.policy for course in compared], found, say)
    design = _design(context, done, seed, precision, widest(effects), tax_financed, end)
    appraisal = Appraisal(
        design=design,
        policies=policies,
        costs=costs,
        effects=effects,
        paths=paths(runs, policies, start),
        overtaking=overtaking(runs, policies, start),
        headroom=headroom(runs, policies, start),
        mix=found,
        verdicts=(),
        findings=remarks(design, int(runs["code"].size), compared, costs, effects, found),
        **extra,
    )
    return replace(appraisal, verdicts=verdicts(appraisal))


def _design(
    context: Context,
    done: Simulated,
    seed: int,
    precision: float | None,
    reached: float | None,
    tax_financed: float,
    end: int | None,
) -> Design:
    from missionlab.appraisal.paired import mean_over_runs

    none = text("appraisal.reason.no_primary")
    return Design(
        runs=len(context.seeds),
        periods=context.horizon,
        start=context.start,
        seed=seed,
        rules=context.rules,
        budget=context.budget,
        budget_share_of_gdp=mean_over_runs(context.budget / ratio(done.runs, context.start)),
        precision=precision,
        reached=Estimate(reached, runs=len(context.seeds), reason=none if reached is None else None),
        ended_early=int((done.runs["code"] != 0).sum()),
        fingerprint=done.runs.attrs["fingerprint"],
        tax_financed=float(tax_financed),
        end=end,
    )


def _context(
    parameters: Parameters | None,
    runs: int | None,
    periods: int | None,
    seed: int,
    rules: str,
    budget: float,
    start: int,
    threads: int | None,
    folder: str | Path | None,
    progress: Progress | None,
) -> Context:
    from missionlab.economy.levers import BY_NAME
    from missionlab.economy.parameters import BadParameters, Parameters, checked
    from missionlab.economy.rules import CLOSED_RULE_SETS
    from missionlab.ensemble.design import whole
    from missionlab.ensemble.filters import TRUNCATION

    if rules not in CLOSED_RULE_SETS:
        raise InputError(
            f"rules = {rules!r} cannot be appraised.",
            place=Place("--rules"),
            why="Policies are compared by what they cost, so the books must close.",
            fix=f"Choose {', '.join(CLOSED_RULE_SETS[:-1])} or {CLOSED_RULE_SETS[-1]}.",
        )
    most = BY_NAME["transfers"].high
    if not 0 < budget <= most:
        raise InputError(
            f"budget = {budget!r}: it must be above 0 and at most {most:g}.",
            place=Place("--budget"),
            why="It is a share of what the whole labour force would earn.",
            fix="Give a share, such as 0.01.",
        )
    if whole(start, "start") <= TRUNCATION:
        raise InputError(
            f"Policies cannot start in period {start}.",
            why=f"The cycle of output is measured with {TRUNCATION} periods before the start.",
            fix=f"Start in period {TRUNCATION + 1} or later; after about a hundred, the beginning is forgotten.",
        )
    try:
        usable_parameters = checked(parameters if parameters is not None else Parameters())
    except BadParameters as error:
        raise InputError(
            f"{error}.", why="The model means something only within its bounds.", fix="Change them."
        ) from error
    return Context(
        parameters=usable_parameters,
        seeds=_seeds(seed)(whole(RUNS if runs is None else runs, "runs")),
        start=start,
        horizon=whole(PERIODS if periods is None else periods, "periods"),
        budget=float(budget),
        rules=rules,
        threads=threads,
        folder=None if folder is None else _usable(Path(folder)),
        progress=progress,
    )


def _usable(folder: Path) -> Path:
    """The folder, unless a file stands where it or a folder above it must be."""
    there = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    if there.exists() and not there.is_dir():
        raise InputError(
            f"{folder} cannot be a folder.",
            place=Place(str(there)),
            why=f"{there} is a file.",
            fix="Name another folder with --out.",
        )
    return folder


def _seeds(seed: int) -> Callable[[int], tuple[int, ...]]:
    from missionlab.ensemble.seeds import run_seeds

    return lambda runs: run_seeds(runs, seed)


def _wanted(
    extras: Collection[str], precision: float | None, runs: int | None, end: int | None, context: Context
) -> tuple[str, ...]:
    """The extras asked for; refuses what does not go together."""
    from missionlab.ensemble.design import whole

    asked = (extras,) if isinstance(extras, str) else tuple(extras)
    for name in asked:
        if name not in EXTRAS:
            raise InputError(
                f"{name!r} cannot be had with an appraisal.",
                place=Place("--with"),
                why=f"There are {', '.join(EXTRAS)}.",
                fix="Choose among these.",
            )
    if precision is not None and runs is not None:
        raise InputError(
            "Both a precision and a number of runs are asked for.",
            place=Place("--precision"),
            why="The precision says how many runs there are.",
            fix="Give one of them.",
        )
    if precision is not None and not 0 < precision < 1:
        raise InputError(
            f"precision = {precision!r}: it must be above 0 and below 1.",
            place=Place("--precision"),
            why="It is the 95 % half-width of a gap of log GDP: 0.01 is one per cent of GDP.",
            fix="Give such a number.",
        )
    if end is not None and whole(end, "end") > context.horizon:
        raise InputError(
            f"Policies cannot end after {end} periods: the run has {context.horizon} from their start on.",
            place=Place("--end"),
            why="The end is counted from the start of the policies.",
            fix="End them earlier, or ask for more periods.",
        )
    return asked


def _check_share(tax_financed: float) -> None:
    if not 0 <= tax_financed <= 1:
        raise InputError(
            f"tax_financed = {tax_financed!r}: it must be from 0 to 1.",
            place=Place("--tax-financed"),
            why="It is the share of the outlay that a tax on households pays; the rest is deficit.",
            fix="Give 0 for deficit finance, 1 for a matching tax.",
        )


def _mix(
    strategy: Strategy | str | Path | None, mapping: str | Path | None, as_of: date | None, basis: Basis | None
) -> Mix | None:
    if strategy is None:
        if mapping is not None:
            raise InputError(
                "A mapping is given without a strategy.",
                place=Place("--mapping"),
                why="It says how a strategy's instruments become levers.",
                fix="Name a strategy too, or leave the mapping out.",
            )
        return None
    from missionlab.appraisal.mix import strategy_mix
    from missionlab.strategy.reader import read

    loaded = read(strategy) if isinstance(strategy, str | Path) else strategy
    return strategy_mix(loaded, mapping, as_of=as_of, basis=basis)
