"""The books of one real period, for the page that explains closed books."""

from __future__ import annotations

from textwrap import fill

import numpy as np

from missionlab.economy import start
from missionlab.economy.accounts import Books, Matrix, books
from reference_pages.markdown import table

SEED, PERIOD = 1, 200
"""The period shown; nobody chose it for its figures."""

BEGIN, END = "<!-- books: written by docs/generate.py -->", "<!-- end of books -->"


def with_books(page: str) -> str:
    """The page with the books of the period between its two marks."""
    head, rest = page.split(BEGIN)
    return f"{head}{BEGIN}\n\n{_section()}\n{END}{rest.split(END)[1]}"


def _section() -> str:
    economy = start(seed=SEED)
    economy.advance(PERIOD - 2)
    before, now = (
        dict(zip(run.names, run.series[0].tolist(), strict=True)) for run in (economy.advance(1), economy.advance(1))
    )
    found = books(before, now)
    output = now["gdp_nominal"]
    growth = output / before["gdp_nominal"] - 1.0
    intro = (
        f"Period {PERIOD} of the run with seed {SEED} and the default parameters, in percent of its nominal output. "
        f"Output grew by {100 * growth:.1f}% in money, and {100 * now['unemployment']:.1f}% of workers had no job. "
        "On another type of CPU the same seed gives another history, with other figures. "
        f"The largest sum that should be zero is {_power(found.gap)} of the largest figure of its table."
    )
    return "\n".join((f"{fill(intro, 140)}\n", _flows(found, output), _balance(found, output), _changes(found, output)))


def _power(share: float) -> str:
    """A very small share as a power of ten that bounds it."""
    return f"below 1e{int(np.floor(np.log10(share))) + 1}" if share > 0.0 else "zero"


def _flows(found: Books, output: float) -> str:
    return f"### Transactions\n\n{_closed(found.flows, output, 'flow')}"


def _balance(found: Books, output: float) -> str:
    note = (
        "Net worth has a minus, as a debt to owners, so that each column adds to zero. What remains in the last\n"
        "column is the wealth of the economy: machines and inventories.\n"
    )
    return f"### Balance sheet at the end\n\n{note}\n{_closed(found.balance, output, 'item')}"


def _closed(matrix: Matrix, output: float, first: str) -> str:
    """A matrix with the sums of its rows and columns."""
    shares = 100.0 * matrix.values / output
    rows = [
        (name, *(_figure(x) for x in values), _sum(values.sum()))
        for name, values in zip(matrix.rows, shares, strict=True)
    ]
    rows.append(("**sum**", *(_sum(x) for x in shares.sum(axis=0)), _sum(shares.sum())))
    return table(" | ".join((first, *matrix.columns, "sum")), rows)


def _changes(found: Books, output: float) -> str:
    shares = 100.0 * found.changes.values / output
    rows = [
        (name, *(_figure(x) for x in values[:-1]), _figure(-values[-1]))
        for name, values in zip(found.changes.rows, shares, strict=True)
    ]
    columns = (*found.changes.columns[:-1], "Closing")
    note = "Opening value, transactions and other changes give the closing value, asset by asset.\n"
    return f"### Other changes of real assets\n\n{note}\n{table(' | '.join(('asset', *columns)), rows)}"


def _figure(share: float) -> str:
    return "" if share == 0.0 else f"{share:.2f}".replace("-0.00", "0.00")


def _sum(share: float) -> str:
    return f"{share:.2f}".replace("-0.00", "0.00")
