"""`lsd-0.1` against the reference program: a smaller version of what docs/reference/parity.md shows.

The same seeds give the same numbers on one type of processor only, so every bound leaves room for another draw of runs:
an alarm that chance gives in one of a thousand versions of this test.
"""

from __future__ import annotations

import numpy as np
import pytest
from benchmark_programs import benchmark

from missionlab.ensemble.compare import compare
from missionlab.ensemble.power import alarms

pytestmark = pytest.mark.moments

RUNS = 60
RARE = 0.001

SPECIFICATION = {
    "g_GDP": (0.0125, 0.0028),
    "g_A": (0.0119, 0.0023),
    "u_mean": (0.1469, 0.0515),
    "bk_ratio_C": (0.8148, 0.0561),
    "bk_ratio_I": (16.7540, 3.4932),
    "p_crisis": (0.3008, 0.0264),
    "infl_mean": (0.0000, 0.0004),
    "inv_share": (0.0775, 0.0260),
    "rd_share": (0.0035, 0.0011),
    "firm_debt_gdp_mean": (1.2857, 0.2465),
    "mu_mean": (0.3395, 0.0020),
    "HH1_mean": (0.5932, 0.0627),
    "HH2_mean": (0.0028, 0.0002),
    "exit1_mean": (0.1817, 0.0151),
    "exit2_mean": (0.0465, 0.0032),
    "inn_mean": (0.1043, 0.0104),
    "imi_mean": (0.1112, 0.0117),
    "Q2u_mean": (0.5191, 0.0089),
    "p_I_zero": (0.0307, 0.0117),
    "cc_C_+0": (0.9394, 0.0218),
    "cc_U_+0": (-0.2277, 0.2394),
    "cc_dN_+0": (0.5722, 0.0768),
    "cc_A_+0": (0.7347, 0.1282),
    "cc_CPI_+0": (-0.4710, 0.2097),
}
"""Means and standard deviations over the program's 30 runs of 300 periods, as the specification prints them."""


@pytest.fixture(scope="module")
def ours() -> dict[str, np.ndarray]:
    parity = benchmark("parity")
    moments, endings = parity.our_moments(parity.SET_UPS[0], RUNS)
    assert endings == f"{RUNS} completed"
    return moments


def test_no_moment_differs_from_the_programs_runs(ours: dict[str, np.ndarray]) -> None:
    parity = benchmark("parity")
    if not parity.REFERENCE.exists():
        pytest.skip(f"the reference runs are not here ({parity.REFERENCE})")
    theirs = parity.reference_moments(parity.SET_UPS[0].file)
    ours = {name: values for name, values in ours.items() if name not in parity.SAME}
    found = compare(ours, theirs)
    assert sum(not row.untested for row in found) > 170
    assert {row.name: row.corrected for row in found if row.corrected < RARE} == {}
    tested = [row.name for row in found if not row.untested and row.left.runs == RUNS]
    together = alarms({name: ours[name] for name in tested}, {name: theirs[name] for name in tested}, deals=4000)
    assert together.chance > RARE


def test_means_are_those_that_the_specification_prints(ours: dict[str, np.ndarray]) -> None:
    """Medians of ours against means of the program's, in standard errors: a few of our runs are far out."""
    off = {}
    for name, (mean, sd) in SPECIFICATION.items():
        error = sd * np.sqrt(1 / 30 + np.pi / 2 / RUNS)
        rounding = 0.5 * 10.0**-4
        if abs(np.nanmedian(ours[name]) - mean) > 4.5 * error + rounding:
            off[name] = float(np.nanmedian(ours[name]))
    assert off == {}


def test_the_same_comparison_finds_another_economy(ours: dict[str, np.ndarray]) -> None:
    """`closed` is another economy, and the comparison must say so: it has the power to fail."""
    parity = benchmark("parity")
    set_up = parity.SET_UPS[0]
    ensemble = parity.simulate_many(set_up.parameters, seeds=RUNS, periods=set_up.periods, series=parity.SERIES)
    closed = {str(name): values.values for name, values in parity.moments_of(ensemble).data_vars.items()}
    differing = {row.name for row in compare(ours, closed) if row.corrected < RARE}
    assert {"u_mean", "bk_ratio_I", "p_I_zero"} <= differing
