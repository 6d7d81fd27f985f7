"""An ensemble on disk: stopped in whatever way, the same call ends with the very same files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pyarrow.dataset
import pytest
import xarray as xr
from ensembles import PENNILESS, PERIODS, SMALL

from missionlab.base.findings import InputError
from missionlab.economy.series import BY_NAME
from missionlab.ensemble.folder import default_chunk
from missionlab.ensemble.simulate_many import simulate_many
from missionlab.ensemble.stored import open_ensemble
from missionlab.ensemble.writing import only_writer

SERIES = ("gdp", "unemployment", "public_debt")
RUNS, CHUNK = 22, 4


def _write(folder: Path, **changes: object) -> xr.Dataset:
    arguments = {"seeds": RUNS, "periods": PERIODS, "series": SERIES, "chunk": CHUNK, "folder": folder} | changes
    return simulate_many(SMALL, **arguments)  # type: ignore[arg-type]


def _files(folder: Path) -> dict[str, str]:
    """Every file of the folder, hidden ones too, with the hash of its bytes."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ensemble written without a stop."""
    folder = tmp_path_factory.mktemp("whole") / "ensemble"
    _write(folder, threads=1)
    return folder


def test_what_is_read_back_is_what_memory_would_hold(whole: Path) -> None:
    in_memory = simulate_many(SMALL, seeds=RUNS, periods=PERIODS, series=SERIES)
    xr.testing.assert_identical(open_ensemble(whole).load(), in_memory)


def test_two_threads_write_the_bytes_of_one(whole: Path, tmp_path: Path) -> None:
    _write(tmp_path / "two", threads=2)
    assert _files(tmp_path / "two") == _files(whole)
    assert set(_files(whole)) == {"manifest.json", *(f"runs/{number:05d}.parquet" for number in range(6))}


@pytest.mark.parametrize(
    "places", [np.s_[:, :], np.s_[[5, 3, 21], 7], np.s_[3, 2::9], np.s_[::-3, [1, 0]], np.s_[-1, -1]]
)
def test_parts_can_be_read_alone(whole: Path, places: tuple) -> None:
    stored, loaded = open_ensemble(whole)["gdp"], open_ensemble(whole)["gdp"].load()
    xr.testing.assert_identical(stored[places].load(), loaded[places])


def test_chosen_series_and_none_that_was_not_recorded(whole: Path) -> None:
    assert [name for name in open_ensemble(whole, ["public_debt", "gdp"]) if name in BY_NAME] == ["gdp", "public_debt"]
    with pytest.raises(InputError, match="did you mean unemployment") as refused:
        open_ensemble(whole, ["employment"])
    assert "gdp, unemployment, public_debt" in refused.value.why


def test_other_tools_read_the_files_and_find_units(whole: Path) -> None:
    table = pyarrow.dataset.dataset(whole / "runs").to_table()
    assert table.num_rows == RUNS * PERIODS
    assert table.schema.field("gdp").metadata[b"units"].decode() == BY_NAME["gdp"].unit
    frame = table.to_pandas()
    assert list(frame.columns[:3]) == ["run", "seed", "period"]
    means = frame.groupby("period")["gdp"].mean()
    np.testing.assert_allclose(means, open_ensemble(whole)["gdp"].mean("run"), rtol=1e-12)


def test_the_manifest_names_what_the_numbers_come_from(whole: Path) -> None:
    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    inputs = manifest["inputs"]
    assert inputs["parameters"] == dict(SMALL._asdict())
    assert inputs["series"] == list(SERIES)
    assert len(inputs["seeds"]) == RUNS
    assert {"economy", "missionlab", "numba", "numpy", "processor"} == set(inputs["made_with"])
    assert {chunk["file"]: chunk["sha256"] for chunk in manifest["chunks"]} == {
        name: digest for name, digest in _files(whole).items() if name != "manifest.json"
    }
    assert sum(chunk["economies"] for chunk in manifest["chunks"]) == RUNS


def test_a_finished_ensemble_is_not_simulated_again(whole: Path) -> None:
    before = _files(whole)
    seen: list[tuple[int, int]] = []
    _write(whole, chunk=None, progress=lambda *state: seen.append(state))
    assert seen == [(RUNS, RUNS)]
    assert _files(whole) == before


def _stop_at(run: int):
    def stop(done: int, _: int) -> None:
        if done == run:
            signal.raise_signal(signal.SIGINT)

    return stop


