"""The measures: known answers, hand-worked bounds, edge cases."""

from __future__ import annotations

import math

import pytest
from portfolio_records import looked_at, mission, money, project

from missionlab.base.dates import Date
from missionlab.base.text import say
from missionlab.portfolio.concentration import concentration
from missionlab.portfolio.results import Dimension, Measured
from missionlab.strategy.records import Distance
from missionlab.strategy.vocabulary import Basis, Stage

ISCF_WAVE_1 = {"faraday": 246, "medicines": 197, "satellite": 99, "robotics": 93, "cars": 38, "materials": 26}
COLOMBIA_2024 = {"energy": 76_894, "food": 34_494, "peace": 15_098, "bio": 4_190}


def why(measured: Measured) -> str:
    assert measured.reason is not None
    return say(measured.reason)


def main(*records, **fields):
    block = looked_at(*records, **fields).main
    assert block is not None
    return block


def test_wave_1_of_the_uk_challenge_fund():
    parts = [project(name, parent="wave1") for name in ISCF_WAVE_1]
    found = looked_at(project("wave1"), *parts, *(money(n, m * 1e6) for n, m in ISCF_WAVE_1.items()))
    (wave,) = found.envelopes
    assert wave.children == 699e6
    assert wave.hhi.value == pytest.approx(0.2454, abs=5e-5)
    assert wave.effective_number.value == pytest.approx(4.08, abs=5e-3)
    assert wave.shannon.value == pytest.approx(1.5504, abs=5e-5)
    assert wave.effective_classes.value == pytest.approx(4.71, abs=5e-3)
    assert wave.hhi.low == wave.hhi.high == wave.hhi.value


def test_colombia_2024_by_mission():
    records = [
        record
        for name, millions in COLOMBIA_2024.items()
        for record in (mission(name), project(f"p-{name}", missions={name: 1}), money(f"p-{name}", millions * 1e6))
    ]
    assert main(*records).by[Dimension.MISSION].hhi.value == pytest.approx(0.430, abs=5e-4)


def test_crowding_in_of_the_challenge_fund_and_the_scottish_bank():
    fund = looked_at(
        project("iscf"),
        money("iscf", 1200e6, basis="spent", announced="2021-01"),
        money("iscf", 567e6, basis="spent", payer="private", announced="2021-01"),
        basis=Basis.SPENT,
    )
    bank = looked_at(
        project("snib"),
        money("snib", 785e6, basis="committed", announced="2024-03"),
        money("snib", 1.4e9, basis="committed", payer="private", announced="2024-03"),
        basis=Basis.COMMITTED,
    )
    for found, ratio, on, basis in ((fund, 0.47, Date(2021, 1), Basis.SPENT), (bank, 1.78, Date(2024, 3), "committed")):
        assert found.main is not None
        for crowding in found.main.crowding_in:
            assert crowding.ratio.value == pytest.approx(ratio, abs=5e-3)
            assert (crowding.on, crowding.basis) == (on, basis)
        assert [c.scope for c in found.main.crowding_in] == ["portfolio", found.projects[0].project]


def test_crowding_in_keeps_bases_apart_and_is_blank_without_either_side():
    records = [
        project("a"),
        money("a", 100),
        money("a", 50, basis="spent", announced="2021-01"),
        money("a", 25, basis="spent", payer="private", announced="2022"),
        project("b"),
        money("b", 9, payer="private", basis="committed"),
    ]
    told = [(c.scope, c.basis, c.ratio.value, c.on) for c in main(*records).crowding_in]
    assert told == [
        ("portfolio", "announced", None, Date(2020, 3, 1)),
        ("portfolio", "committed", None, Date(2020, 3, 1)),
        ("portfolio", "spent", 0.5, Date(2022)),
        ("a", "spent", 0.5, Date(2022)),
    ]
    reasons = [why(c.ratio) for c in main(*records).crowding_in]
    assert reasons[0].startswith("no private money")
    assert reasons[1].startswith("no public money")
    assert reasons[2] == "public money as of January 2021, private money as of 2022"


def test_money_of_different_parts_of_a_programme_has_no_ratio():
    """A: 108 public for one part, 400 private for its sister. Neither stands beside the other."""
    parts = [project("fund"), project("homes", parent="fund"), project("cells", parent="fund")]
    apart = main(*parts, money("homes", 108), money("cells", 400, payer="private")).crowding_in[0]
    assert (apart.ratio.value, apart.public, apart.private) == (None, 108, 400)
    assert why(apart.ratio) == "the public and the private money on record belong to different projects"
    above = main(*parts, money("homes", 108), money("fund", 400, payer="private")).crowding_in[0]
    assert above.ratio.value == pytest.approx(400 / 108)


