"""The catalogue of wordings: only the files that are asked for are read, and all of them when it is walked through."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import yaml

from missionlab.base.catalogue import LANGUAGES, Catalogue, catalogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_of_every_file_is_found_by_its_key(language: str) -> None:
    fresh, plain = Catalogue(language), 0
    for file in (resources.files("missionlab.base") / "words" / language).iterdir():
        for head, below in yaml.safe_load(file.read_text(encoding="utf-8")).items():
            for name, wording in below.items():
                if isinstance(wording, str):
                    assert fresh[f"{head}.{name}"] == wording
                    plain += 1
    assert plain > 100
    assert set(fresh) == set(catalogue(language))


def test_one_wording_does_not_cost_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    load = yaml.load

    def counted(written: str, **loader: Any) -> object:
        parsed.append(written)
        return load(written, **loader)

    monkeypatch.setattr(yaml, "load", counted)
    fresh = Catalogue("en")
    assert fresh["number.and"]
    assert len(parsed) == 1
    assert "number.nothing" not in fresh
    assert len(parsed) == 1
    assert len(fresh) > 1000


def test_a_language_without_wordings_is_loud() -> None:
    with pytest.raises(KeyError):
        catalogue("fr")
