"""The colours of the style, recomputed from the sheet: contrast with the page, and distance between statuses.

Contrast is that of WCAG 2.2. Distances are Euclidean in OKLab (Ottosson 2020), in normal sight and with protanopia,
deuteranopia and tritanopia as simulated by Machado, Oliveira and Fernandes (2009) at full severity.
"""

from __future__ import annotations

import itertools
import re
from importlib import resources

import pytest

SHEET = (resources.files("missionlab.report") / "style" / "briefing.css").read_text(encoding="utf-8")

NORMAL = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
SIGHTS = {
    "normal": NORMAL,
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TEXT = ("ink", "ink2", "link", "trend", "need", "good", "risk", "off", "record", "slate")
STATUSES = ("good", "risk", "off", "record", "slate")
MARKS = ("ink", "strong", "trend", "need", "record")
"""Marks of one chart: observed, proxy, forecast, goal, earlier vintages."""

Triple = tuple[float, float, float]


def _themes() -> dict[str, dict[str, str]]:
    """The tokens of each theme, as the sheet defines them; the dark theme changes some of the light ones."""
    light = re.search(r"^:root\{(.*?)\}", SHEET, re.S)
    dark = re.search(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}", SHEET, re.S)
    printed = re.search(r"@media print\{.*?:root\{(.*?)\}", SHEET, re.S)
    assert light
    assert dark
    assert printed
    found = [dict(re.findall(r"--(\w+):(#[0-9a-f]{3,6})", part[1])) for part in (light, dark, printed)]
    return dict(zip(("light", "dark", "print"), ({**found[0], **theme} for theme in found), strict=True))


THEMES = _themes()


def _linear(hexadecimal: str) -> Triple:
    digits = hexadecimal.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _contrast(first: str, second: str) -> float:
    light, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(one), strict=True)) for one in (first, second)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def _seen(colour: str, sight: str) -> Triple:
    rows = SIGHTS[sight]
    linear = _linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in rows)
    return red, green, blue


def _oklab(linear: Triple) -> Triple:
    r, g, b = linear
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _distance(first: str, second: str, sight: str) -> float:
    a, b = (_oklab(_seen(colour, sight)) for colour in (first, second))
    return sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5


def test_the_measures_are_right() -> None:
    assert _contrast("#fff", "#000") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert _oklab((1, 1, 1)) == pytest.approx((1, 0, 0), abs=1e-4)
    assert _oklab(_linear("#ff0000")) == pytest.approx((0.628, 0.225, 0.126), abs=1e-3)
    assert _distance("#ff0000", "#00ff00", "deuteranopia") < _distance("#ff0000", "#00ff00", "normal")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_text_and_marks_stand_out_from_the_page(theme: str, ground: str) -> None:
    tokens = THEMES[theme]
    ratios = {name: _contrast(tokens[name], tokens[ground]) for name in TEXT}
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    assert _contrast(tokens["strong"], tokens[ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("together", [STATUSES, MARKS], ids=["statuses", "marks"])
def test_colours_that_stand_together_differ(theme: str, sight: str, together: tuple[str, ...]) -> None:
    tokens = THEMES[theme]
    near = {
        (a, b): round(_distance(tokens[a], tokens[b], sight), 3)
        for a, b in itertools.combinations(together, 2)
        if _distance(tokens[a], tokens[b], sight) < 0.055
    }
    assert near == {}


def test_drawings_use_tokens_alone() -> None:
    """A colour that the sheet does not define would not follow the theme."""
    charts = resources.files("missionlab.report") / "charts"
    sources = {f.name: f.read_text(encoding="utf-8") for f in charts.iterdir() if f.name.endswith(".py")}
    assert [name for name, source in sources.items() if re.search(r"#[0-9a-fA-F]{6}\b|rgb\(", source)] == []
    named = {t for source in sources.values() for t in re.findall(r"var\(--(\w+)\)", source)}
    assert named <= set(THEMES["light"])