def test_crowding_in_of_a_project_needs_figures_of_its_own_from_both():
    block = main(
        project("top"), project("kid", parent="top"), project("other", parent="top"),
        money("kid", 10), money("kid", 5, payer="private"), money("other", 30), money("top", 9, payer="private"),
    )  # fmt: skip
    assert [(c.scope, c.ratio.value) for c in block.crowding_in] == [("portfolio", 9 / 40), ("kid", 0.5)]


def test_private_money_that_nobody_recorded_makes_the_ratio_a_lower_bound():
    records = [project("a"), project("b"), money("a", 60), money("a", 30, payer="private"), money("b", 40)]
    ratio = main(*records).crowding_in[0].ratio
    assert (ratio.value, ratio.low, ratio.high) == (0.3, 0.3, None)
    assert why(ratio) == "at least: private money is recorded for 1 of 2 programmes with public money"


def test_equal_classes():
    measures = concentration([5.0] * 8, 0.0)
    assert measures.hhi.value == pytest.approx(1 / 8)
    assert measures.effective_number.value == pytest.approx(8)
    assert measures.shannon.value == pytest.approx(math.log(8))
    assert measures.effective_classes.value == pytest.approx(8)
    assert measures.evenness.value == pytest.approx(1)
    assert measures.top_share.value == pytest.approx(1 / 8)
    assert measures.top5_share.value == pytest.approx(5 / 8)


def test_one_class_has_no_variety_and_says_so():
    measures = concentration([3.0, 0.0], 0.0)
    assert (measures.hhi.value, measures.shannon.value, measures.evenness.value) == (1, 0, 0)
    assert why(measures.evenness) == "one class has all of the money"


def test_bounds_of_the_unallocated_money():
    """Money 6 and 2, and 2 unallocated of 10: at most (0.8, 0.2), at least (0.6, 0.2) and ever smaller crumbs."""
    measures = concentration([2.0, 6.0], 2.0)
    assert measures.hhi.value == pytest.approx(0.625)
    assert (measures.hhi.low, measures.hhi.high) == (pytest.approx(0.4), pytest.approx(0.68))
    assert measures.effective_number.low == pytest.approx(1 / 0.68)
    assert measures.effective_number.high == pytest.approx(2.5)
    assert measures.shannon.low == pytest.approx(-0.8 * math.log(0.8) - 0.2 * math.log(0.2))
    assert measures.shannon.high is None
    assert (measures.top_share.low, measures.top_share.high) == (pytest.approx(0.6), pytest.approx(0.8))
    assert (measures.top5_share.low, measures.top5_share.high) == (pytest.approx(0.8), pytest.approx(1))
    assert "20% is not" in why(measures.hhi)


def test_no_money_and_no_class():
    assert concentration([], 0.0).hhi.value is None
    assert why(concentration([], 0.0).hhi).startswith("no public money")
    nobody_says = concentration([], 5.0)
    assert (nobody_says.hhi.value, nobody_says.hhi.low, nobody_says.hhi.high) == (None, 0, 1)


def test_amounts_of_wildly_different_size_do_not_break_the_measures():
    measures = concentration([1e-300, 1e-12], 1e21)
    assert measures.hhi.low is not None
    assert measures.effective_number.high is None or math.isfinite(measures.effective_number.high)


def test_rest_of_a_programme_widens_the_bounds_of_its_parts():
    found = looked_at(
        project("top"), project("a", parent="top"), project("b", parent="top"),
        money("top", 10), money("a", 6), money("b", 2),
    )  # fmt: skip
    (envelope,) = found.envelopes
    assert (envelope.hhi.low, envelope.hhi.high) == (pytest.approx(0.4), pytest.approx(0.68))


def three_sectors(*distances: Distance, loose: float = 0.0) -> Measured:
    shares = {"x": 0.5 * (1 - loose), "y": 0.3 * (1 - loose), "z": 0.2 * (1 - loose), "unallocated": loose}
    return main(project("a", sectors=shares), money("a", 100), distances=distances).rao_stirling


def test_rao_stirling_without_distances_is_one_minus_hhi():
    measured = three_sectors()
    assert measured.value == pytest.approx(1 - (0.25 + 0.09 + 0.04))
    assert "equally far apart" in why(measured)


