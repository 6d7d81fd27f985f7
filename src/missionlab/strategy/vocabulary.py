"""The closed sets of words that records are written with."""

from __future__ import annotations

from enum import StrEnum


class StrategyStatus(StrEnum):
    PROPOSED = "proposed"
    """Not yet adopted."""
    ACTIVE = "active"
    """In force."""
    COMPLETED = "completed"
    """Ran its course."""
    WITHDRAWN = "withdrawn"
    """Ended before its time."""


class MissionStatus(StrEnum):
    PROPOSED = "proposed"
    """Not yet adopted."""
    ADOPTED = "adopted"
    """In force."""
    COMPLETED = "completed"
    """Ran its course."""
    SUPERSEDED = "superseded"
    """Replaced by another mission."""
    WITHDRAWN = "withdrawn"
    """Given up."""


class Better(StrEnum):
    """Which way an indicator should go."""

    HIGHER = "higher"
    """More is better."""
    LOWER = "lower"
    """Less is better."""


class IndicatorLevel(StrEnum):
    """Where on the results chain an indicator measures: from money put in to change in the world."""

    INPUT = "input"
    """What is put in: money, people."""
    ACTIVITY = "activity"
    """What is done: calls, labels, meetings."""
    OUTPUT = "output"
    """What comes out directly: trained people, built lines."""
    OUTCOME = "outcome"
    """What changes for those concerned."""
    IMPACT = "impact"
    """What changes in the world in the long run."""


class IndicatorKind(StrEnum):
    LEVEL = "level"
    """A quantity at a time, such as a temperature or a price."""
    SHARE = "share"
    """A part of a whole; with a unit in per cent it lies between 0 and 100."""
    RATE = "rate"
    """A quantity for each of something else, or each year."""
    COUNT = "count"
    """A number of things; never below 0."""
    CUMULATIVE = "cumulative"
    """A running total; never falls."""
    RANK = "rank"
    """A place in an order; 1 is the best."""


class Scale(StrEnum):
    """The scale on which steps of a series are alike."""

    LEVEL = "level"
    """Differences."""
    LOG = "log"
    """Proportions; only for values above 0."""
    LOGIT = "logit"
    """Log odds between the lowest and the highest value."""


class ReferenceClass(StrEnum):
    """The kinds of indicator whose rates of change in many places are known. A rate is compared with those alone."""

    EMISSIONS = "emissions"
    """Greenhouse gases or carbon dioxide emitted by a whole economy, in all or for each person."""
    SECTOR_EMISSIONS = "sector-emissions"
    """Greenhouse gases emitted by one sector."""
    CARBON_INTENSITY = "carbon-intensity"
    """Carbon dioxide or energy for each unit of output or electricity."""
    ELECTRICITY = "electricity"
    """Electricity generated, in all or from one source."""
    CLEAN_SHARE = "clean-share"
    """Share of renewable or low-carbon energy or electricity."""
    DIFFUSION = "diffusion"
    """Share of buyers, users or stock that has taken up a new technology."""
    RESEARCH_SPENDING = "research-spending"
    """Research and development as a share of output."""
    RESEARCHERS = "researchers"
    """Researchers for each million people."""
    PATENTS = "patents"
    """Patents applied for or granted."""
    LIFE_EXPECTANCY = "life-expectancy"
    """Years of life expected; the nearest yardstick for years in good health, which fewer places measure."""
    PREMATURE_MORTALITY = "premature-mortality"
    """Chance of dying early of a disease."""
    OUTPUT = "output"
    """Output in all or for each person or hour, at constant prices."""
    UNEMPLOYMENT = "unemployment"
    """Share of the workforce without work."""
    PUBLIC_DEBT = "public-debt"
    """Public debt as a share of output."""


class ProxyBias(StrEnum):
    """How a proxy series differs from the indicator it stands for, seen from the target."""

    FLATTERING = "flattering"
    """It stands nearer to the goal: a chance from it is at most that of the target."""
    UNFLATTERING = "unflattering"
    """It stands further from the goal: a chance from it is at least that of the target."""
    UNKNOWN = "unknown"
    """Nobody knows: no chance is given."""


class Comparator(StrEnum):
    AT_LEAST = "at least"
    """The goal or more."""
    AT_MOST = "at most"
    """The goal or less."""
    MORE_THAN = "more than"
    """More than the goal."""
    LESS_THAN = "less than"
    """Less than the goal."""


class Measure(StrEnum):
    """What the number of a goal counts: the indicator's value, or its change from the baseline."""

    VALUE = "value"
    """The value that the indicator is to have."""
    CHANGE = "change"
    """A difference from the baseline, in the indicator's unit."""
    PERCENT_CHANGE = "percent change"
    """A difference from the baseline, in per cent of it; -50 is half."""


