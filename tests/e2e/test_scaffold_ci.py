"""What `bangfu init` lays out for the sites that host git: valid files, whose shell lines do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema

from bangfu import __version__
from bangfu.scaffold import hunan
from bangfu.scaffold.repository import scaffold
from plain_yaml import loaded

TOP = Path(__file__).parents[2]
GITHUB = (".github/workflows/check.yml", ".github/workflows/report.yml")
GITEE = (".workflow/check.yml", ".workflow/report.yml")
GIT = ("-c", "user.name=某市工信局", "-c", "user.email=clerk@example.invalid", "-c", "init.defaultBranch=main")


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return scaffold("湖南省", "湖南省工业和信息化厅", hunan.cities(), demo=True)


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `bangfu`, as pip would have put it there, and with a pip that only notes what it is asked for."""
    folder = tmp_path_factory.mktemp("bin")
    for name, script in (
        ("bangfu", f'exec "{sys.executable}" -m bangfu "$@"'),
        ("pip", 'echo "pip $*" >> "$PIP_NOTES"'),
        ("pip3", 'echo "pip $*" >> "$PIP_NOTES"'),
    ):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def clone(files: dict[str, str], tmp_path: Path) -> Path:
    """A fresh clone of a new repository's first commit."""
    origin = tmp_path / "origin"
    for name, text in files.items():
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        (origin / name).write_text(text, "utf-8")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "台账")):
        assert run("git", *GIT, *arguments, cwd=origin).returncode == 0
    assert run("git", "clone", "-q", str(origin), str(tmp_path / "clone"), cwd=tmp_path).returncode == 0
    return tmp_path / "clone"


class Runner:
    """Runs the shell lines of a CI file as the site does: each step in a shell that stops at an error."""

    def __init__(self, clone: Path, tools: Path, **environment: str) -> None:
        self.clone = clone
        self.notes = clone.parent / "pip-notes"
        self.environment = {
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(TOP / "src"),
            "PIP_NOTES": str(self.notes), "BANGFU_LANG": "zh", "CI": "true", **environment,
        }  # fmt: skip

    def __call__(self, script: str) -> subprocess.CompletedProcess[str]:
        return run("bash", "-e", "-c", script, cwd=self.clone, **self.environment)

    @property
    def installed(self) -> set[str]:
        return set(self.notes.read_text().splitlines())


def steps(workflow: Any) -> Iterator[str]:
    """The `run` of every step of a GitHub workflow, in their order."""
    for job in workflow["jobs"].values():
        yield from (step["run"] for step in job["steps"] if "run" in step)


PINNED = {f"pip install --quiet bangfu=={__version__}"}
MONTH = "2019-12"


def test_the_files_fit_the_sites_own_schemas(files: dict[str, str]) -> None:
    for name in GITHUB:
        jsonschema.validate(loaded(files[name]), get_builtin_schema("vendor.github-workflows"))
    jsonschema.validate(loaded(files[".gitlab-ci.yml"]), get_builtin_schema("vendor.gitlab-ci"))
    for name in GITEE:  # it publishes no schema: the keys of its manual
        pipeline = loaded(files[name])
        assert pipeline.keys() == {"version", "name", "displayName", "triggers", "stages"}
        for stage in pipeline["stages"]:
            assert {"name", "displayName", "strategy", "trigger", "executor", "steps"} == stage.keys()
            for step in stage["steps"]:
                assert {"step", "name", "displayName", "pythonVersion", "commands"} <= step.keys()
                assert step["step"] == "build@python"


def test_actions_are_pinned_and_nothing_of_an_event_stands_in_a_script(files: dict[str, str]) -> None:
    for name in GITHUB:
        workflow = loaded(files[name])
        assert workflow["permissions"] == {"contents": "read"}
        uses = re.findall(r"uses: (\S+)", files[name])
        assert uses
        assert all(re.fullmatch(r"actions/[a-z-]+@v[0-9]+", action) for action in uses)
        assert all("${{" not in script for script in steps(workflow))
    for text in files.values():
        assert "://" not in re.sub(r"http://json-schema\.org/draft-07/schema#", "", text)


