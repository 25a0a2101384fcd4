"""How long a reader waits on the Add page: a pasted article, and forty files, through the page itself.

    python -m bench.paste [--files 40]

Starts the dashboard by the README's command, opens it in Chromium, pastes an article of about a thousand
words and counts from the press on Find events until its last event stands there, three times (the first with
nothing warm but what the page warms); then drops forty different files of that length and counts until all
are read, with the steps of progress that were seen. Needs the tests' requirements.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.browser.conftest import CHROMIUM_FLAGS, WIDE, start_server, stop_server
from tests.browser.words import ARTICLES

PLACES = ("Culiacán", "Mazatlán", "Tijuana", "Uruapan", "Guadalajara")


def paste(page: Page, url: str, lang: str) -> tuple[float, int]:
    """Seconds from the press to the last event, and how many events."""
    page.goto(f"{url}/add?lang=en")
    page.get_by_label("Text of the report", exact=True).fill(ARTICLES[lang])
    began = time.perf_counter()
    page.get_by_role("button", name="Find events").click()
    page.locator(".sl-card").first.wait_for()
    total = int(page.locator(".sl-sentence").inner_text().split()[0])
    expect(page.locator(".sl-card")).to_have_count(total)
    return time.perf_counter() - began, total


def articles(number: int, folder: Path) -> list[Path]:
    """Files that differ: each article, its days and towns moved on."""
    made = []
    for n in range(number):
        text = ARTICLES["en" if n % 2 else "es"].replace("2025", str(2000 + n % 25))
        text = text.replace(PLACES[n % 5], PLACES[(n + 2) % 5])
        made.append(folder / f"report-{n:02}.txt")
        made[-1].write_text(f"Report {n}\n\n{text}", encoding="utf-8")
    return made


def drop(page: Page, url: str, files: list[Path]) -> tuple[float, int, int]:
    """Seconds from the press to the last file, the steps of progress seen, and how many events."""
    page.goto(f"{url}/add?lang=en")
    page.get_by_role("tab", name="Drop files").click()
    page.locator('input[type="file"]').set_input_files([str(f) for f in files])
    expect(page.get_by_role("button", name=f"Remove {files[-1].name}")).to_be_visible()
    began = time.perf_counter()
    page.get_by_role("button", name="Read the files").click()
    steps = set()
    while not page.get_by_role("button", name="Save", exact=True).count():
        steps |= set(page.locator('[data-testid="stProgress"]').all_inner_texts())
        page.wait_for_timeout(100)
    said = page.locator(".sl-sentence").inner_text()
    return time.perf_counter() - began, len(steps), int(said.split()[0].replace(",", ""))


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--files", type=int, default=40)
    number = asked.parse_args().files
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        server = start_server(folder / "store", SIGHTLINE_SEEDS="")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        try:
            page = browser.new_page(viewport=WIDE)  # type: ignore[arg-type]
            page.set_default_timeout(120_000)
            for lang in ("en", "es", "en"):
                took, events = paste(page, server.url, lang)
                words = len(ARTICLES[lang].split())
                print(f"paste to preview, {words} words {lang}: {took:.2f} s, {events} events")
            took, steps, events = drop(page, server.url, articles(number, folder))
            print(f"{number} files to preview: {took:.1f} s, {steps} steps of progress, {events} events")
        finally:
            browser.close()
            stop_server(server)


if __name__ == "__main__":
    main()
