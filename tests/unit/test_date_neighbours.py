"""Dates that go by others: weeks of a month, and days counted from the one told before."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.dates import find_dates

PUBLISHED = date(2025, 6, 18)


def days(text: str, lang: str) -> list[tuple[str, str]]:
    """First and last day of each date in a text."""
    found = find_dates(text, lang=lang, published=PUBLISHED)
    return [(str(m.first), str(m.last)) for m in found if m.kind != "duration"]


@pytest.mark.parametrize(
    ("lang", "text", "first", "last"),
    [
        ("en", "They were raped during the first week of January.", "2025-01-01", "2025-01-07"),
        ("en", "Rebels killed nine people in the last week of May.", "2025-05-25", "2025-05-31"),
        ("en", "It was burned in the second week of March 2024.", "2024-03-08", "2024-03-14"),
        ("es", "Mataron a nueve personas en la primera semana de mayo.", "2025-05-01", "2025-05-07"),
        ("es", "La última semana de febrero hubo dos ataques.", "2025-02-22", "2025-02-28"),
        ("es", "Murió la segunda semana de enero de 2024.", "2024-01-08", "2024-01-14"),
    ],
)
def test_weeks_of_a_month(lang: str, text: str, first: str, last: str) -> None:
    assert days(text, lang) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Officials said on Monday that the men had been moved the day before to a jail.", "2025-06-15"),
        ("The post was raided on Monday. The night before, rebels burned three lorries.", "2025-06-15"),
        ("He was arrested on Monday and freed the next morning.", "2025-06-17"),
        ("She vanished on Monday and was found dead the following night.", "2025-06-17"),
        ("They fled on Monday, and came back the day after.", "2025-06-17"),
    ],
)
def test_a_day_beside_the_one_told_before(text: str, second: str) -> None:
    assert days(text, "en") == [("2025-06-16", "2025-06-16"), (second, second)]


@pytest.mark.parametrize(
    "text",
    [
        "He was freed the next morning.",
        "The day before the vote, rebels struck.",
        "The morning after, it rained.",
    ],
)
def test_without_a_day_before_it_none_is_told(text: str) -> None:
    assert [d for d in days(text, "en") if d[0] != "None"] == []


def test_a_night_between_two_days_is_both() -> None:
    assert days("Overnight from Saturday to Sunday, settlers burned cars.", "en") == [
        ("2025-06-14", "2025-06-15")
    ]