class Deadline(StrEnum):
    """Whether the goal must hold in its year, or be reached at any time until its end."""

    IN = "in"
    """It must hold in the goal's year."""
    BY = "by"
    """It is enough that it held once, until the end of the goal's year."""


class Quality(StrEnum):
    OFFICIAL = "official"
    """Published as an official statistic."""
    PROVISIONAL = "provisional"
    """Official, and announced as to be revised."""
    ESTIMATE = "estimate"
    """Estimated by its publisher."""
    REPORTED = "reported"
    """Stated in a document that is no statistic."""
    COMPUTED = "computed"
    """Worked out from other figures."""


class Stage(StrEnum):
    """The innovation curve, in order."""

    BASIC = "basic"
    """Basic research."""
    APPLIED = "applied"
    """Applied research."""
    DEMONSTRATION = "demonstration"
    """Showing that it works at scale."""
    FIRST_MARKET = "first-market"
    """The first sales."""
    DEPLOYMENT = "deployment"
    """Spread."""
    DEMAND = "demand"
    """Buying, rules and other pulls from the side of demand."""


class ProjectStatus(StrEnum):
    PROPOSED = "proposed"
    """Put forward; nobody has promised anything. Its money counts nowhere but in the plan."""
    PLANNED = "planned"
    """Announced, not begun."""
    ACTIVE = "active"
    """Runs."""
    COMPLETED = "completed"
    """Ran its course."""
    STOPPED = "stopped"
    """Ended before its time."""


class Relevance(StrEnum):
    """How much a project serves its mission, by a declared rule like the Rio markers."""

    PRINCIPAL = "principal"
    """It would not exist without the mission: weight 1."""
    SIGNIFICANT = "significant"
    """The mission is one of its aims: weight one half."""
    NONE = "none"
    """It does nothing for the mission: weight 0."""
    AGAINST = "against"
    """It works against the mission: weight 0, and shown apart."""


class Payer(StrEnum):
    PUBLIC = "public"
    """A government or what it owns."""
    PRIVATE = "private"
    """Anybody else."""


class Basis(StrEnum):
    """How firm money is. These are stages of the same money and never add."""

    PROPOSED = "proposed"
    """Asked for; nobody has promised it. Several such figures of one project are alternatives."""
    ANNOUNCED = "announced"
    """Said in public."""
    COMMITTED = "committed"
    """Awarded or signed."""
    SPENT = "spent"
    """Paid out."""


class Precision(StrEnum):
    """How the source words an amount."""

    EXACT = "exact"
    """As stated."""
    ABOUT = "about"
    """Rounded or approximate."""
    UP_TO = "up to"
    """A ceiling; totals with it are upper bounds."""
    AT_LEAST = "at least"
    """A floor."""


class Instrument(StrEnum):
    GRANT = "grant"
    REPAYABLE_GRANT = "repayable-grant"
    LOAN = "loan"
    EQUITY = "equity"
    GUARANTEE = "guarantee"
    TAX_RELIEF = "tax-relief"
    PROCUREMENT = "procurement"
    PRIZE = "prize"
    REGULATION = "regulation"
    STANDARD = "standard"
    PUBLIC_RESEARCH = "public-research"
    ROYALTY = "royalty"
    CONVENING = "convening"
    BUDGET = "budget"
    CONVERTIBLE = "convertible"
    WARRANT = "warrant"
    PRICE_CAP = "price-cap"
    CONTRACT_FOR_DIFFERENCE = "contract-for-difference"
    ADVANCE_COMMITMENT = "advance-market-commitment"


class ActorKind(StrEnum):
    MINISTRY = "ministry"
    AGENCY = "agency"
    BANK = "bank"
    FIRM = "firm"
    FIRM_SMALL = "firm-small"
    FIRM_LARGE = "firm-large"
    UNIVERSITY = "university"
    RESEARCH = "research"
    CIVIL = "civil"
    REGION = "region"
    SUPRANATIONAL = "supranational"
    PARTNERSHIP = "partnership"


class AnswerValue(StrEnum):
    YES = "yes"
    """It does."""
    PARTLY = "partly"
    """In part; neither holds nor fails."""
    NO = "no"
    """It does not."""
    UNKNOWN = "unknown"
    """Whoever was asked does not know."""


class SourceKind(StrEnum):
    PRIMARY = "primary"
    """The document itself."""
    DATASET = "dataset"
    """A data set."""
    COPY = "copy"
    """A copy or a summary by somebody else."""
    PRESS = "press"
    """A press report."""
    COMPUTED = "computed"
    """Worked out by whoever wrote the strategy."""


