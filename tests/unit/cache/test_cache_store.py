"""The store gives back what was put under a key, or nothing; it never fails and never gives anything else."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bangfu.cache.entry import is_key, unwrap, wrap
from bangfu.cache.store import Store
from bangfu.model.errors import UsageError

KEY, OTHER = sha256(b"one").hexdigest(), sha256(b"another").hexdigest()
VALUE = '{"issues": 3, "city": "株洲市"}'.encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture(params=["by descriptor", "by path"])
def environment(folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Names the folder; once as where the system opens no folders (Windows)."""
    if request.param == "by path":
        monkeypatch.setattr("bangfu.cache.folder._BY_DESCRIPTOR", False)
    return {"BANGFU_CACHE_DIR": str(folder)}


def entry(folder: Path, key: str = KEY) -> Path:
    return folder / "entries-1" / key


def files(folder: Path) -> list[str]:
    """What lies in the folder, the counter left out."""
    return sorted(path.name for path in (folder / "entries-1").iterdir() if path.name != "added")


def test_what_is_put_is_there_for_the_next_run(environment: dict[str, str]) -> None:
    store = Store.open(environment, enabled=True)
    assert store.get(KEY) is None
    store.put(KEY, VALUE)
    store.put(OTHER, b"")
    for later in (store, Store.open(environment, enabled=True)):
        assert later.get(KEY) == VALUE
        assert later.get(OTHER) == b""
    store.put(KEY, b"new")
    assert store.get(KEY) == b"new"


