"""What a fund may become: frozen records in which every figure has its range, or the reason why it is blank.

`low`, `mid` and `high` are the 5, 50 and 95 % quantiles over the paths. For a share of paths, for a ratio of means over
them (`RiskReward`) and for the self-sustaining commitment they are a 90 % interval: how well so many paths tell the
number, not how far the next thirty years may lie from it.
Money is in whole units of the fund's currency, nominal; + to the public purse, - from it, where a figure has a sign.
"""

from missionlab.portfolio.finance.results.losses import Copula, LossBin, LossCurve, LossTail, RecordLine, Verdict
from missionlab.portfolio.finance.results.ranged import Fan, Ranged
from missionlab.portfolio.finance.results.sides import (
    Additional,
    AidBreach,
    Assumed,
    ForcedExit,
    MissionCapital,
    NotModelled,
    Patience,
    RiskReward,
)
from missionlab.portfolio.finance.results.track import OriginCheck, TrackRecord
from missionlab.portfolio.finance.results.whole import FundResult, RatePoint
from missionlab.portfolio.finance.results.years import FundYears, QueueWorth, RuleWorth

__all__ = [
    "Additional",
    "AidBreach",
    "Assumed",
    "Copula",
    "Fan",
    "ForcedExit",
    "FundResult",
    "FundYears",
    "LossBin",
    "LossCurve",
    "LossTail",
    "MissionCapital",
    "NotModelled",
    "OriginCheck",
    "Patience",
    "QueueWorth",
    "Ranged",
    "RatePoint",
    "RecordLine",
    "RiskReward",
    "RuleWorth",
    "TrackRecord",
    "Verdict",
]
