"""On what terms money is given, how projects may turn out, and the funds that give it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from missionlab.strategy.records.record import (
    EMPTY,
    Currency,
    Fraction,
    Id,
    Ids,
    Name,
    Path,
    Prose,
    Record,
    Shares,
    Year,
)
from missionlab.strategy.vocabulary import (
    Authority,
    CarryOver,
    FlowTiming,
    FundMeasure,
    Grace,
    Instrument,
    ProjectSize,
    Recycling,
    Stage,
)

Money = Annotated[float, Field(ge=0, le=1e21)]
Years = Annotated[float, Field(ge=0, le=200)]
Multiple = Annotated[float, Field(ge=0, le=1e6)]
Rate = Annotated[float, Field(ge=-0.5, le=2)]


class Terms(Record):
    """The terms of a commitment. Which of them count is decided by the instrument; a blank one is not known."""

    timing: FlowTiming | None = None
    """Whether flows fall at the start or at the end of a year. Blank: at the end."""
    profile: Shares = EMPTY
    """Share of the amount that is paid out in each year, by the number of the year from 1; they add to 1."""
    rate: Rate | None = None
    """Interest a year, as a share of the balance; 0.06 is six per cent."""
    margin: Rate | None = None
    """Interest above the fund's reference rate, where it floats."""
    grace_years: Years | None = None
    """Years before repayment begins."""
    grace: Grace | None = None
    """What happens to interest in these years."""
    security: Fraction | None = None
    """Share of the balance that is recovered after a default."""
    recovery_years: Years | None = None
    """Years between the default and what is recovered."""
    multiple: Multiple | None = None
    """What is paid back after a success, as a multiple of the amount."""
    first_year: Annotated[int, Field(ge=1, le=200)] | None = None
    """Year after the commitment in which repayment begins, from 1."""
    last_year: Annotated[int, Field(ge=1, le=200)] | None = None
    """Year after the commitment in which repayment ends."""
    revenue_share: Fraction | None = None
    """Share of the project's revenue that the payer receives."""
    cap_multiple: Multiple | None = None
    """The most that is ever received, as a multiple of the amount."""
    covered: Fraction | None = None
    """Share of the balance that a guarantee covers."""
    fee: Fraction | None = None
    """Fee a year, as a share of the covered balance."""
    loss_given_default: Fraction | None = None
    """Share of the balance that is lost in a default."""
    call_cap: Money | None = None
    """The most that is paid out on a guarantee."""
    guaranteed: Money | None = None
    """The balance of the loan that is guaranteed, in whole units of the currency."""
    pre_money: Money | None = None
    """Value of the business before the money came in."""
    dilution: Shares = EMPTY
    """Share by which each later round dilutes the stake, by the number of the round from 1."""
    preference: Multiple | None = None
    """Multiple of the amount that is paid first at the exit."""
    stake: Fraction | None = None
    """Share of the value above the strike that a warrant gives."""
    strike: Money | None = None
    """Value of the business above which a warrant pays, or price of a contract for difference."""
    hold_first: Years | None = None
    """Fewest years until the exit after the success."""
    hold_last: Years | None = None
    """Most years until the exit after the success."""
    price: Money | None = None
    """Price for one unit: what is paid, or the cap."""
    tail_price: Money | None = None
    """Price for one unit at which supply is owed once the fund is used up."""
    market_price: Path = EMPTY
    """Price for one unit on the market, by year."""
    quantity: Path = EMPTY
    """Units, by year."""
    deadline: Year | None = None
    """Year until whose end a prize can be won."""
    entrants: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Number of those who try to win it."""
    effort: Money | None = None
    """What each of them spends on trying."""


class OutcomeStep(Record):
    """What may happen within a year to a project that has been in a stage for so long."""

    stage: Stage
    """The stage it is in."""
    from_age: Annotated[int, Field(ge=0, le=100)] = 0
    """Years in the stage from which on these chances hold."""
    advance: Fraction
    """Chance within a year to go on to the next stage; with ``fail`` at most 1."""
    fail: Fraction
    """Chance within a year to end without success."""


class OutcomeModel(Record):
    """How projects of a kind turn out: chances by stage and age, revenue after a success, value at the exit."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    steps: tuple[OutcomeStep, ...] = ()
    """Chances by stage and age."""
    revenue: Money | None = None
    """Revenue in the first year after a success, in whole units of the currency."""
    revenue_growth: Rate | None = None
    """Growth of the revenue a year."""
    revenue_years: Years | None = None
    """Years for which there is revenue."""
    value_nothing: Fraction | None = None
    """Chance that a success is worth nothing at the exit."""
    value_below: Fraction | None = None
    """Chance that it is worth something, and less than was put in."""
    value_exponent: Annotated[float, Field(gt=0, le=20)] | None = None
    """Exponent of the truncated Pareto law of the multiples above 1; the smaller, the fatter the tail."""
    value_cap: Annotated[float, Field(gt=1, le=1e6)] | None = None
    """Largest multiple."""
    assumption: Id | None = None
    """Id of the assumption that it rests on, where no source gives it."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class FundLine(Record):
    """A part of what a fund commits, with one instrument on one set of terms."""

    name: Name
    """Its name as it is shown."""
    instrument: Instrument
    """What is used."""
    share: Fraction
    """Share of what the fund commits; the shares of its lines add to 1."""
    stage: Stage | None = None
    """Stage of the projects at the time of the commitment."""
    mission: Id | None = None
    """Id of the mission that it is for, where it is for one."""
    sector: Id | None = None
    """Id of the sector, where it is in one; projects of a sector share a common risk."""
    tenor_years: Years | None = None
    """Years for which the money is given."""
    terms: Terms = Terms()
    """The terms of each commitment; amounts in them are for an amount of 1."""
    default_hazard: Fraction | None = None
    """Chance of a default within a year, for loans and guarantees without an outcome model."""
    outcome_model: Id | None = None
    """Id of the model by which its projects turn out."""


class FundFact(Record):
    """Something that is known about how the fund did, which its simulation is compared with."""

    measure: FundMeasure
    """What was measured."""
    year: Year
    """Calendar year in which the financial year ends."""
    value: float
    """The figure, in whole units of the currency or a number."""
    precise: bool = True
    """False when the source words it as about, more than or up to."""
    derived: Prose | None = None
    """How it was worked out from what the source says, if it was."""
    source: Id | None = None
    """Id of the source in which it was read."""


class Fund(Record):
    """A public bank or fund: what it may spend, by which rules, on what, and what is assumed about it."""

    id: Id
    """What other records call it: letters, digits, dots, hyphens and underscores."""
    name: Name
    """Its name as it is shown."""
    actor: Id | None = None
    """Id of the actor that it is."""
    currency: Currency
    """Code of three letters, such as GBP."""
    starts: Year
    """Calendar year in which its first financial year ends."""
    year_ends: Annotated[int, Field(ge=1, le=12)] = 12
    """Month in which its financial year ends."""
    capital: Path = EMPTY
    """What the state gives it in each financial year, by the calendar year in which that ends. Blank: nothing."""
    authority: Authority = Authority.CASH
    """Whether a year's money bounds what is paid out or what is promised."""
    carry_over: CarryOver | None = None
    """What happens to authority that is not used by the end of the year. Blank: not known."""
    carry_limit: Fraction | None = None
    """Share of the year's authority that may be carried over, where there is a limit."""
    recycle: Recycling | None = None
    """What happens to what comes back. Blank: not known."""
    recycle_from: Year | None = None
    """Year from which on it is kept."""
    horizon_years: Annotated[int, Field(ge=1, le=100)] | None = None
    """Years that are simulated. Blank: 30."""
    closed_from: Year | None = None
    """Year from which on it makes no new commitments."""
    deal_mean: Money | None = None
    """Mean size of a commitment."""
    deal_spread: Annotated[float, Field(ge=0, le=5)] | None = None
    """Standard deviation of the logarithm of the size."""
    deal_cap: Money | None = None
    """Largest commitment."""
    deals_waiting: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Number of deals ready at a time; the first that fits is taken."""
    deals_a_year: Annotated[float, Field(ge=0, le=1e5)] | None = None
    """Deals that arrive in a year. Blank: as many as the money allows."""
    lines: tuple[FundLine, ...] = ()
    """What it commits, by instrument and terms."""
    co_finance_ratio: Annotated[float, Field(ge=0, le=1000)] | None = None
    """Private money for each unit of its own."""
    anyway_low: Fraction | None = None
    """Least share of that money that would have come without the fund."""
    anyway: Fraction | None = None
    """Share of it that would have come without the fund."""
    anyway_high: Fraction | None = None
    """Largest share of it that would have come without the fund."""
    displacement: Fraction | None = None
    """Share of the additional money that displaces other private money."""
    cost_fixed: Money | None = None
    """Operating cost a year."""
    cost_share: Fraction | None = None
    """Operating cost a year, as a share of what is outstanding."""
    target_return: Rate | None = None
    """Return a year that it is to make. Blank: none is known."""
    liquidity_floor: Money | None = None
    """Cash below which it makes no new commitment."""
    largest_share: Fraction | None = None
    """Largest share of its book in one name."""
    loss_tolerance: Fraction | None = None
    """Share of what it invests that it is expected to lose, as its owner states it."""
    earliest_exit: Years | None = None
    """Fewest years for which it stays."""
    latest_exit: Years | None = None
    """Most years for which it stays."""
    correlation: Fraction | None = None
    """Share of the risk of a project that all projects have in common."""
    sector_correlation: Fraction | None = None
    """Share of the risk that projects of a sector have in common, beyond that."""
    persistence: Annotated[float, Field(ge=0, lt=1)] | None = None
    """How much of the common risk of a year is there in the next."""
    discount_rate: Rate | None = None
    """Rate a year at which sums over years are discounted, in real terms. There is no default."""
    reference_rate: Rate | None = None
    """Rate a year for the same risk on the market, against which soft terms are measured."""
    inflation: Rate | None = None
    """Rise of prices a year, by which nominal flows are deflated."""
    assumptions: Name | None = None
    """Named set of assumptions that fills blanks, such as ``missionlab-2026``; printed wherever it is used."""
    record: tuple[FundFact, ...] = ()
    """What is known about how it did."""
    note: Prose | None = None
    """Anything a reader should know."""
    sources: Ids = ()
    """Ids of the sources in which it was read."""


class AidRule(Record):
    """The largest public share of a project's cost that a rule on state aid allows."""

    stage: Stage
    """Stage of the project."""
    size: ProjectSize | None = None
    """Size of the firm. Blank: any."""
    most: Fraction
    """Largest public share of the eligible cost."""
    rule: Name
    """Name of the rule."""
    source: Id | None = None
    """Id of the source in which it was read."""

    @property
    def key(self) -> str:
        return f"{self.rule} {self.stage} {self.size}"
