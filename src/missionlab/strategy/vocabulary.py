"""The closed sets of words that records are written with."""

from __future__ import annotations

from enum import StrEnum


class StrategyStatus(StrEnum):
    PROPOSED = "proposed"
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


class MissionStatus(StrEnum):
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    COMPLETED = "completed"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Better(StrEnum):
    """Which way an indicator should go."""

    HIGHER = "higher"
    LOWER = "lower"


class IndicatorLevel(StrEnum):
    """Where on the results chain an indicator measures: from money put in to change in the world."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class IndicatorKind(StrEnum):
    LEVEL = "level"
    SHARE = "share"
    RATE = "rate"
    COUNT = "count"
    CUMULATIVE = "cumulative"
    RANK = "rank"


class Scale(StrEnum):
    """The scale on which steps of a series are alike."""

    LEVEL = "level"
    LOG = "log"
    LOGIT = "logit"


class ProxyBias(StrEnum):
    """How a proxy series differs from the indicator it stands for, seen from the target."""

    FLATTERING = "flattering"
    UNFLATTERING = "unflattering"
    UNKNOWN = "unknown"


class Comparator(StrEnum):
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"


class Measure(StrEnum):
    """What the number of a goal counts: the indicator's value, or its change from the baseline."""

    VALUE = "value"
    CHANGE = "change"
    PERCENT_CHANGE = "percent change"


class Deadline(StrEnum):
    """Whether the goal must hold in its year, or be reached at any time until its end."""

    IN = "in"
    BY = "by"


class Quality(StrEnum):
    OFFICIAL = "official"
    PROVISIONAL = "provisional"
    ESTIMATE = "estimate"
    REPORTED = "reported"
    COMPUTED = "computed"


class Stage(StrEnum):
    """The innovation curve, in order."""

    BASIC = "basic"
    APPLIED = "applied"
    DEMONSTRATION = "demonstration"
    FIRST_MARKET = "first-market"
    DEPLOYMENT = "deployment"
    DEMAND = "demand"


class ProjectStatus(StrEnum):
    PLANNED = "planned"
    ACTIVE = "active"
    COMPLETED = "completed"
    STOPPED = "stopped"


class Relevance(StrEnum):
    """How much a project serves its mission, by a declared rule like the Rio markers."""

    PRINCIPAL = "principal"
    SIGNIFICANT = "significant"
    NONE = "none"
    AGAINST = "against"


class Payer(StrEnum):
    PUBLIC = "public"
    PRIVATE = "private"


class Basis(StrEnum):
    """How firm money is. The three are stages of the same money and never add."""

    ANNOUNCED = "announced"
    COMMITTED = "committed"
    SPENT = "spent"


class Precision(StrEnum):
    """How the source words an amount."""

    EXACT = "exact"
    ABOUT = "about"
    UP_TO = "up to"
    AT_LEAST = "at least"


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
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class SourceKind(StrEnum):
    PRIMARY = "primary"
    DATASET = "dataset"
    COPY = "copy"
    PRESS = "press"
    COMPUTED = "computed"


UNALLOCATED = "unallocated"
"""The reserved key of a share map for the part that nobody has assigned."""
