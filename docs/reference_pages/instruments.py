"""The page of the mapping: what each instrument becomes in the model, and why."""

from __future__ import annotations

from missionlab.appraisal.gdp import NAMES
from missionlab.appraisal.instruments import LEVERS, ROWS, SOURCES, MappingRow
from missionlab.appraisal.mapping import OUTSIDE
from missionlab.base.text import say, text
from missionlab.economy.levers import BY_NAME
from reference_pages.markdown import heading, table

INTRO = """What `missionlab appraise` reads a strategy's money as: the lever that each kind of money becomes, and the
reason. The whole table is an assumption; [a mapping of your own](../how-to/mapping.md) replaces it.

The most specific row that fits wins: one that names who gets the money before one that does not, then one that names
the stage. An empty cell means any, also when it is not known. `unallocated` is money for which no instrument is stated.
"""


def instruments_page() -> str:
    rows = sorted(ROWS, key=lambda row: row.instrument or "")
    names = ", ".join(f"`{name}`" for name in NAMES)
    unused = ", ".join(f"`{lever}`" for lever in LEVERS if lever not in {row.lever for row in ROWS})
    parts = [
        heading("Instruments", INTRO),
        table("instrument | who gets it | stage | lever | settings | reason | source", map(_cells, rows)),
        f"No row leads to {unused}: transfers are the placebo, nobody\n"
        "can tell beforehand which successes of a laboratory are techniques, and records do not tell public firms\n"
        "from others. A mapping of your own may.\n",
        "## Levers\n",
        table("lever | meaning | paid to", ((f"`{n}`", BY_NAME[n].meaning, BY_NAME[n].payee) for n in LEVERS)),
        "## What is taken as true\n",
        f"- {say(text('appraisal.mapping.assumption')).strip()}",
        f"- {say(text('appraisal.mapping.years')).strip()}",
        "- Money is counted as in `missionlab portfolio`: once, on one basis, in one currency and price year.",
        "- The money per year of the whole mix runs from the first day of mapped money to the last. Lines have years\n"
        "  of their own and do not add up to it.",
        f"- GDP is the strategy's own indicator whose id is, or ends after a hyphen in, {names}, of kind `level`, in\n"
        "  money and at current prices; of the known year nearest to the middle of the money's years, or of the price\n"
        "  year of money in constant prices. In another currency it needs an exchange rate with a date and a source.\n",
        "## Sources\n",
        table("key | source", ((f"`{key}`", reference) for key, reference in SOURCES.items())),
    ]
    return "\n".join(parts)


def _cells(row: MappingRow) -> tuple[str, ...]:
    settings = ", ".join(f"`{name}` {value:g}" for name, value in row.settings)
    lever = OUTSIDE if row.lever is None else f"`{row.lever}`"
    instrument = "" if row.instrument is None else f"`{row.instrument}`"
    return (instrument, _words(row.actor_kinds), _words(row.stages), lever, settings, say(row.reason), row.source or "")


def _words(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)
