"""The simulation page: what its titles claim, what it measures, and that every number is the one in simulation.json."""

from __future__ import annotations

import dataclasses
import json
import math
import re
from decimal import Decimal
from typing import Any

import html5lib
import numpy as np
import pytest
import simulations
from scipy import stats

from missionlab.base.findings import InputError
from missionlab.base.text import Locale, say
from missionlab.report.simulation import book_tables, books, firm_titles, firms, titles
from missionlab.report.simulation.document import document
from missionlab.report.simulation.estimate import Estimate, Sign, estimate, positive
from missionlab.report.simulation.html import render
from missionlab.report.simulation.laws import normal_density, tent_density
from missionlab.report.simulation.macro import Lagged, density, standardised
from missionlab.report.simulation.numbers import decimals, figures, interval, mean
from missionlab.report.simulation.plots.axes import log_axis
from missionlab.report.simulation.simulation import gather
from missionlab.report.words import Words, bare

ENGLISH = Words(Locale(), "en")
NUMBER = re.compile(r"[−+]?\d[\d,]*(?:\.\d+)?")


def around(mean: float, reach: float = 0.1, runs: int = 30) -> Estimate:
    """An estimate whose interval reaches so far to both sides."""
    return Estimate(mean, reach / 2, mean - reach, mean + reach, reach * 3, runs)


ONE = Estimate(0.7, None, None, None, None, 1)
NOTHING = Estimate(None, None, None, None, None, 0)


def said(title: Any) -> str:
    return say(bare(title))


# What is measured


def test_an_estimate_is_the_mean_with_students_interval() -> None:
    values = np.array([1.0, 2.0, 4.0, np.nan, 5.5])
    found = estimate(values)
    there = values[np.isfinite(values)]
    low, high = stats.t.interval(0.95, 3, there.mean(), stats.sem(there))
    assert found.runs == 4
    assert (found.mean, found.error, found.spread) == pytest.approx((3.125, stats.sem(there), there.std(ddof=1)))
    assert (found.low, found.high) == pytest.approx((low, high))
    assert estimate(np.array([2.5, np.nan])) == Estimate(2.5, None, None, None, None, 1)
    assert estimate(np.array([np.nan])) == NOTHING


def test_an_interval_on_a_logarithmic_scale_stays_above_zero_and_is_wide_where_the_mean_is_hardly_known() -> None:
    values = np.array([0.0, 0.0, 0.0, 0.4])
    plain, found = estimate(values), positive(values)
    assert plain.low is not None
    assert plain.low < 0
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.1 < found.high
    assert found.low * found.high == pytest.approx(0.1**2)


@pytest.mark.parametrize(
    ("one", "sign"),
    [
        (around(1.2), Sign.MORE),
        (around(0.8), Sign.LESS),
        (around(1.05), Sign.UNCLEAR),
        (ONE, Sign.SINGLE),
        (NOTHING, Sign.NONE),
    ],
)
def test_a_sign_is_claimed_only_if_the_interval_excludes_the_value(one: Estimate, sign: Sign) -> None:
    assert one.against(1.0) is sign


def test_a_density_adds_to_one_and_leaves_rare_classes_out() -> None:
    rng = np.random.default_rng(1)
    values = rng.normal(size=(30, 400))
    values[0, 0] = 5.0
    edges = tuple(np.linspace(-6, 6, 25))
    found = density(list(values), edges)
    total = sum(at.mean for at in found.at if at.mean is not None) * 0.5
    assert 5.25 not in found.middles
    assert total == pytest.approx(1, abs=0.002)
    at_zero = found.at[found.middles.index(0.25)]
    exact = 2 * (stats.norm.cdf(0.5) - 0.5)
    assert at_zero.low is not None
    assert at_zero.high is not None
    assert at_zero.low < exact < at_zero.high


def test_standardised_values_have_no_scale_and_a_constant_run_has_none() -> None:
    values = np.array([[1.0, 3.0, 5.0], [2.0, 2.0, 2.0]])
    out = standardised(values)
    assert out[0] == pytest.approx([-math.sqrt(1.5), 0, math.sqrt(1.5)])
    assert np.isnan(out[1]).all()


def test_the_laws_have_spread_one() -> None:
    grid = np.linspace(-30, 30, 60_001)
    for law in (normal_density, tent_density):
        heights = np.array([law(at) for at in grid])
        assert np.trapezoid(heights, grid) == pytest.approx(1, abs=1e-4)
        assert np.trapezoid(heights * grid**2, grid) == pytest.approx(1, abs=1e-4)


