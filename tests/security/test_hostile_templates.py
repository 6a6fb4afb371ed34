"""Templates of a repository that mean harm: they reach nothing, and use up only so much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bangfu.bulletin import template_limits

Run = Callable[..., Any]
Make = Callable[..., Path]

CONFIGURATION = """\
format: 1
province: 湖南省
issuer: 湖南省工业和信息化厅
cities:
  - {slug: zhuzhou, name: 株洲市, prefix: ZZ}
"""
OWN = CONFIGURATION + "bulletin: {templates: own}\n"
REPORT = ("report", "--month", "2019-05")


def refused(run_bangfu: Run, root: Path) -> str:
    result = run_bangfu(root, *REPORT)
    assert (result.code, result.out) == (2, "")
    said: str = result.err
    assert said.startswith("bangfu: template ")
    assert said.count("\n") <= 2
    return said


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "__class__"),
        ("{{ bulletin.__init__.__globals__ }}", "__init__"),
        ("{{ bulletin|attr('__class__') }}", "attr"),
        ("{{ bulletin['__class__'] }}", "__class__"),
        ("{{ self.__init__ }}", "__init__"),
        ("{{ ''.split.__self__ }}", "__self__"),
        ("{{ '{0.__class__}'.format(bulletin) }}", "format"),
        ("{{ ''.join.__call__('x') }}", "__call__"),
        ("{{ cycler.__init__ }}", "__init__"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ namespace(a=1) }}", "namespace"),
        ("{{ get_flashed_messages.__globals__ }}", "get_flashed_messages"),
        ("{{ bulletin.parts.append(1) }}", "append"),
        ("{% set bulletin.name = 'x' %}", "non-namespace"),
        ("{% import 'os' as os %}", "no template os"),
        ("{% include '../bangfu.yaml' %}", "no template ../bangfu.yaml"),
        ("{% include '/etc/passwd' %}", "no template /etc/passwd"),
        ("{% extends '../own/bulletin.md.j2' %}", "no template"),
        ("{% include 'bangfu/../../../bangfu.yaml' %}", "no template"),
        ("{% debug %}", "debug"),
        ("{% do 1 %}", "do"),
        ("{% autoescape false %}x{% endautoescape %}", "escaping cannot be switched"),
    ],
)
def test_a_template_reaches_nothing_but_its_document(
    run_bangfu: Run, repository: Make, template: str, reason: str
) -> None:
    root = repository({"bangfu.yaml": OWN, "own/bulletin.md.j2": template, "ledgers/zhuzhou.yaml": "city: 株洲市\n"})
    assert reason in refused(run_bangfu, root)


DOUBLED = "".join(f"{{% set s{at + 1} = s{at} ~ s{at} %}}" for at in range(60))
SET = "".join(f"{{% set s{at + 1} %}}{{{{ s{at} }}}}{{{{ s{at} }}}}{{% endset %}}" for at in range(60))
NESTED = "{% for a in bulletin.name %}" * 12 + "x" + "{% endfor %}" * 12
CALLS = (
    "{% macro m(s) %}{% if s %}{{ m(s[1:]) }}{{ m(s[1:]) }}{% endif %}{% endmacro %}"
    "{{ m('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx') }}"
)


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{% set s0 = 'xx' %}" + DOUBLED, "letters"),
        ("{% set s0 = 'xx' %}" + SET, "letters"),
        ("{{ 'xxxxxxxxxx'" + "|replace('x', 'xxxxxxxxxx')" * 12 + " }}", "letters"),
        ("{% set l0 = 'xxxxxxxxxx' %}" + "".join(
            f"{{% set l{at + 1} = [l{at}, l{at}]|join(l{at}) %}}" for at in range(40)), "letters"),
        ("{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
         + "{% call m() %}" * 18 + "xxxxxxxxxxxx" + "{% endcall %}" * 18, "letters"),
        ("{{ 'x'.ljust(1000000000) }}", "ljust"),
        ("{{ '{:>1000000000}'.format('x') }}", "format"),
        ("{{ '{x:>1000000000}'.format_map({'x': 1}) }}", "format_map"),
        ("{{ ('<'|escape).ljust(1000000000) }}", "ljust"),
        ("{{ bulletin.date.ljust(1000000000) }}", "ljust"),
        ("{{ 'x'.center(1000000000) }}", "center"),
        ("{{ '7'.zfill(1000000000) }}", "zfill"),
        ("{{ 'x'.replace('x', 'xx') }}", "replace"),
        ("{{ '%01000000000d' % 7 }}", "may not calculate"),
        ("{{ 7 ** 7 ** 7 ** 7 }}", "may not calculate"),
        ("{{ range(1000000000) }}", "range"),
        ("{{ dict(a=1) }}", "dict"),
        (NESTED, "rounds"),
        (CALLS, "rounds"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "nested too deeply"),
        ("{% include 'bulletin.md.j2' %}", "nested too deeply"),
        ("{% import 'bulletin.md.j2' as me %}", "nested too deeply"),
        ("{% for a in bulletin.parts recursive %}{{ loop(bulletin.parts) }}{% endfor %}", "nested too deeply"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "beyond a parser"),
        ("{{ " + "-" * 20000 + "1 }}", ""),
        ("{{ " + "9" * 5000 + " }}", "beyond a parser"),
        ("{% for a in bulletin.parts %}" * 30 + "{% endfor %}" * 30, ""),
        ("{# " + "x" * 1024 * 1024 + " #}", "1048576 bytes"),
    ],
    ids=lambda value: value[:60],
)  # fmt: skip
def test_a_template_uses_up_only_so_much(
    run_bangfu: Run, repository: Make, template: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_limits, "TEXT", 1024 * 1024)
    root = repository({"bangfu.yaml": OWN, "own/bulletin.md.j2": template, "ledgers/zhuzhou.yaml": "city: 株洲市\n"})
    assert reason in refused(run_bangfu, root)


@pytest.mark.parametrize("template", [NESTED, CALLS], ids=["loops", "calls"])
def test_a_template_takes_only_so_much_time(
    run_bangfu: Run, repository: Make, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(template_limits, "STEPS", 10**12)  # else a quick machine reaches them first
    monkeypatch.setattr(template_limits, "SECONDS", 0.3)
    root = repository({"bangfu.yaml": OWN, "own/bulletin.md.j2": template, "ledgers/zhuzhou.yaml": "city: 株洲市\n"})
    assert "seconds" in refused(run_bangfu, root)


@pytest.mark.parametrize("command", ["report --month 2019-05", "report --list-blocks"])
def test_templates_are_used_only_where_they_are_named(run_bangfu: Run, repository: Make, command: str) -> None:
    files = {"ledgers/zhuzhou.yaml": "city: 株洲市\n"}
    plain = run_bangfu(repository(files | {"bangfu.yaml": CONFIGURATION}), *command.split())
    folders = ("templates", "bangfu", "ledgers", ".")
    hidden = {f"{folder}/bulletin.md.j2": "{{ 1 / 0 }}" for folder in folders}
    root = repository(files | hidden | {"bangfu.yaml": CONFIGURATION})
    assert run_bangfu(root, *command.split()) == plain
    assert plain.code == 0


def test_a_template_that_is_no_file_is_refused(run_bangfu: Run, repository: Make) -> None:
    import os

    root = repository({"bangfu.yaml": OWN, "own/x": "", "ledgers/zhuzhou.yaml": "city: 株洲市\n"})
    os.mkfifo(root / "own" / "bulletin.md.j2")
    outcome = run_bangfu(root, *REPORT)
    assert outcome.code == 2
    assert "bulletin.md.j2, line 1: it is not a regular file" in outcome.err
