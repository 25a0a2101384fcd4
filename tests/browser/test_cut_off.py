"""The page works, and tries nothing else, where there is no network but the machine's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT

INSIDE = "tests/browser/cut_off.py"


def alone() -> list[str]:
    """The command that runs another one in a network namespace of its own; skips where none is permitted."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no network can be cut off here: util-linux's unshare is not installed")
    command = [unshare, "--net"] if os.geteuid() == 0 else [unshare, "--map-root-user", "--net"]
    tried = subprocess.run([*command, "true"], capture_output=True, text=True, timeout=30)
    if tried.returncode != 0:
        pytest.skip(f"no network can be cut off here: {tried.stderr.strip()}")
    return command


def test_a_text_is_pasted_saved_and_shown_without_a_network() -> None:
    inside = [*alone(), sys.executable, "-m", "pytest", "-p", "no:cacheprovider", INSIDE]
    done = subprocess.run(inside, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
