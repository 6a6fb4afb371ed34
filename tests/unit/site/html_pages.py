"""Reads a page of the site as a reader does: its tables by name, its text, its links and fragments."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "wbr", "rect", "polygon"}


class Seen(HTMLParser):
    """A page: `tables` by caption as rows of texts, the links of each, all ids, tags and attribute names."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.links_of: dict[tuple[str, str], list[str]] = {}
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.marks: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self._table = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes += [f"{tag} {name}" for name in given]
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
            if "td" in self._open:
                row = self.tables[self._table][-1]
                self.links_of.setdefault((self._table, row[0]), []).append(str(given["href"]))
        if given.get("data-in"):
            self.marks.append(str(given["data-in"]))
        if tag == "tr":
            self.tables.setdefault(self._table, []).append([])
        if tag in ("td", "th"):
            self.tables[self._table][-1].append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [f"{tag} {name}" for name, _ in attrs]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if {"style", "script", "title"} & set(self._open):
            return
        if "caption" in self._open:
            self._table = data
        elif {"td", "th"} & set(self._open):
            self.tables[self._table][-1][-1] += data
        if data.strip():
            self.words.append(data.strip())

    @property
    def text(self) -> str:
        """All that can be read, in order."""
        return " ".join(self.words)


def seen(folder: Path, name: str) -> Seen:
    """A page of the site in a folder."""
    return Seen((folder / name).read_text("utf-8"))