def test_github_checks_a_change(files: dict[str, str], clone: Path, tools: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    runner = Runner(clone, tools, GITHUB_STEP_SUMMARY=str(summary), GITHUB_WORKSPACE=str(clone))
    install, check = steps(loaded(files[GITHUB[0]]))
    assert runner(install).returncode == 0
    assert runner.installed == PINNED
    right = runner(check)
    assert right.returncode == 0, right.stderr
    ledger = clone / "ledgers" / "zhuzhou.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("type: 反映", "type: 返映", 1), "utf-8")
    wrong = runner(check)
    assert wrong.returncode == 1
    assert "::error file=ledgers/zhuzhou.yaml,line=" in wrong.stdout
    assert "### 台账核对结果" in summary.read_text("utf-8")
    assert "BF127" in summary.read_text("utf-8")


@pytest.mark.parametrize("month", [MONTH, "", "2019-12; touch owned", '"$(touch owned)"'])
def test_github_writes_the_bulletin(
    month: str, files: dict[str, str], clone: Path, tools: Path, tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    install, report = steps(loaded(files[GITHUB[1]]))
    runner = Runner(clone, tools, GITHUB_STEP_SUMMARY=str(summary), MONTH=month)
    assert runner(install).returncode == 0
    done = runner(report)
    assert not (clone / "owned").exists()
    if month not in ("", MONTH):
        assert done.returncode == 2
        return
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_text("utf-8") for path in (clone / "out").iterdir()}
    assert made.keys() == {"bulletin.html", "bulletin.md", "tally.csv"}
    assert summary.read_text("utf-8") == made["bulletin.md"]
    assert ("2019年12月" in made["bulletin.md"]) is (month == MONTH)
    assert run("git", "status", "--porcelain", cwd=clone).stdout == ""  # what is made is ignored


def test_gitlab_checks_a_change_and_writes_the_bulletin(files: dict[str, str], clone: Path, tools: Path) -> None:
    pipeline = loaded(files[".gitlab-ci.yml"])
    runner = Runner(clone, tools, CI_PROJECT_DIR=str(clone), MONTH=MONTH)
    (install,) = pipeline["default"]["before_script"]
    assert runner(install).returncode == 0
    assert runner.installed == PINNED
    check, report = pipeline["核对台账"], pipeline["月度通报"]
    assert runner("\n".join(check["script"])).returncode == 0
    reports = check["artifacts"]["reports"]
    assert isinstance(json.loads((clone / reports["codequality"]).read_text("utf-8")), list)
    assert "<testsuites" in (clone / reports["junit"]).read_text("utf-8")
    done = runner("\n".join(report["script"]))
    assert done.returncode == 0, done.stderr
    assert (clone / report["artifacts"]["paths"][0] / "bulletin.html").exists()
    assert "2019年12月" in done.stdout
    assert run("git", "status", "--porcelain", cwd=clone).stdout == ""
    (clone / "ledgers" / "loudi.yaml").write_text("city：娄底市\n", "utf-8")
    assert runner("\n".join(check["script"])).returncode == 1
    entries = json.loads((clone / reports["codequality"]).read_text("utf-8"))
    assert {"BF107"} == {entry["check_name"] for entry in entries if entry["severity"] == "major"}


@pytest.mark.parametrize("name", GITEE)
def test_gitee_go_runs_through(name: str, files: dict[str, str], clone: Path, tools: Path) -> None:
    ((step,),) = [stage["steps"] for stage in loaded(files[name])["stages"]]
    runner = Runner(clone, tools)
    done = runner("\n".join(step["commands"]))
    assert done.returncode == 0, done.stderr
    assert runner.installed == PINNED
    for artifact in step.get("artifacts", []):
        assert (clone / artifact["path"][0] / "bulletin.html").exists()


def checking(host: str, files: dict[str, str]) -> str:
    """The shell lines by which a site checks."""
    if host == "github":
        return list(steps(loaded(files[GITHUB[0]])))[-1]
    if host == "gitlab":
        return str(loaded(files[".gitlab-ci.yml"])["核对台账"]["script"][-1])  # those before are for its pages
    return "\n".join(loaded(files[GITEE[0]])["stages"][0]["steps"][0]["commands"])


@pytest.mark.parametrize("host", ["github", "gitlab", "gitee"])
def test_what_a_merge_has_lost_is_a_red_cross(host: str, files: dict[str, str], clone: Path, tools: Path) -> None:
    """In the request that would lose it, and after the button was pressed; a request that loses nothing is right."""
    ledger = clone / "ledgers" / "zhuzhou.yaml"
    text = ledger.read_text("utf-8")
    lost = next(line for line in text.splitlines(keepends=True) if "type: 交办" in line)

    def git(*arguments: str) -> str:
        done = run("git", *GIT, *arguments, cwd=clone)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def commit(name: str, new: str) -> None:
        ledger.write_text(new, "utf-8")
        git("commit", "-qam", name)

    def checked(**request: str) -> tuple[int, bool]:
        done = Runner(clone, tools, **request)(checking(host, files))
        return done.returncode, "BF620" in done.stdout

    git("switch", "-q", "-c", "losing")
    commit("丢了一条", text.replace(lost, "", 1))
    git("switch", "-q", "main")
    (clone / "说明.txt").write_text("主分支已前进", "utf-8")
    git("add", "-A")
    git("commit", "-qm", "别人的提交")
    git("push", "-q", "origin", "HEAD:refs/heads/target")
    base, head = git("merge-base", "HEAD", "losing"), git("rev-parse", "HEAD")
    request = {
        "github": {"GITHUB_BASE_REF": "target"},
        "gitlab": {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base},
        "gitee": {"GITEE_PULL_ID": "7", "GITEE_COMMIT": head},
    }[host]
    git("switch", "-q", "losing")
    assert checked(**request) == (1, True)
    commit("找回来，另记一条", text.replace(lost, lost + lost.replace("交办", "督办").partition(", to")[0] + "}\n", 1))
    assert checked(**request) == (0, False)
    git("switch", "-q", "main")
    git("merge", "-q", "--no-ff", "-s", "ours", "-m", "合并", "losing")
    assert checked() == (1, True)


def test_pre_commit_stops_a_wrong_ledger(clone: Path, tools: Path) -> None:
    pre_commit = Path(sys.executable).parent / "pre-commit"
    environment = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(TOP / "src"), "BANGFU_LANG": "zh",
        "PRE_COMMIT_HOME": str(clone.parent / "pre-commit"),
    }  # fmt: skip
    assert run(str(pre_commit), "run", "--all-files", cwd=clone, **environment).returncode == 0
    ledger = clone / "ledgers" / "loudi.yaml"
    ledger.write_text(ledger.read_text("utf-8").replace("city: ", "city：", 1), "utf-8")
    run("git", "add", "-A", cwd=clone)
    done = run(str(pre_commit), "run", cwd=clone, **environment)
    assert done.returncode == 1
    assert "BF107" in done.stdout


