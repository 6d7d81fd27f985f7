"""Data files as people have them: what is read, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.base.findings import InputError
from missionlab.strategy.vocabulary import IndicatorKind, Scale
from missionlab.tracking.backtest.data import DataFile, read_data
from missionlab.tracking.backtest.reference_class import cluster_of, families
from missionlab.tracking.backtest.split import FAMILIES_LEFT_OUT, left_out

SHARED = Path("/work/shared/data")
HEADER = "indicator_id,entity,year,value,unit"


def _read(folder: Path, *lines: str, header: str = HEADER) -> DataFile:
    file = folder / "data.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_data(file)


def _refused(folder: Path, content: bytes) -> InputError:
    file = folder / "data.csv"
    file.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_data(file)
    assert caught.value.why
    assert caught.value.fix
    return caught.value


def test_rows_become_series_in_order_of_time(tmp_path: Path) -> None:
    read = _read(
        tmp_path, "rd_gdp,GBR,2001,1.6,% of GDP", "rd_gdp,GBR,2000,1.5,% of GDP", "co2_per_capita_t,FRA,2000,6,t"
    )
    assert read.findings == ()
    emissions, research = read.series
    assert (research.family, research.kind, research.in_points) == ("research", IndicatorKind.SHARE, True)
    assert (research.times.tolist(), research.values.tolist()) == ([2000, 2001], [1.5, 1.6])
    assert (emissions.family, emissions.kind, emissions.place) == ("emissions", IndicatorKind.COUNT, "FRA")


def test_what_cannot_be_used_is_named_with_its_line_and_the_rest_is_used(tmp_path: Path) -> None:
    read = _read(
        tmp_path,
        "a,X,2000,1,m",
        "a,X,two,2,m",
        "a,X,2002,n/a,m",
        ",X,2003,3,m",
        "a,,2004,3,m",
        "a,X,2000,9,m",
        "a,X,2006,nan,m",
        "a,X,2007",
    )
    assert [(one.code, one.place.line) for one in sorted(read.findings, key=lambda f: f.place.line or 0)] == [
        ("data-year", 3),
        ("data-value", 4),
        ("data-blank", 5),
        ("data-blank", 6),
        ("data-twice", 7),
        ("data-value", 8),
        ("data-value", 9),
    ]
    assert all(one.level == "error" and one.why and one.fix and one.place.file == "data.csv" for one in read.findings)
    assert read.series[0].values.tolist() == [1]


def test_a_value_beyond_all_measure_is_a_slip(tmp_path: Path) -> None:
    read = _read(tmp_path, "a,X,2000,1e150,m", "a,X,2001,1e151,m", "a,X,2002,-1e300,m")
    assert read.series[0].values.tolist() == [1e150]
    assert [one.place.line for one in read.findings] == [3, 4]
    assert all("too large to be a measurement" in one.message for one in read.findings)


def test_a_repeated_row_that_says_the_same_is_no_finding(tmp_path: Path) -> None:
    assert _read(tmp_path, "a,X,2000,1,m", "a,X,2000,1.0,m").findings == ()


def test_many_like_findings_are_counted(tmp_path: Path) -> None:
    read = _read(tmp_path, "a,X,2000,1,m", *(f"a,X,{year},?,m" for year in range(2001, 2101)))
    assert len(read.findings) == 21
    assert any(one.message == "80 more like this" for one in read.findings)


def test_a_spreadsheet_with_semicolons_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "data.csv"
    file.write_text("﻿Indicator;Country;Time;Value\n\na;Côte;2000;1.5\na;Côte;2001;2,5\n", encoding="utf-8")
    read = read_data(file)
    assert (read.series[0].place, read.series[0].values.tolist()) == ("Côte", [1.5])
    assert "'2,5' is not a number" in read.findings[0].message
    assert read.findings[0].place.line == 4


def test_lines_are_counted_through_quoted_line_breaks(tmp_path: Path) -> None:
    read = _read(tmp_path, '"a\nb",X,2000,1,m', '"a\nb",X,2001,?,m')
    assert read.findings[0].place.line == 4


def test_family_and_kind_may_be_told(tmp_path: Path) -> None:
    header = f"{HEADER},family,kind"
    read = _read(tmp_path, "mine,X,2000,1,m,water,cumulative", "other,X,2000,1,m,,wrong", header=header)
    told, unknown = sorted(read.series, key=lambda one: one.indicator)
    assert (told.family, told.kind) == ("water", IndicatorKind.CUMULATIVE)
    assert (unknown.family, unknown.kind) == ("other", IndicatorKind.LEVEL)
    assert [(one.code, one.place.line) for one in read.findings] == [("data-kind", 3)]


def test_nothing_was_learnt_from_a_family_that_is_not_in_the_reference_data(tmp_path: Path) -> None:
    assert _read(tmp_path, "my own,GBR,2000,1,m").series[0].left_out


def test_places_that_contain_others_are_not_counted_again(tmp_path: Path) -> None:
    read = _read(tmp_path, "rd_gdp,WLD,2000,1,%", "rd_gdp,GBR,2000,1,%")
    assert [one.place for one in read.series] == ["GBR"]


def test_projections_are_no_observations(tmp_path: Path) -> None:
    read = _read(tmp_path, *(f"population,GBR,{year},{year},people" for year in range(2020, 2051)))
    assert read.series[0].times[-1] == 2023


def test_cost_curves_come_with_deployment_where_it_is_known(tmp_path: Path) -> None:
    header = "technology,year,unit_cost,cumulative_production"
    read = _read(tmp_path, "Solar PV solar,2000,5,1", "Solar PV solar,2001,4,2", "Plough,2000,3,", header=header)
    by_place = {one.place: one for one in read.series}
    solar = by_place["Solar PV solar"]
    assert (solar.family, solar.cluster, solar.indicator) == ("costs", "solar", "unit_cost")
    assert solar.deployment is not None
    assert solar.deployment.tolist() == [1, 2]
    assert by_place["Plough"].deployment is None


@pytest.mark.parametrize(
    ("content", "said", "line"),
    [
        (b"", "no column", 1),
        (b"\n\na,b,c\n", "no column entity and no column year and no column value", 3),
        (b"indicator_id,entity,year,value\n", "no series", None),
        (b"indicator_id,entity,year,value\na,X,y,1\n", "no series", 2),
        (b"indicator_id,entity,year,value\na,\xe9,2000,1\n", "not UTF-8", 2),
        (b"indicator_id,entity,year,value\na,\x00,2000,1\n", "NUL", 2),
        (b'indicator_id,entity,year,value\na,"X,2000,1\na,X,2001,2\n', "not well-formed", 2),
        (b"PK\x03\x04\x14\x00\x06\x00", "NUL", 1),
    ],
)
def test_a_file_that_cannot_be_used_says_where_why_and_what_to_do(
    tmp_path: Path, content: bytes, said: str, line: int | None
) -> None:
    error = _refused(tmp_path, content)
    assert said in error.message
    assert error.place.line == line


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_data(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_data(tmp_path)


def test_the_scale_is_chosen_from_what_is_known_alone(tmp_path: Path) -> None:
    read = _read(tmp_path, "mine,X,2000,4,m", "mine,X,2001,5,m", "mine,X,2002,-1,m")
    series = read.series[0]
    assert series.transform(series.values[:2]).scale is Scale.LOG
    assert series.transform(series.values).scale is Scale.LEVEL


@pytest.mark.skipif(not SHARED.exists(), reason="the project's shared data are not here")
def test_the_reference_data_are_read_without_a_finding_and_every_series_has_its_family() -> None:
    read = [read_data(SHARED / name) for name in ("indicators.csv", "experience_curves.csv")]
    assert [file.findings for file in read] == [(), ()]
    series = [one for file in read for one in file.series]
    known = {one.family for one in series}
    assert known == families()
    assert len(known) == 11
    share = sum(one.left_out for one in series) / len(series)
    assert 0.4 < share < 0.6
    assert {one.family for one in series if not one.left_out} == known - FAMILIES_LEFT_OUT
    assert not {one.place for one in series} & {"WLD", "EU27"}
    assert all(one.times[-1] < 2027 for one in series)


def test_a_place_is_left_out_in_every_family_or_in_none() -> None:
    fitted = sorted(families() - FAMILIES_LEFT_OUT)
    for place in ("GBR", "DEU", "FIN", "CHL", "solar"):
        assert len({left_out(family, place) for family in fitted}) == 1
    assert cluster_of("co2_territorial_mt", "GB-SCT") == cluster_of("co2_territorial_mt", "GBR") == "GBR"