def test_the_largest_tenth_counts_the_firm_at_its_edge_in_part() -> None:
    """Of 15 firms, a tenth is the largest one and half of the next."""
    run = np.array([10.0, 6.0, *np.linspace(0.5, 1.5, 13)])
    found = firms.sizes([run, run])
    assert found is not None
    assert found.top_tenth.mean == pytest.approx(13 / 29)


def test_sizes_follow_the_log_normal_law_where_firms_do() -> None:
    rng = np.random.default_rng(2)
    found = firms.sizes([rng.lognormal(0, 0.8, 400) for _ in range(40)])
    assert found is not None
    inside = [
        at.low <= found.log_normal(multiple) <= at.high
        for multiple, at in zip(found.multiples, found.above, strict=True)
        if at.low is not None and at.high is not None
    ]
    assert sum(inside) >= 0.8 * len(inside)
    assert firms.sizes([np.zeros(5)]) is None


@pytest.mark.parametrize(("law", "sign"), [("laplace", Sign.LESS), ("normal", Sign.MORE)])
def test_a_tent_is_told_from_a_bell_whatever_the_scale(law: str, sign: Sign) -> None:
    rng = np.random.default_rng(3)
    found = firms.growth([getattr(rng, law)(0.02, 0.3, 3000) for _ in range(20)])
    assert found is not None
    assert found.shape.against(firm_titles.BETWEEN) is sign


def test_classes_of_investment_add_to_one_and_the_ends_are_those_of_the_stylised_fact() -> None:
    found = firms.investment([np.array([0.0, 0.005, 0.2, 0.36, 2.0]), np.array([0.0, 0.0, 0.0, 0.5, 0.01])])
    assert found is not None
    means = [one.mean or 0.0 for one in found]
    assert sum(means) == pytest.approx(1)
    assert (means[0], means[-1]) == pytest.approx(((0.4 + 0.6) / 2, (0.4 + 0.2) / 2))


# What is claimed


def test_the_headline_has_a_branch_for_every_answer() -> None:
    def headline(growth: Estimate) -> str:
        return said(titles.headline({"g_GDP": growth, "u_mean": around(0.0634, 0.004)}))

    assert headline(around(0.01234, 0.0005)) == "Output grows by 1.2% a period; 6.3% of workers have no job"
    assert headline(around(-0.01, 0.0005)).startswith("Output shrinks by 1.0% a period")
    assert headline(around(0.0001, 0.0005)).startswith("Whether output grows these runs cannot tell")
    assert headline(ONE).startswith("In one run, output grows by 70")
    assert headline(dataclasses.replace(ONE, mean=-0.7)).startswith("In one run, output shrinks by 70")
    assert headline(NOTHING) == "No run reached its end, so nothing can be measured"


def test_growth_names_its_interval_and_a_fall_is_told_without_signs() -> None:
    def growth(one: Estimate) -> str:
        return said(titles.growth({"g_GDP": one}))

    assert growth(around(0.0123, 0.0006)) == "Output grows by 1.23% a period, 1.17% to 1.29%"
    assert growth(around(-0.0123, 0.0006)) == "Output shrinks by 1.23% a period, 1.17% to 1.29%"
    assert growth(around(0.0, 0.0006)).startswith("Whether output grows these runs cannot tell: −0.06% to 0.06%")
    assert growth(NOTHING) == "No run lasted long enough to measure its growth"


def test_the_order_of_the_papers_is_claimed_only_if_both_intervals_exclude_one() -> None:
    def cycle(investment: Estimate, consumption: Estimate) -> str:
        return said(titles.cycle({"bk_ratio_I": investment, "bk_ratio_C": consumption}))

    assert "consumption less than output: 0.80 times" in cycle(around(6.0, 0.5), around(0.8, 0.02))
    for unclear in (
        cycle(around(6.0, 0.5), around(0.95)),
        cycle(around(1.05), around(0.8)),
        cycle(around(6), around(1.4)),
    ):
        assert "less than" not in unclear
        assert "consumption" in unclear
    assert cycle(ONE, ONE).startswith("In the one run")
    assert cycle(NOTHING, NOTHING) == "No run lasted long enough to show a cycle"