def test_nobody_else_may_read_it_and_backups_leave_it_out(folder: Path, environment: dict[str, str]) -> None:
    before = os.umask(0)
    try:
        Store.open(environment).put(KEY, VALUE)
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "entries-1")] == [0o700] * 2
    assert [stat.S_IMODE(path.stat().st_mode) for path in (entry(folder), folder / "CACHEDIR.TAG")] == [0o600] * 2
    tag = (folder / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")
    assert files(folder) == [KEY]


@pytest.mark.parametrize("key", ["", "../../x", KEY.upper(), KEY[:-1], KEY + "0", KEY[:-1] + "g", KEY[:-1] + "\n"])
def test_a_name_that_is_no_key_is_a_mistake_of_ours(environment: dict[str, str], key: str) -> None:
    store = Store.open(environment)
    with pytest.raises(ValueError, match="not a key"):
        store.get(key)
    with pytest.raises(ValueError, match="not a key"):
        store.put(key, VALUE)


# What lies on the disk is not what was put there


@given(value=st.binary(max_size=40), change=st.integers(1, 255))
def test_an_entry_changed_at_any_byte_is_none(value: bytes, change: int) -> None:
    whole = wrap(KEY, value)
    assert unwrap(KEY, whole) == value
    for position in range(len(whole)):
        torn = bytearray(whole)
        torn[position] ^= change
        assert unwrap(KEY, bytes(torn)) is None


@given(value=st.binary(max_size=40), more=st.binary(min_size=1, max_size=200))
def test_an_entry_cut_at_any_byte_or_made_longer_is_none(value: bytes, more: bytes) -> None:
    whole = wrap(KEY, value)
    for length in range(len(whole)):
        assert unwrap(KEY, whole[:length]) is None
        assert unwrap(KEY, whole[:length] + bytes(len(whole) - length)) in (None, value)  # as after a power cut
    assert unwrap(KEY, whole + more) is None


@given(data=st.binary(max_size=300))
def test_foreign_bytes_are_no_entry(data: bytes) -> None:
    assert unwrap(KEY, data) is None


@given(name=st.text(max_size=70))
def test_only_hashes_are_keys(name: str) -> None:
    assert not is_key(name)
    assert is_key(sha256(name.encode("utf-8", "replace")).hexdigest())


def torn_entries(folder: Path) -> Iterator[str]:
    """Puts something else in the entry's place, one after the other."""
    path = entry(folder)
    whole = path.read_bytes()
    for data in (b"", whole[:50], whole[:-1], bytes(len(whole)), whole + b" ", b"{}", wrap(OTHER, VALUE)):
        path.write_bytes(data)
        yield f"{len(data)} bytes"
    path.symlink_to(folder / "elsewhere")
    yield "a link to nothing"
    (folder / "elsewhere").write_bytes(whole)
    path.symlink_to(folder / "elsewhere")
    yield "a link to a good entry"
    os.mkfifo(path)
    yield "a FIFO"
    path.write_bytes(whole)
    os.truncate(path, 10**12)
    yield "a terabyte of nothing"


def test_whatever_stands_in_an_entrys_place_is_none_and_goes(folder: Path, environment: dict[str, str]) -> None:
    store = Store.open(environment)
    store.put(KEY, VALUE)
    kinds = []
    for kind in torn_entries(folder):
        kinds.append(kind)
        assert store.get(KEY) is None, kind
        assert not os.path.lexists(entry(folder)), kind
    assert len(kinds) == 11
    assert unwrap(KEY, (folder / "elsewhere").read_bytes()) == VALUE  # only the link went
    store.put(KEY, VALUE)
    assert store.get(KEY) == VALUE


def test_entries_that_changed_places_are_none(folder: Path, environment: dict[str, str]) -> None:
    store = Store.open(environment)
    store.put(KEY, VALUE)
    store.put(OTHER, b"other")
    entry(folder).rename(folder / "aside")
    entry(folder, OTHER).rename(entry(folder))
    (folder / "aside").rename(entry(folder, OTHER))
    assert store.get(KEY) is store.get(OTHER) is None


def test_a_folder_in_an_entrys_place_is_left(folder: Path, environment: dict[str, str]) -> None:
    store = Store.open(environment)
    (entry(folder) / "mine").mkdir(parents=True)
    store.put(KEY, VALUE)
    assert store.get(KEY) is None
    assert (entry(folder) / "mine").is_dir()
    assert files(folder) == [KEY]  # nothing unfinished is left


# The folder cannot be used


def unusable(tmp_path: Path) -> Iterator[Path]:
    """Folders that no store uses."""
    (tmp_path / "file").write_text("a file")
    yield tmp_path / "file"
    yield tmp_path / "file" / "below"
    os.mkfifo(tmp_path / "fifo")
    yield tmp_path / "fifo"
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    yield tmp_path / "link"
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    yield tmp_path / "dangling"
    for mode in (0o770, 0o777, 0o707):
        (tmp_path / oct(mode)).mkdir()
        (tmp_path / oct(mode)).chmod(mode)
        yield tmp_path / oct(mode)
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "letter.txt").write_text("mine")
    yield tmp_path / "work"
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n# of another tool\n")
    yield tmp_path / "other"
    (tmp_path / "tagged").mkdir()
    (tmp_path / "tagged" / "CACHEDIR.TAG").symlink_to(tmp_path / "file")
    yield tmp_path / "tagged"
    yield tmp_path / ("long" * 100)
    yield Path("/dev/null/cache")
    yield Path("/proc/bangfu/cache")


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("by_descriptor", [True, False])
def test_where_the_folder_cannot_be_used_nothing_is_kept_and_nothing_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_descriptor: bool
) -> None:
    monkeypatch.setattr("bangfu.cache.folder._BY_DESCRIPTOR", by_descriptor)
    for folder in unusable(tmp_path):
        before = tree(tmp_path)
        store = Store.open({"BANGFU_CACHE_DIR": str(folder)})
        store.put(KEY, VALUE)
        assert store.get(KEY) is None, folder
        assert tree(tmp_path) == before, folder


