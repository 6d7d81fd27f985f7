"""The briefing is one file: it opens from disk, asks for nothing, runs nothing, and hostile names do nothing."""

from __future__ import annotations

import briefings
import pytest

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@pytest.mark.parametrize("name", briefings.ALL)
def test_nothing_is_asked_for_and_nothing_runs(chromium, folder, name: str) -> None:
    file = folder / f"{name}-alone.html"
    file.write_text(briefings.html(name), encoding="utf-8")
    context = chromium.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_load_state("networkidle")
    assert asked == [file.as_uri()]
    assert said == []
    assert page.title().strip()
    assert page.locator("script, img, iframe, object, embed, link, base, form").count() == 0
    policy = page.locator("meta[http-equiv='Content-Security-Policy']")
    assert policy.get_attribute("content") == POLICY
    running = "e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*(javascript|data):/i.test(a.value))"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter({running}).length") == 0
    context.close()