def test_ctrl_c_keeps_every_finished_chunk_and_the_same_call_goes_on(whole: Path, tmp_path: Path) -> None:
    folder = tmp_path / "stopped"
    with pytest.raises(KeyboardInterrupt):
        _write(folder, progress=_stop_at(CHUNK * 2 + 1))
    kept = _files(folder)
    assert set(kept) == {"manifest.json", "runs/00000.parquet", "runs/00001.parquet"}
    with pytest.raises(InputError, match="unfinished ensemble: 2 of 6 chunks"):
        open_ensemble(folder)
    seen: list[int] = []
    _write(folder, progress=lambda done, _: seen.append(done))
    assert seen == list(range(CHUNK * 2, RUNS + 1))
    assert _files(folder) == _files(whole)


_CHILD = """
import os, signal, sys
from ensembles import PERIODS, SMALL
from missionlab.ensemble.simulate_many import simulate_many

folder, when, number = sys.argv[1], sys.argv[2], int(sys.argv[3])
series, runs, chunk = sys.argv[4].split(","), int(sys.argv[5]), int(sys.argv[6])

def kill():
    os.kill(os.getpid(), signal.SIGKILL)

syncs, fsync = 0, os.fsync

def counting(stream):
    global syncs
    syncs += 1
    if when == "sync" and syncs == number:
        kill()
    fsync(stream)

os.fsync = counting

def progress(done, total):
    if when == "run" and done == number:
        kill()

simulate_many(SMALL, seeds=runs, periods=PERIODS, series=series, chunk=chunk, folder=folder, progress=progress)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize(
    ("when", "number", "chunks_listed"),
    [
        ("run", 10, 2),  # among the runs of the third chunk
        ("sync", 1, 0),  # the manifest is written under its temporary name
        ("sync", 4, 1),  # the second chunk is written under its temporary name: sync 1 was the first manifest's
        ("sync", 5, 1),  # the second chunk has its name, the manifest does not know it yet
    ],
)
def test_killed_at_any_moment_it_ends_with_the_very_same_files(
    whole: Path, tmp_path: Path, when: str, number: int, chunks_listed: int
) -> None:
    folder = tmp_path / "killed"
    arguments = [str(folder), when, str(number), ",".join(SERIES), str(RUNS), str(CHUNK)]
    tests = Path(__file__).parents[1]
    killed = subprocess.run([sys.executable, "-c", _CHILD, *arguments], cwd=tests, check=False, timeout=300)
    assert killed.returncode == -signal.SIGKILL
    manifest = folder / "manifest.json"
    listed = json.loads(manifest.read_text(encoding="utf-8"))["chunks"] if manifest.exists() else []
    assert len(listed) == chunks_listed
    assert any(name.endswith(".part") for name in _files(folder)) == (when == "sync")
    _write(folder)
    assert _files(folder) == _files(whole)


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:-9])])
def test_a_lost_or_damaged_chunk_is_simulated_again(whole: Path, tmp_path: Path, harm) -> None:
    folder = tmp_path / "harmed"
    _write(folder)
    harm(folder / "runs" / "00003.parquet")
    seen: list[int] = []
    _write(folder, progress=lambda done, _: seen.append(done))
    assert seen == list(range(RUNS - CHUNK, RUNS + 1))
    assert _files(folder) == _files(whole)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"seeds": RUNS + 1}, "only here"),
        ({"periods": PERIODS + 1}, f"periods: {PERIODS} there, {PERIODS + 1} here"),
        ({"series": ("gdp", "unemployment")}, "series: public_debt only there"),
        ({"rules": "lsd-0.1"}, "rules: closed there, lsd-0.1 here"),
        ({"chunk": 5}, "chunk: 4 there, 5 here"),
    ],
)
def test_another_ensemble_in_the_folder_is_refused_with_the_difference(whole: Path, changes: dict, said: str) -> None:
    before = _files(whole)
    with pytest.raises(InputError, match="holds another ensemble") as refused:
        _write(whole, **changes)
    assert said in refused.value.why
    assert "another folder" in refused.value.fix
    assert str(whole) in str(refused.value.place)
    assert _files(whole) == before


def test_an_ensemble_of_another_version_of_the_economy_is_refused(whole: Path, tmp_path: Path) -> None:
    from missionlab.base.fingerprint import fingerprint

    manifest = json.loads((whole / "manifest.json").read_text(encoding="utf-8"))
    manifest["inputs"]["made_with"]["economy"] = "0123456789abcdef"
    manifest["fingerprint"] = fingerprint(manifest["inputs"])
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        _write(tmp_path)
    assert "made_with economy: 0123456789abcdef there" in refused.value.why


def _a_file(folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")


def _runs_of_nobody(folder: Path) -> None:
    (folder / "runs").mkdir(parents=True)


def _manifest_of_another_program(folder: Path) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "an app"}', encoding="utf-8")


def _manifest_cut_short(folder: Path) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"format": 1, "inp', encoding="utf-8")


@pytest.mark.parametrize("make", [_a_file, _runs_of_nobody, _manifest_of_another_program, _manifest_cut_short])
def test_a_folder_that_holds_something_else_is_refused_and_left_alone(tmp_path: Path, make) -> None:
    folder = tmp_path / "folder"
    make(folder)
    before = _files(tmp_path)
    with pytest.raises(InputError) as refused:
        _write(folder)
    assert refused.value.why
    assert refused.value.fix
    assert _files(tmp_path) == before


def test_a_folder_below_a_file_and_one_without_an_ensemble_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be a folder"):
        _write(tmp_path / "file" / "below")
    for nothing in (tmp_path, tmp_path / "missing", tmp_path / "file"):
        with pytest.raises(InputError, match="holds no ensemble"):
            open_ensemble(nothing)


def test_bad_input_leaves_no_folder(tmp_path: Path) -> None:
    for changes in (
        {"series": ["gpd"]},
        {"seeds": []},
        {"seeds": [1, 1]},
        {"chunk": 0},
        {"threads": -1},
        {"periods": 0},
    ):
        with pytest.raises((InputError, ValueError)):
            _write(tmp_path / "none", **changes)
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(os.name == "nt", reason="no such lock on Windows")
def test_a_folder_that_another_process_is_writing_is_refused_and_free_again_afterwards(tmp_path: Path) -> None:
    with only_writer(tmp_path), pytest.raises(InputError, match="another process"):
        _write(tmp_path, seeds=3)
    assert _files(tmp_path) == {}
    _write(tmp_path, seeds=3)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    _write(tmp_path, seeds=3)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_named_policies_and_scenarios_are_columns_and_come_back_as_dims(tmp_path: Path) -> None:
    scenarios, policies = {"low": SMALL, "high": SMALL._replace(tax_rate=0.3)}, {"none": None, "same": None}
    options = {"periods": 10, "series": ["gdp"]}
    stored = simulate_many(scenarios, policies, 3, folder=tmp_path, chunk=5, **options)
    in_memory = simulate_many(scenarios, policies, 3, **options)
    assert stored["gdp"].dims == ("policy", "scenario", "run", "period")
    for places in ({"policy": 1}, {"scenario": [1, 0], "run": 2}, {"period": slice(3), "policy": [1]}):
        xr.testing.assert_identical(stored["gdp"].isel(places).load(), in_memory["gdp"].isel(places))
    frame = pyarrow.dataset.dataset(tmp_path / "runs").to_table().to_pandas()
    assert list(frame.columns[:5]) == ["policy", "scenario", "run", "seed", "period"]
    picked = frame[(frame.policy == "same") & (frame.scenario == "high") & (frame.run == 1)]
    np.testing.assert_array_equal(picked["gdp"], in_memory["gdp"].sel(policy="same", scenario="high", run=1))


def test_after_a_run_ended_the_files_have_no_value_rather_than_a_number(tmp_path: Path) -> None:
    options = {"seeds": 3, "periods": 60, "series": ["employment"]}
    stored = simulate_many({"small": SMALL, "penniless": PENNILESS}, folder=tmp_path, chunk=4, **options)
    xr.testing.assert_identical(stored.load(), simulate_many({"small": SMALL, "penniless": PENNILESS}, **options))
    table = pyarrow.dataset.dataset(tmp_path / "runs").to_table().to_pandas()
    ended = table["period"] >= table["stopped_at"]
    assert ended.any()
    np.testing.assert_array_equal(table["employment"].isna(), ended)
    np.testing.assert_array_equal(table["stopped_at"].isna(), table["code"] == 0)


def test_default_chunks_hold_about_32_megabytes_whatever_the_ensemble() -> None:
    for periods, series in ((600, 30), (300, 70), (100, 20)):
        chunk = default_chunk({"policies": [], "periods": periods, "series": ["gdp"] * series})
        assert chunk == 1000 or 30e6 < 8 * chunk * periods * series < 34e6
    assert default_chunk({"policies": [], "periods": 100_000, "series": ["gdp"] * 70}) == 1


def test_a_default_chunk_holds_all_policies_of_its_runs_where_it_can() -> None:
    inputs = {"policies": ["a", "b", "c"], "periods": 300, "series": ["gdp"] * 70}
    assert default_chunk(inputs) % 3 == 0
    assert default_chunk({**inputs, "periods": 100_000}) == 1