def test_correlations_name_only_what_is_clear() -> None:
    def title(**signs: Estimate) -> str:
        series = [Lagged(symbol, (one,), (0.0,), (0.0,)) for symbol, one in signs.items()]
        return said(titles.correlations(series, 0))

    assert title(C=around(0.9), U=around(-0.5), mu=around(0.05)) == (
        "Moving with output: consumption; against it: unemployment"
    )
    assert "nothing moves clearly against it" in title(C=around(0.9), U=around(-0.05))
    assert "nothing moves clearly with it" in title(C=around(0.05), U=around(-0.5))
    assert title(C=around(0.05)) == "No series moves clearly with output or against it"
    assert title(C=ONE) == "One run cannot tell what moves with output"
    assert title(C=NOTHING) == "No run lasted long enough to say what moves with output"


@pytest.mark.parametrize(
    ("kurtosis", "words"),
    [
        (around(3.0, 1.4), "fatter tails than the normal law: excess kurtosis 3.0 (1.6 to 4.4)"),
        (around(-0.5, 0.2), "thinner tails than the normal law"),
        (around(0.1, 0.3), "cannot tell"),
        (ONE, "In the one run"),
        (NOTHING, "No run lasted"),
    ],
)
def test_tails_are_fat_only_if_the_interval_says_so(kurtosis: Estimate, words: str) -> None:
    assert words in said(titles.tails({"exkurt_g_GDP": kurtosis}))


def test_sizes_of_firms_are_told_against_the_law_at_the_largest_multiple() -> None:
    def title(last: Estimate) -> str:
        return said(firm_titles.sizes(firms.Sizes((1.0, 5.0), (around(0.3), last), 0.0, 1.0, around(0.4))))

    law = stats.norm.sf(math.log(5))
    assert title(around(law * 2, law / 2)).startswith("There are more firms of 5 times the mean size")
    assert title(around(law / 2, law / 4)).startswith("There are fewer firms")
    assert "cannot tell" in title(around(law, law / 2))
    assert title(ONE).startswith("In the one run measured")
    assert f"{100 * law:.1f}% by the law" in title(around(law, law / 2))


def test_the_growth_of_firms_is_told_by_the_shape_of_its_law() -> None:
    def title(shape: Estimate) -> str:
        return said(firm_titles.growth(firms.FirmGrowth(density([np.zeros(9)], (-1.0, 1.0)), shape)))

    assert title(around(1.1)) == (
        "Growth rates of firms are nearer to a tent than to the normal law: shape 1.10 (1.00 to 1.20)"
    )
    assert "nearer to the normal law than to a tent" in title(around(1.9))
    assert "between a tent and the normal law" in title(around(1.55))
    assert title(ONE).startswith("In the one run measured")
    assert said(firm_titles.firms(None)) == "Too few firms sold goods to say how unequal they are"


def test_books_that_miss_zero_are_not_said_to_close() -> None:
    def title(gap: float) -> str:
        slipped = dataclasses.replace(simulations.books(), gap=gap)
        return said(book_tables.title(dataclasses.replace(simulations.simulation("closed"), books=slipped)))

    assert title(1e-12).startswith("Every row and column of the books adds to zero")
    assert title(1e-6).startswith("Rows or columns of the books miss zero by up to 1e-06")


# How numbers are written


@pytest.mark.parametrize(
    ("half", "percent", "places"),
    [(0.0005, True, 2), (0.004, True, 1), (0.03, False, 2), (3.0, False, 0), (14, False, 0), (3e9, False, -9)],
)
def test_decimals_show_the_first_digit_of_the_interval(half: float, percent: bool, places: int) -> None:
    assert decimals(around(0.5, half), percent=percent) == places


def test_errors_have_two_figures() -> None:
    assert [figures(value, percent=False) for value in (0.0, 12345.0, 1.23, 0.0123)] == [0, -3, 1, 3]
    assert figures(0.00049, percent=True) == 3


def test_what_is_not_known_is_rounded_away_even_in_large_numbers() -> None:
    one = around(1_085_853_603_409.0, 4e11)
    assert said(mean(one, "", percent=False)) == "1,100,000,000,000"
    assert said(interval(one, "", percent=False)) == "700,000,000,000 to 1,500,000,000,000"
    assert said(mean(around(7.3e17, 4e15), "", percent=False)) == "7.3E17"
    assert said(mean(dataclasses.replace(ONE, mean=123_456.0), "", percent=False)) == "123,000"


@pytest.mark.parametrize(("low", "high"), [(5.3, 7.9), (0.0, 0.9), (5.31, 5.34), (-12.0, 30.0), (2.0, 2.2)])
def test_a_logarithmic_axis_has_ticks_inside_it(low: float, high: float) -> None:
    ticks = log_axis(low, high, ENGLISH).ticks
    assert 2 <= len(ticks) <= 5
    assert all(low - 1e-9 <= at <= high + 1e-9 for at, _ in ticks)
    assert len({label for _, label in ticks}) == len(ticks)


