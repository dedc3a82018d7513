"""Tests draw the same examples whatever else has run: what they draw depends on them alone."""

from __future__ import annotations

import json

from helpers import run_python

#: Prints what a test draws, perhaps after a module full of numbers has been loaded.
DRAWS = """
import importlib.util, json, sys
sys.path.insert(0, "tests")
spec = importlib.util.spec_from_file_location("conftest", "tests/conftest.py")
spec.loader.exec_module(importlib.util.module_from_spec(spec))
if sys.argv[1:]:
    sys.path.insert(0, sys.argv[1])
    import local_module
from hypothesis import given, strategies as st
drawn = []

@given(st.integers(), st.floats(0, 1), st.text())
def test_anything(number, share, words):
    drawn.append([number, share, words])

test_anything()
print(json.dumps(drawn))
"""


def test_numbers_in_local_modules_are_not_drawn(tmp_path):
    constants = [f"A{n} = {7 * 10**9 + n}; B{n} = {n / 997}; C{n} = 'word {n}'" for n in range(50)]
    (tmp_path / "local_module.py").write_text("\n".join(constants), "utf-8")
    alone, after = run_python(DRAWS), run_python(DRAWS, str(tmp_path), PYTHONHASHSEED="7")
    assert alone.returncode == after.returncode == 0, alone.stderr + after.stderr
    assert len(json.loads(alone.stdout)) == 100
    assert json.loads(alone.stdout) == json.loads(after.stdout)
