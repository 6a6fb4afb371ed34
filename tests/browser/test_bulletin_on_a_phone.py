"""The bulletin on a narrow screen: nothing sticks out of it, and no word of the title is torn."""

from __future__ import annotations

import html
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).resolve().parents[2]
WIDTHS = (360, 390, 430, 500)
LOOK = """
const seen = [...document.querySelectorAll("iframe")].map(frame => {
  const page = frame.contentDocument;
  const lines = [...page.querySelectorAll("h1 span")].flatMap(span => {
    const rows = new Map();
    for (let at = 0; at < span.textContent.length; at++) {
      const range = page.createRange();
      range.setStart(span.firstChild, at); range.setEnd(span.firstChild, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      rows.set(top, (rows.get(top) ?? "") + span.textContent[at]);
    }
    return [...rows.values()];
  });
  const title = parseFloat(frame.contentWindow.getComputedStyle(page.querySelector("h1")).fontSize);
  const text = parseFloat(frame.contentWindow.getComputedStyle(page.body).fontSize);
  return {width: frame.contentWindow.innerWidth, needed: page.documentElement.scrollWidth, lines, title, text};
});
document.body.replaceChildren();
document.title = JSON.stringify(seen);
"""


@pytest.fixture
def phones(
    browse: Callable[..., subprocess.CompletedProcess[str]], run_bangfu: Callable[..., Any], tmp_path: Path
) -> list[dict[str, Any]]:
    """What a phone of each width shows of June's bulletin."""
    page = run_bangfu(TOP, "report", "--month", "2019-06", "--format", "html", today="2019-07-05").out
    frames = "".join(
        f'<iframe width="{width}" height="40000" frameborder="0" srcdoc="{html.escape(page)}"></iframe>'
        for width in WIDTHS
    )
    stand = tmp_path / "phones.html"
    stand.write_text(f"<meta charset='utf-8'><title></title><body>{frames}<script>onload = () => {{{LOOK}}}</script>")
    shown = browse("--dump-dom", "--virtual-time-budget=5000", stand.as_uri()).stdout
    title = re.search("<title>(.*?)</title>", shown)
    assert title is not None
    return json.loads(html.unescape(title[1]))  # type: ignore[no-any-return]


def test_a_phone_shows_it_all_and_breaks_the_title_by_sense(phones: list[dict[str, Any]]) -> None:
    assert [phone["width"] for phone in phones] == list(WIDTHS)
    assert [phone["needed"] for phone in phones] == list(WIDTHS)
    lines = ["关于全省重点骨干工业企业精准帮扶活动", "2019年6月情况的通报"]
    assert [phone["lines"] for phone in phones] == [lines] * len(WIDTHS)
    assert [phone["title"] >= phone["text"] for phone in phones] == [True] * len(WIDTHS)
