"""Programs that are no Python packages. Where one is missing the tests are skipped, on the machine that judges a change they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing(what: str) -> Any:
    """Skip, or fail where `CI=true` says that everything must be there."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    return pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium of the system, driven by Playwright."""
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        missing("Chromium is not installed (Debian: apt-get install chromium)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("Playwright is not installed (make acceptance installs it)")
    with sync_playwright() as driver:
        # The sandbox needs rights that a container does not give; the pages are our own files.
        started = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