# The page and the document


def _tree(name: str) -> Any:
    return html5lib.parse(simulations.html(name), namespaceHTMLElements=False)


def _document(name: str) -> Any:
    return json.loads(json.dumps(document(simulations.simulation(name)), allow_nan=False))


def _at(document: Any, pointer: str) -> Any:
    here = document
    for step in pointer.split("/")[1:]:
        here = here[int(step)] if isinstance(here, list) else here[step]
    return here


@pytest.mark.parametrize("name", simulations.ALL)
def test_every_key_leads_to_the_value_on_the_page(name: str) -> None:
    held = _document(name)
    known = [element for element in _tree(name).iter() if element.get("data-key") is not None]
    assert len(known) > (20 if name == "none-completed" else 300)
    for element in known:
        assert _at(held, element.get("data-key")) == json.loads(element.get("data-value")), element.get("data-key")


@pytest.mark.parametrize("name", simulations.ALL)
def test_the_figures_shown_are_the_values_rounded(name: str) -> None:
    for element in _tree(name).iter():
        key = element.get("data-key")
        if key is None or key == "/books/gap":
            continue
        words = "".join(element.itertext())
        found = NUMBER.search(words)
        assert found, words
        shown = Decimal(found[0].replace("−", "-").replace(",", ""))
        exact = Decimal(element.get("data-value")) * (100 if "%" in words else 1)
        exponent = shown.as_tuple().exponent
        assert isinstance(exponent, int)
        zeros = len(str(shown)) - len(str(shown).rstrip("0")) if exponent == 0 and shown else exponent
        step = Decimal(10) ** zeros
        assert min(abs(shown - exact), abs(shown - abs(exact))) <= step / 2 * Decimal("1.000001"), (key, words)


@pytest.mark.parametrize("name", simulations.ALL)
def test_every_chart_has_its_table_with_rows(name: str) -> None:
    figures = list(_tree(name).iter("figure"))
    assert [f.get("id") for f in figures if not f.findall("details//tbody/tr")] == []
    assert len(figures) >= (1 if name == "none-completed" else 7)


@pytest.mark.parametrize("name", simulations.ALL)
def test_same_input_same_bytes(name: str) -> None:
    assert render(simulations.simulation(name), simulations.COMMAND) == simulations.html(name)


def test_the_page_says_first_what_the_numbers_cannot_say() -> None:
    html = simulations.html("closed")
    warning, first_number = html.index("Read this before quoting a number"), html.index('<dl class="facts">')
    assert warning < first_number
    assert "fitted to no country" in html
    assert "money appears and vanishes" not in html


def test_the_page_of_the_program_says_that_its_books_do_not_close_and_why() -> None:
    html = simulations.html("program")
    assert "money appears and vanishes" in html
    assert "There is no flow matrix: the books of lsd-0.1 do not close" in html
    assert "set to zero before anybody gets or pays them" in html
    assert 'data-key="/ended/nobody_employed" data-value="3"' in html


def test_no_books_are_drawn_up_for_the_program_or_without_a_completed_run() -> None:
    assert books.measure(simulations.ensemble(runs=2, rules="lsd-0.1"), 0) is None
    assert books.measure(simulations.ensemble(runs=2, stopped=2), None) is None


def test_runs_that_ended_early_count_in_no_mean() -> None:
    whole = gather(simulations.ensemble(runs=10), transient=100, seed=0).macro
    cut = gather(simulations.ensemble(runs=10, stopped=4), transient=100, seed=0)
    assert whole.moments["u_mean"].runs == 10
    assert cut.macro.moments["u_mean"].runs == 6
    assert cut.about.one == 0
    assert len(cut.macro.paths.periods) == 300


def test_a_page_without_a_completed_run_has_no_empty_section() -> None:
    html = simulations.html("none-completed")
    for section in ("cycle", "firms", "books", "moments"):
        assert f'id="{section}"' not in html
        assert f'href="#{section}"' not in html
    assert "No run reached its end" in html


def test_the_page_can_be_said_in_spanish_and_marks_what_stays_english() -> None:
    html = render(simulations.simulation("closed"), simulations.COMMAND, Locale("es", "es-CL"))
    assert '<html lang="es-CL">' in html
    assert "La producción crece un" in html
    assert '<span lang="en">Growth of output</span>' in html
    assert "1,1" in html


def test_too_few_periods_are_refused() -> None:
    with pytest.raises(InputError, match="120 periods"):
        gather(simulations.ensemble(runs=3, periods=120), transient=100, seed=0)