class GateResult(StrEnum):
    """What was decided at the gate at the end of a stage."""

    PASSED = "passed"
    """It went on to the next stage."""
    FAILED = "failed"
    """It did not reach what the stage asked for."""
    WITHDRAWN = "withdrawn"
    """Whoever carried it gave it up."""
    EXPIRED = "expired"
    """Its time ran out."""


class ProjectSize(StrEnum):
    """Size of the firm that carries a project, as rules on state aid have it."""

    SMALL = "small"
    """A small firm, as the rule defines it."""
    MEDIUM = "medium"
    """A firm of middle size, as the rule defines it."""
    LARGE = "large"
    """Any larger firm."""


class FlowTiming(StrEnum):
    START = "start"
    """At the start of the year."""
    END = "end"
    """At the end of the year."""


class Grace(StrEnum):
    """What happens to interest before repayment begins."""

    PAID = "paid"
    """It is paid every year."""
    CAPITALISED = "capitalised"
    """It is added to the balance."""


class Authority(StrEnum):
    """What a year's money bounds."""

    CASH = "cash"
    """What is paid out."""
    COMMITMENT = "commitment"
    """What is promised."""


class CarryOver(StrEnum):
    """What happens to authority that is not used by the end of the year."""

    OFF = "off"
    """It lapses."""
    LIMIT = "limit"
    """A share of it is kept."""
    ON = "on"
    """All of it is kept."""


class Recycling(StrEnum):
    """What happens to what comes back."""

    OFF = "off"
    """It goes to the treasury."""
    ON = "on"
    """The fund keeps it."""


class FundMeasure(StrEnum):
    """What is known of a fund and can be compared with its simulation."""

    COMMITTED = "committed"
    """All that was committed since it opened."""
    COMMITTED_YEAR = "committed-year"
    """What was committed in the year."""
    DEALS = "deals"
    """Number of commitments since it opened."""
    LOSSES = "losses"
    """Losses of the year, realised and unrealised."""
    REALISED_LOSSES = "realised-losses"
    """Losses of the year that are final."""
    INCOME = "income"
    """Income of the year."""
    COST = "cost"
    """Operating cost of the year."""
    CO_FINANCE = "co-finance"
    """Private money beside all that was committed since it opened."""


class Bound(StrEnum):
    MOST = "most"
    """A cap."""
    LEAST = "least"
    """A floor."""


class LimitDimension(StrEnum):
    """What a limit of the plan is about."""

    ACTOR = "actor"
    """Money to one actor, by ultimate owner where it is given."""
    SECTOR = "sector"
    """Money to a sector."""
    STAGE = "stage"
    """Money to a stage of the innovation curve."""
    PLACE = "place"
    """Money to a place."""
    MISSION = "mission"
    """Money to a mission."""
    INSTRUMENT = "instrument"
    """Money by an instrument."""
    PROBLEM = "problem"
    """Solutions of one problem."""


class Statistic(StrEnum):
    """What is read off a signpost, with what was published by the day of the review."""

    VALUE = "value"
    """The latest value."""
    CHANGE = "change"
    """The mean yearly change."""
    PACE = "pace"
    """The trend, as a multiple of the pace that is needed."""
    PROGRESS = "progress"
    """The share of the way to the goal."""
    CHANCE = "chance"
    """The chance of meeting the target, as forecast then."""
    AGE = "age"
    """Years in the present stage."""
    FAILURES = "failures"
    """Number of gates that were not passed."""
    SPENT = "spent"
    """Share of the committed money that is spent."""


class ActionKind(StrEnum):
    """What is done to a mission or a project, the mildest first."""

    CONTINUE = "continue"
    """It goes on as it is."""
    SCALE = "scale"
    """It gets more or less money."""
    ADJUST = "adjust"
    """Its terms change."""
    PAUSE = "pause"
    """It stops for a time."""
    TRANSFER = "transfer"
    """Somebody else carries it on."""
    RETARGET = "retarget"
    """The goal of a mission changes."""
    MERGE = "merge"
    """A mission becomes a part of another."""
    STOP = "stop"
    """It ends."""
    WITHDRAW = "withdraw"
    """A mission is given up."""


class EvidenceModel(StrEnum):
    """What is learnt from one unit of a pilot."""

    SUCCESS = "success"
    """Whether it succeeded."""
    QUANTITY = "quantity"
    """A quantity, normally distributed."""


UNALLOCATED = "unallocated"
"""The reserved key of a share map for the part that nobody has assigned."""
