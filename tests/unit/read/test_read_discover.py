"""Which files are ledgers, and what else lies about."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bangfu.model.errors import ConfigurationError
from bangfu.read.discover import find_root
from bangfu.read.repository import read_repository

Repository = Callable[[Mapping[str, str | bytes]], Path]
CITY = "city: 株洲市\n"


def _strays(root: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.file) for finding in read_repository(root).findings]


def test_parts_come_after_the_city_s_own_file_by_name(repository: Repository) -> None:
    root = repository({"ledgers/zhuzhou/b.yaml": CITY, "ledgers/zhuzhou/a.yaml": CITY, "ledgers/zhuzhou.yaml": CITY})
    (ledger,) = read_repository(root).ledgers
    assert [part.file for part in ledger.parts] == [
        "ledgers/zhuzhou.yaml",
        "ledgers/zhuzhou/a.yaml",
        "ledgers/zhuzhou/b.yaml",
    ]


def test_cities_come_in_the_official_order(repository: Repository) -> None:
    root = repository({"ledgers/zhuzhou.yaml": CITY, "ledgers/changsha.yaml": "city: 长沙市\n"})
    assert [ledger.slug for ledger in read_repository(root).ledgers] == ["changsha", "zhuzhou"]


def test_what_belongs_to_no_city_is_named(repository: Repository) -> None:
    root = repository(
        {
            "ledgers/zhuzhou.yml": CITY,
            "ledgers/zhuzou.yaml": CITY,
            "ledgers/notes.txt": "",
            "ledgers/.hidden": "",
            "ledgers/yueyang/a.yaml": CITY,
            "ledgers/zhuzhou/deep/a.yaml": CITY,
            "ledgers/zhuzhou/a.yml": CITY,
            "ledgers/zhuzhou/.hidden.yaml": "",
        }
    )
    assert sorted(_strays(root)) == [
        ("BF002", "ledgers/notes.txt"),
        ("BF002", "ledgers/yueyang"),
        ("BF002", "ledgers/zhuzhou.yml"),
        ("BF002", "ledgers/zhuzhou/a.yml"),
        ("BF002", "ledgers/zhuzhou/deep"),
        ("BF002", "ledgers/zhuzou.yaml"),
    ]


def test_a_link_to_a_folder_of_ledgers_is_not_followed(repository: Repository) -> None:
    root = repository({"other/zhuzhou.yaml": CITY, "parts/a.yaml": CITY})
    (root / "ledgers").symlink_to("other")
    assert _strays(root) == [("BF100", "ledgers")]
    (root / "ledgers").unlink()
    (root / "ledgers").mkdir()
    (root / "ledgers" / "zhuzhou").symlink_to("../parts")
    assert _strays(root) == [("BF002", "ledgers/zhuzhou")]


def test_a_file_in_place_of_the_folder_is_named(repository: Repository) -> None:
    assert _strays(repository({"ledgers": ""})) == [("BF100", "ledgers")]


def test_no_folder_means_no_ledgers(repository: Repository) -> None:
    reading = read_repository(repository({}))
    assert reading.ledgers == ()
    assert reading.findings == []


def test_names_that_are_no_text_do_no_harm(repository: Repository) -> None:
    root = repository({"ledgers/zhuzhou.yaml": CITY})
    (Path(os.fsdecode(b"%s/ledgers/\xff\xfe.yaml" % os.fsencode(root)))).write_text(CITY)
    assert [code for code, _file in _strays(root)] == ["BF002"]


def test_the_root_is_the_nearest_folder_upward(repository: Repository) -> None:
    root = repository({"ledgers/zhuzhou/a.yaml": CITY})
    assert find_root(root / "ledgers" / "zhuzhou") == root
    with pytest.raises(ConfigurationError, match=r"no bangfu\.yaml"):
        find_root(root.parent)
