"""Writes the page, appraisal.json, every chart as SVG and Vega-Lite, and the effects as Parquet, all or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from missionlab.appraisal.results import Appraisal
from missionlab.base.text import ENGLISH, Locale
from missionlab.report.appraisal.page import ALONE, Laid, lay_out
from missionlab.report.appraisal.study import Study
from missionlab.report.charts.alone import alone
from missionlab.report.charts.figure import Figure
from missionlab.report.words import Words
from missionlab.strategy.atomic_write import put_folder

PAGE, DOCUMENT, EFFECTS = "appraisal.html", "appraisal.json", "effects.parquet"
SVG, VEGA = ".svg", ".vl.json"


def write(appraisal: Appraisal, out: Path, command: str, locale: Locale = ENGLISH) -> tuple[Path, ...]:
    """Write the files into the folder `out` and name them; `command` is the call that makes them again.

    Charts that an earlier appraisal left there and this one does not have are taken away; runs are left alone. Raises
    `InputError` if they cannot be written.
    """
    from missionlab.report.appraisal.html import render

    study = Study(appraisal, Words(locale, locale.language))
    files = {
        PAGE: render(appraisal, command, locale).encode(),
        DOCUMENT: _json(appraisal.to_json()),
        EFFECTS: _parquet(appraisal),
        **charts(study),
    }
    stale = [path for kind in (SVG, VEGA) for path in sorted(out.glob(f"*{kind}")) if path.name not in files]
    put_folder(out, files, stale)
    return tuple(out / name for name in files)


def charts(study: Study) -> dict[str, bytes]:
    """Every chart by the name of its file: as SVG, and beside it as Vega-Lite."""
    from missionlab.report.appraisal.vega import specifications

    drawn = {
        figure.id.removeprefix("appraisal-") + SVG: alone(figure.drawings[0]).encode()
        for figure in figures(lay_out(study, ALONE))
    }
    return drawn | {name + VEGA: _json(chart) for name, chart in specifications(study).items()}


def figures(laid: Laid) -> list[Figure]:
    """All figures, in reading order."""
    single = [figure for figure in (laid.paths, laid.ranking) if figure is not None]
    return [*laid.forests, *single, *laid.dose, *laid.patience, *laid.break_even]


def _json(document: Any) -> bytes:
    return (json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _parquet(appraisal: Appraisal) -> bytes:
    """The effects, a row each, as `Appraisal.to_frame` gives them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pandas(appraisal.to_frame(), preserve_index=False), sink, compression="zstd")
    return sink.getvalue().to_pybytes()
