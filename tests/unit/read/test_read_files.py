"""What is in place of a ledger: links, pipes, folders, other encodings. Each is one finding, and nothing hangs."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from bangfu.read.files import SIZE_LIMIT, read_source

LEDGER = "city: 株洲市\n"


def _refusal(path: Path) -> str:
    source, findings = read_source(path, "ledgers/zhuzhou.yaml")
    assert source is None
    (finding,) = findings
    assert finding.code == "BF100"
    assert finding.file == "ledgers/zhuzhou.yaml"
    return str(finding.message)


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "zhuzhou.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + LEDGER.encode())
    source, findings = read_source(path, "ledgers/zhuzhou.yaml")
    assert findings == []
    assert source
    assert (source.name, source.text, source.bom) == ("ledgers/zhuzhou.yaml", LEDGER, True)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text(LEDGER)
    (tmp_path / "link").symlink_to("elsewhere")
    (tmp_path / "dangling").symlink_to("nowhere")
    assert _refusal(tmp_path / "link") == "a symbolic link is not followed"
    assert _refusal(tmp_path / "dangling") == "a symbolic link is not followed"


def test_a_pipe_a_socket_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    assert _refusal(tmp_path / "pipe") == "this is not a regular file"
    assert _refusal(tmp_path / "folder") == "this is not a regular file"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket"))
        assert _refusal(tmp_path / "socket") == "this is not a regular file"
    if sys.platform == "linux":
        assert _refusal(Path("/dev/null")) == "this is not a regular file"


def test_a_missing_file_and_a_forbidden_one_say_so(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none") == "the file cannot be read: it does not exist"
    path = tmp_path / "secret"
    path.write_text(LEDGER)
    path.chmod(0)
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    assert _refusal(path) == "the file cannot be read: permission is denied"


def test_eight_mebibytes_are_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_bytes(b"#" * SIZE_LIMIT)
    source, findings = read_source(path, "big")
    assert source
    assert findings == []
    path.write_bytes(b"#" * (SIZE_LIMIT + 1))
    assert "8 MiB" in _refusal(path)


def test_gb18030_is_recognised_and_still_checked(read: Any) -> None:
    story = read("city: 株洲市\nissues: 无\n".encode("gb18030"))
    assert story.places == ["BF101 1:7", "BF122 2:9"]
    assert "GB18030" in story.messages
    assert story.reading.part.city == "株洲市"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_other_encodings_are_refused_in_one_line(encoding: str, read: Any) -> None:
    bom = {"utf-16-be": b"\xfe\xff", "utf-16-le": b"\xff\xfe"}.get(encoding, b"")
    story = read(bom + LEDGER.encode(encoding))
    assert [place.split()[0] for place in story.places] == ["BF101"]
    assert "UTF-16" in story.messages


def test_utf_16_without_its_mark_is_one_line_and_a_nul_in_a_text_has_its_place(read: Any) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        story = read("city: 城市\nissues: []\n".encode(encoding))
        assert [place.split()[0] for place in story.places] == ["BF101"]
        assert "UTF-16" in story.messages
    assert read("city: 株洲市\nissues: [\0]\n").places == ["BF103 2:10"]


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00\xff\xff", "株洲".encode()[:-1]])
def test_what_is_no_text_is_refused_in_one_line(data: bytes, read: Any) -> None:
    assert [place.split()[0] for place in read(data).places] == ["BF101"]


def test_the_place_of_a_bad_byte_counts_characters(read: Any) -> None:
    story = read("city: 株洲市\n# 甲乙".encode() + b"\xff\xff\n")
    assert story.places == ["BF101 2:5"]
