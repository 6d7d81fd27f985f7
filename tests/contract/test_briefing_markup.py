"""Every page is valid HTML: parsed strictly, with ids that are unique and references that lead somewhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import html5lib
import pages
import pytest

REFERENCE = re.compile(r"\s(?:aria-labelledby|aria-describedby|aria-controls|for|headers)=\"([^\"]*)\"")


@pytest.mark.parametrize("name", pages.ALL)
def test_the_strict_parser_takes_it(name: str) -> None:
    parser = html5lib.HTMLParser(strict=True, tree=html5lib.getTreeBuilder("etree"))
    parser.parse(pages.html(name))


@pytest.mark.parametrize("name", pages.ALL)
def test_ids_are_unique_and_references_lead_somewhere(name: str) -> None:
    html = pages.html(name)
    ids = Counter(re.findall(r"\sid=\"([^\"]*)\"", html))
    assert [one for one, times in ids.items() if times > 1 or not one or " " in one] == []
    wanted = {one for list_ in REFERENCE.findall(html) for one in list_.split()}
    wanted |= set(re.findall(r"href=\"#([^\"]*)\"", html)) | set(re.findall(r"url\(#([^)]*)\)", html))
    assert wanted - set(ids) == set()
    assert len(wanted) >= 4


@pytest.mark.parametrize("name", pages.ALL)
def test_one_first_heading_and_no_level_left_out(name: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[\s>]", pages.html(name))]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("name", pages.ALL)
def test_hostile_names_stay_names(name: str) -> None:
    """No element comes out of a name: the only markup is the templates' own."""
    html = pages.html(name)
    assert "<script" not in html.lower()
    assert "<img" not in html.lower()
    assert "javascript:" not in re.sub(r">[^<]*<", "><", html)
    assert html.count("</style>") == 1
    assert html.count("</title>") == 1 + html.count("<svg class=")