@pytest.mark.parametrize("name", ["entries-1", "entries-1/" + KEY])
def test_a_link_within_it_is_not_followed(tmp_path: Path, environment: dict[str, str], folder: Path, name: str) -> None:
    Store.open(environment)
    outside = tmp_path / "outside"
    outside.mkdir()
    place = folder / name
    if place.exists():
        place.rmdir()
    place.symlink_to(outside)
    store = Store.open(environment)
    store.put(KEY, VALUE)
    assert list(outside.iterdir()) == []
    assert store.get(KEY) in (None, VALUE)


def test_a_folder_of_another_user_is_not_used(
    environment: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store.open(environment).put(KEY, VALUE)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    store = Store.open(environment)
    assert store.get(KEY) is None
    store.put(OTHER, VALUE)
    assert files(folder) == [KEY]


def test_without_a_home_or_with_another_users_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for environment in ({}, {"HOME": ""}, {"HOME": str(tmp_path / "none")}, {"XDG_CACHE_HOME": "relative"}):
        store = Store.open(environment)
        store.put(KEY, VALUE)
        assert store.get(KEY) is None
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    Store.open({"HOME": str(tmp_path)}).put(KEY, VALUE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "variables", "place"),
    [
        ("linux", {"HOME": "{}"}, ".cache/bangfu"),
        ("linux", {"HOME": "{}", "XDG_CACHE_HOME": "relative"}, ".cache/bangfu"),
        ("linux", {"HOME": "{}", "XDG_CACHE_HOME": "{}/xdg"}, "xdg/bangfu"),
        ("linux", {"HOME": "{}", "XDG_CACHE_HOME": "{}/xdg", "BANGFU_CACHE_DIR": "{}/a/b/c"}, "a/b/c"),
        ("darwin", {"HOME": "{}"}, "Library/Caches/bangfu"),
        ("win32", {"HOME": "/nowhere", "LOCALAPPDATA": "{}"}, "bangfu/Cache"),
    ],
)
def test_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: str, variables: dict[str, str], place: str
) -> None:
    monkeypatch.setattr("bangfu.cache.place.sys.platform", platform)
    Store.open({name: value.format(tmp_path) for name, value in variables.items()}).put(KEY, VALUE)
    assert entry(tmp_path / place).is_file()


def test_a_relative_folder_is_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store.open({"BANGFU_CACHE_DIR": ".cache/bangfu"})
    monkeypatch.chdir("/")
    store.put(KEY, VALUE)
    assert entry(tmp_path / ".cache/bangfu").is_file()


@pytest.mark.parametrize("more", [{"BANGFU_NO_CACHE": "1"}, {"BANGFU_NO_CACHE": "yes"}, {"BANGFU_CACHE_SIZE": "0"}])
def test_switched_off(environment: dict[str, str], folder: Path, more: dict[str, str]) -> None:
    Store.open(environment).put(KEY, VALUE)
    for store in (Store.open({**environment, **more}), Store.open(environment, enabled=False)):
        assert store.get(KEY) is None
        store.put(OTHER, VALUE)
    assert files(folder) == [KEY]
    assert Store.open({**environment, "BANGFU_NO_CACHE": "0"}).get(KEY) == VALUE


@pytest.mark.parametrize("size", ["-1", "1.5", "many", "²", "1000001", "9" * 5000, " 1"])
def test_a_size_is_a_number_of_megabytes(environment: dict[str, str], size: str) -> None:
    with pytest.raises(UsageError, match="BANGFU_CACHE_SIZE takes whole MB up to 1000000, not"):
        Store.open({**environment, "BANGFU_CACHE_SIZE": size})


def test_a_tag_that_was_torn_or_lost_is_written_again(environment: dict[str, str], folder: Path) -> None:
    Store.open(environment).put(KEY, VALUE)
    tag = folder / "CACHEDIR.TAG"
    whole = tag.read_bytes()
    for length in range(0, len(whole), 10):
        tag.write_bytes(whole[:length])
        assert Store.open(environment).get(KEY) == VALUE
        assert tag.read_bytes() == whole
    tag.unlink()
    assert Store.open(environment).get(KEY) == VALUE
    assert tag.read_bytes() == whole


