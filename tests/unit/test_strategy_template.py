"""What `missionlab new` writes is a strategy without a fault, as a folder and as a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest

from missionlab.base.findings import InputError
from missionlab.strategy.packs import list_packs, pack_folder
from missionlab.strategy.proposals import without_proposals
from missionlab.strategy.reader import read
from missionlab.strategy.template import write_template
from missionlab.strategy.vocabulary import ProjectStatus


def test_the_template_is_faultless_and_has_what_a_briefing_needs(tmp_path: Path) -> None:
    files = write_template(tmp_path / "mine")
    assert [file.name for file in files] == ["strategy.yaml", "observations.csv", "strategy.schema.json"]
    strategy = read(tmp_path / "mine")
    assert strategy.findings == ()
    assert len(strategy.observations) == 6
    assert [version.year for version in strategy.targets[0].versions] == [2028, 2030]
    promised = without_proposals(strategy)
    assert {commitment.project for commitment in promised.commitments} == {"filter-lab", "town-buyers"}
    assert "made up" in strategy.about.name


def test_the_template_has_something_for_every_verb_of_money_and_course(tmp_path: Path) -> None:
    write_template(tmp_path / "mine")
    strategy = read(tmp_path / "mine")
    candidates = [project for project in strategy.projects if project.status is ProjectStatus.PROPOSED]
    assert 6 <= len(candidates) <= 10
    assert all(project.contributions and strategy.commitments_by_project[project.id] for project in candidates)
    assert any(len(strategy.commitments_by_project[project.id]) > 1 for project in candidates), "alternatives"
    solutions = [(project.problem, project.solution) for project in candidates]
    assert len({problem for problem, _ in solutions}) < len(set(solutions)), "rivals"
    lists = ("outcome_models", "funds", "aid_rules", "limits", "reviews", "signposts", "rules", "actions", "pilots")
    assert all(getattr(strategy, name) for name in lists)


def test_the_workbook_holds_the_same_strategy(tmp_path: Path) -> None:
    write_template(tmp_path / "folder")
    (path,) = write_template(tmp_path / "book", workbook=True)
    assert read(path) == read(tmp_path / "folder")


def test_it_writes_into_an_empty_folder_but_never_over_anything(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_template(tmp_path / "empty")
    (tmp_path / "file").write_text("x")
    for taken in ("empty", "file"):
        with pytest.raises(InputError) as refused:
            write_template(tmp_path / taken)
        assert "empty folder" in refused.value.fix


def test_packs_are_listed_with_what_is_in_them() -> None:
    packs = {pack.id: pack for pack in list_packs()}
    assert {"uk-2017", "labour-2017", "eu-missions", "snib", "chile", "colombia", "mexico"} <= set(packs)
    uk = read("uk-2017")
    assert (packs["uk-2017"].missions, packs["uk-2017"].targets) == (len(uk.missions), len(uk.targets))
    assert packs["chile"].name


@pytest.mark.parametrize("name", ["nowhere", "", "..", "../packs/chile", "chile/", "CHILE/../chile", "a\0b"])
def test_no_pack_outside_the_packs(name: str) -> None:
    assert pack_folder(name) is None