def test_rao_stirling_with_distances():
    """2 (0.5 x 0.3 x 0.2 + 0.5 x 0.2 x 1 + 0.3 x 0.2 x 0.5) = 0.32."""
    pairs = [("x", "y", 0.2), ("z", "x", 1), ("y", "z", 0.5), ("x", "other", 0.9)]
    distances = [Distance(first=a, second=b, value=d) for a, b, d in pairs]
    measured = three_sectors(*distances)
    assert measured.value == pytest.approx(0.32)
    assert measured.low == pytest.approx(0.32)
    missing = three_sectors(*distances[:2])
    assert missing.value is None
    assert (missing.low, missing.high) == (pytest.approx(0.26), pytest.approx(0.38))
    assert why(missing).startswith("one pair")
    loose = three_sectors(*distances, loose=0.5)
    assert loose.value == pytest.approx(0.32)
    assert (loose.low, loose.high) == (pytest.approx(0.08), pytest.approx(0.83))


def test_the_curve_names_its_largest_gap():
    block = main(
        project("a", stages={"basic": 0.5, "demonstration": 0.46, "deployment": 0.04}),
        money("a", 100),
    )
    assert [s.stage for s in block.stages] == list(Stage)
    assert [s.covered for s in block.stages] == [True, False, True, False, False, False]
    assert block.coverage.value == pytest.approx(2 / 6)
    assert block.coverage.low == block.coverage.high == block.coverage.value
    assert block.largest_gap is Stage.APPLIED


def test_the_threshold_itself_is_enough_and_a_full_curve_has_no_gap():
    shares = {
        "basic": 0.05,
        "applied": 0.05,
        "demonstration": 0.05,
        "first-market": 0.05,
        "deployment": 0.75,
        "demand": 0.05,
    }
    block = main(project("a", stages=shares), money("a", 173_000_001))
    assert block.coverage.value == 1
    assert block.largest_gap is None


def test_unallocated_money_bounds_the_coverage():
    """60 basic and 4 applied of 100; 36 loose could lift applied (1) and the other four (5 each, 21 in all)."""
    block = main(project("a", stages={"basic": 0.6, "applied": 0.04, "unallocated": 0.36}), money("a", 100))
    assert block.coverage.value == pytest.approx(2 / 6)
    assert (block.coverage.low, block.coverage.high) == (pytest.approx(1 / 6), pytest.approx(1))


def test_a_portfolio_without_stages_has_no_gap_that_could_be_named():
    block = main(project("a"), money("a", 100))
    assert block.coverage.value is None
    assert block.largest_gap is None
    assert [s.share for s in block.stages] == [None] * 6


def test_patience_weighs_terms_with_money():
    """50 for 12 years and 30 for 4 years (2015 to 2018); of 20 nothing is known."""
    block = main(
        project("a"),
        money("a", 50, tenor_years=12),
        money("a", 30, starts="2015", ends="2018"),
        money("a", 20),
    )
    assert block.patience.value == pytest.approx((50 * 12 + 30 * 4) / 80)
    assert block.patience.low == pytest.approx((50 * 12 + 30 * 4) / 100)
    assert block.patience.high is None
    assert block.patient_share.value == pytest.approx(50 / 80)
    assert (block.patient_share.low, block.patient_share.high) == (pytest.approx(0.5), pytest.approx(0.7))
    assert "20%" in why(block.patience)


def test_a_grant_lasts_as_long_as_its_project_but_a_loan_need_not():
    years = {"starts": "2015-01-01", "ends": "2024-12-31"}
    grant = main(project("a", **years), money("a", 10, instrument="grant"))
    assert grant.patience.value == pytest.approx(10)
    assert grant.patient_share.value == 1
    loan = main(project("a", **years), money("a", 10, instrument="loan"))
    assert loan.patience.value is None
    assert why(loan.patience).startswith("no figure says")


def test_money_against_the_mission_is_shown_apart():
    """40 principal, 20 significant, 20 against, 20 unrated: (40 + 10) / 80."""
    rated = {"a": ("principal", 40), "b": ("significant", 20), "c": ("against", 20)}
    records = [r for k, (word, m) in rated.items() for r in (project(k, relevance=word), money(k, m))]
    block = main(*records, project("d"), money("d", 20))
    assert block.directionality.value == pytest.approx(50 / 80)
    assert (block.directionality.low, block.directionality.high) == (pytest.approx(0.5), pytest.approx(0.7))
    assert block.against == 20
    silent = main(project("d"), money("d", 20)).directionality
    assert (silent.value, silent.low, silent.high) == (None, 0, 1)