def test_the_projects_own_hooks_are_valid_and_name_commands_there_are(tmp_path: Path) -> None:
    pre_commit = Path(sys.executable).parent / "pre-commit"
    manifest = TOP / ".pre-commit-hooks.yaml"
    done = run(str(pre_commit), "validate-manifest", str(manifest), cwd=tmp_path, PRE_COMMIT_HOME=str(tmp_path))
    assert done.returncode == 0, done.stdout
    from bangfu.cli.app import COMMANDS

    for hook in loaded(manifest.read_text("utf-8")):
        program, command = hook["entry"].split()
        assert program == "bangfu"
        assert command in COMMANDS


def test_git_keeps_lf_and_knows_the_merge_driver(clone: Path) -> None:
    asked = run("git", "check-attr", "eol", "merge", "--", "ledgers/zhuzhou.yaml", "ledgers/zhuzhou/a.yaml", cwd=clone)
    assert asked.stdout.count(": eol: lf\n") == 2
    assert asked.stdout.count(": merge: bangfu\n") == 2
    windows = clone.parent / "windows"
    run("git", "clone", "-q", "-c", "core.autocrlf=true", str(clone), str(windows), cwd=clone)
    assert b"\r" not in (windows / "ledgers" / "zhuzhou.yaml").read_bytes()


def test_the_editors_settings_name_the_schemas(files: dict[str, str]) -> None:
    settings = json.loads(files[".vscode/settings.json"])
    for schema, pattern in settings["yaml.schemas"].items():
        assert schema.removeprefix("./") in files
        assert pattern in ("ledgers/**/*.yaml", "bangfu.yaml")
    assert settings["[yaml]"]["editor.formatOnSave"] is False  # an editor's formatter would lay ledgers out anew
    json.loads(files[".vscode/extensions.json"])
    for name, text in files.items():
        if name.startswith("ledgers/"):
            line = text.splitlines()[1]
            assert line == "# yaml-language-server: $schema=../schema/ledger.schema.json"
    assert files["bangfu.yaml"].startswith("# yaml-language-server: $schema=schema/config.schema.json\n")


def test_fmt_and_edits_keep_the_line_for_the_editor(clone: Path, tools: Path) -> None:
    runner = Runner(clone, tools)
    assert runner("bangfu fmt").returncode == 0
    added = runner(
        "bangfu add-enterprise --city 娄底 --name 某某机械有限公司\n"
        "bangfu add-issue --city 娄底 --enterprise 某某机械有限公司 --title 用地 --category 用地 --date 2020-01-06"
    )
    assert added.returncode == 0, added.stderr
    head = (clone / "ledgers" / "loudi.yaml").read_text("utf-8").splitlines()[:3]
    assert head[1:] == ["# yaml-language-server: $schema=../schema/ledger.schema.json", "city: 娄底市"]