def test_earlier_layouts_go_when_this_one_is_made(environment: dict[str, str], folder: Path) -> None:
    Store.open(environment)
    (folder / "entries-1").rmdir()
    for name in ("entries-0", "entries-2"):
        (folder / name).mkdir(0o700)
        (folder / name / KEY).write_bytes(b"of another version")
    Store.open(environment)
    assert sorted(path.name for path in folder.iterdir()) == ["CACHEDIR.TAG", "entries-1", "entries-2"]


# The system refuses


CALLS = ["open", "fstat", "read", "write", "close", "replace", "mkdir", "utime", "unlink", "scandir"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO, errno.EMFILE])
@pytest.mark.parametrize("call", CALLS)
def test_every_call_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int) -> None:
    real = getattr(os, call)
    for number in range(1, 100):
        folder = tmp_path / str(number)
        count = 0

        def broken(*arguments: object, **options: object) -> object:
            nonlocal count
            count += 1
            if count >= number:  # noqa: B023 - called in this turn only
                if call == "close":
                    real(*arguments)
                raise OSError(code, os.strerror(code))
            return real(*arguments, **options)

        environment = {"BANGFU_CACHE_DIR": str(folder), "BANGFU_CACHE_SIZE": "1"}
        with monkeypatch.context() as patch:
            patch.setattr(os, call, broken)
            store = Store.open(environment)
            store.put(KEY, VALUE)
            assert store.get(KEY) in (None, VALUE)
            store.put(OTHER, bytes(100_000))
            assert store.get(OTHER) in (None, bytes(100_000))
            store._folder = None  # closed while it fails
            del store
        again = Store.open(environment)
        again.put(KEY, VALUE)
        assert again.get(KEY) == VALUE, number
        if count < number:
            break
    else:
        pytest.fail("the calls have no end")


def test_a_full_disk_is_tried_once_a_run_and_leaves_nothing(
    environment: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(environment)
    store.put(OTHER, VALUE)
    calls = 0
    real = os.write

    def write(descriptor: int, data: memoryview) -> int:
        nonlocal calls
        calls += 1
        if len(data) > 50:
            return real(descriptor, data[:50])
        raise OSError(errno.ENOSPC, "the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write)
        for _turn in range(5):
            store.put(KEY, VALUE)
    assert calls == 1
    assert files(folder) == [OTHER]
    assert store.get(OTHER) == VALUE


@pytest.fixture
def as_another() -> Iterator[Path]:
    """A folder in which this process may not do everything: root lays down its power for the test."""
    folder = Path(tempfile.mkdtemp(dir="/tmp", prefix="bangfu-cache-"))  # tmp_path is closed to others
    folder.chmod(0o755)
    user = os.geteuid()
    try:
        if user == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        yield folder
    finally:
        os.seteuid(user)
        for path in folder.rglob("*"):
            if path.is_dir():
                path.chmod(0o700)
        shutil.rmtree(folder)


def test_a_read_only_folder_still_gives(as_another: Path) -> None:
    folder = as_another / "cache"
    environment = {"BANGFU_CACHE_DIR": str(folder)}
    Store.open(environment).put(KEY, VALUE)
    os.utime(entry(folder), (0, 0))  # so that noting its use is tried
    (folder / "entries-1").chmod(0o500)
    folder.chmod(0o500)
    store = Store.open(environment)
    assert store.get(KEY) == VALUE
    store.put(OTHER, VALUE)
    assert store.get(OTHER) is None
    assert store.get(KEY) == VALUE


def test_where_it_may_not_be_made_nothing_is_kept(as_another: Path) -> None:
    as_another.chmod(0o555)
    for variables in ({"BANGFU_CACHE_DIR": f"{as_another}/a/b"}, {"HOME": str(as_another)}):
        store = Store.open(variables)
        store.put(KEY, VALUE)
        assert store.get(KEY) is None
    assert list(as_another.iterdir()) == []
