"""Modules whose loading is put off are as any module, once something in them is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

STORIES = {
    "it is not loaded by an import": (
        "import inspect, subprocess\nassert not {'ast', 'dis', 'selectors'} & set(sys.modules)\n"
        "from dataclasses import dataclass\n@dataclass\nclass Told:\n    'Its own words.'\n    name: str\n"
        "assert 'ast' not in sys.modules or sys.version_info >= (3, 12)"
    ),
    "what it holds is there": (
        "import inspect\nassert str(inspect.signature(lambda a, *, b: 0)) == '(a, *, b)'\nassert 'ast' in sys.modules\n"
        "import subprocess\nassert subprocess.run(['true']).returncode == 0\n"
        "from platform import python_version\nassert python_version() == sys.version.split()[0]"
    ),
    "a docstring is worded by it": (
        "from dataclasses import dataclass\n@dataclass\nclass Untold:\n    name: str\n"
        "assert Untold.__doc__ == 'Untold(name: str)'"
    ),
    "what it lacks is lacking": (
        "import inspect\nassert not hasattr(inspect, 'nothing')\nassert not hasattr(inspect, 'nothing')\n"
        "assert type(inspect) is type(sys)"
    ),
    "it is loaded once, by several threads": (
        "import inspect, threading\nfound, start = [], threading.Barrier(8)\n"
        "def ask():\n    start.wait()\n    found.append(inspect.signature)\n"
        "threads = [threading.Thread(target=ask) for _ in range(8)]\n"
        "[thread.start() for thread in threads]\n[thread.join() for thread in threads]\n"
        "assert found == [inspect.signature] * 8"
    ),
    "one that is loaded stays": (
        "import bangfu.cli.later as later\nhere = sys\nlater.put_off('sys')\nassert sys.modules['sys'] is here"
    ),
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_a_module_that_is_put_off(story: str) -> None:
    code = f"import sys\nimport bangfu.cli\n{story}\n"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
