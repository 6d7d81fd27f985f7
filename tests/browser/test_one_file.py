"""The briefing is one file: it opens from disk, asks for nothing, runs nothing, and hostile names do nothing."""

from __future__ import annotations

import pages
import pytest

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize("name", pages.ALL)
def test_nothing_is_asked_for_and_nothing_runs(tab, folder, name: str) -> None:
    file = folder / f"{name}-alone.html"
    file.write_text(pages.html(name), encoding="utf-8")
    asked, said = [], []
    listeners = {
        "request": lambda request: asked.append(request.url),
        "dialog": lambda dialog: (said.append(dialog.message), dialog.dismiss()),
        "console": lambda message: said.append(message.text),
        "pageerror": lambda error: said.append(str(error)),
    }
    for event, listener in listeners.items():
        tab.on(event, listener)
    tab.goto(file.as_uri())
    tab.wait_for_load_state("networkidle")
    for event, listener in listeners.items():
        tab.remove_listener(event, listener)
    assert asked == [file.as_uri()]
    assert said == []
    assert tab.title().strip()
    assert tab.locator("script, img, iframe, object, embed, link, base, form").count() == 0
    policy = tab.locator("meta[http-equiv='Content-Security-Policy']")
    assert policy.get_attribute("content") == POLICY
    running = "e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data):/i.test(a.value))"
    assert tab.evaluate(f"[...document.querySelectorAll('*')].filter({running}).length") == 0
