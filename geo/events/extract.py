"""The extractor: a report in, its events out, best first, each tied to the words that say so.

>>> extractor = Extractor.open()
>>> report = Report(report_id="r1", text="Two men were arrested in Uruapan on Monday.")
>>> [e.type for e in extractor.extract(report, focus="MX")]  # doctest: +SKIP
['arrest']
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Self

from geo.events.actor_finder import ActorFinder
from geo.events.actor_homes import at_home
from geo.events.called_again import call_by_name
from geo.events.compounds import part
from geo.events.dates import DateMention, find_dates
from geo.events.event_records import firmness, numbered, ranked, record_of
from geo.events.event_trust import EventTrust, columns_of
from geo.events.finite import tells_something
from geo.events.grounds import is_ground
from geo.events.harms import HARM, TAKING
from geo.events.later_places import forget_places
from geo.events.merge import merge
from geo.events.misread import is_misread
from geo.events.place_finder import PlaceFinder
from geo.events.place_ties import closing_lines
from geo.events.place_trust import PlaceTrust, trusted
from geo.events.reading import Line, lay_out
from geo.events.referents import Referents
from geo.events.reserve import is_fiction
from geo.events.sentences import Sentence, split_sentences
from geo.events.sequels import add_sequels
from geo.events.telling import Telling, tell
from geo.events.threads import follow
from geo.events.told_later import fill_in
from geo.events.triggers import Trigger, TriggerFinder
from geo.events.types import CATCH_ALL, UNNAMED, load_types
from geo.events.when import When
from geo.events.where import Title, Where
from geo.places.resolve import Geoparser
from geo.records import Event, Mention, Place, Report

_PRETERITE = re.compile(r"(?<!e)(?:aron|ieron)\Z|(?:detuvo|capturo|mato|asesino)\Z")
""" "Convocaron un paro para el viernes. La Policía detuvo horas después a": what is done already."""
_SHORT_WORDS = 80
"""A text of at most so many words may give an event of the catch-all type."""


class Extractor:
    """Turns reports into events. Open one and keep it; it is not changed by use."""

    def __init__(
        self, geoparser: Geoparser, actors: ActorFinder | None = None, trust: PlaceTrust | None = None
    ) -> None:
        self.geoparser = geoparser
        self.places = PlaceFinder(geoparser)
        self.place_trust = trust or PlaceTrust.load()
        self.event_trust = EventTrust.load()
        self.actors = actors or ActorFinder.open()
        self.triggers = TriggerFinder()
        self.types = load_types()

    @classmethod
    def open(cls, geoparser: Geoparser | None = None) -> Self:
        """An extractor over `geoparser` (default: one over the shipped gazetteer)."""
        return cls(geoparser or Geoparser.open())

    def extract(self, report: Report, *, focus: str | None = None, explain: bool = True) -> list[Event]:
        """The events of a report, best first.

        Parameters
        ----------
        report
            Its `text` is read; the title only gives a place where the text names none.
        focus
            Country (ISO 3166-1 alpha-2) that the report is about.
        explain
            Whether places carry their candidates with the features that decided.

        Returns
        -------
        list of Event
            What cannot be placed or dated is None there, and `place_why` says why.

        Raises
        ------
        InputError
            `focus` is not a country.
        """
        sentences = split_sentences(report.text, report.lang)
        mentions = self.places.find(report.text, lang=report.lang, focus=focus, explain=explain)
        lang = report.lang or _main_language(sentences)
        actors = at_home(self.actors.find(report.text, lang=lang), mentions, report.text, focus=focus)
        dates = _without_names(_dates(report, sentences), mentions)
        lines = lay_out(sentences, _without_months(mentions, dates), dates, actors, report.published)
        for before, line in zip([None, *lines], lines, strict=False):
            self._read(line, before)
        lines = part(lines)
        for before, line in zip([None, *lines], lines, strict=False):
            if line.sentence.is_head or line.sentence.is_tail:  # half of a compound
                self._read_anew(line, before)
        title = cache(lambda: self._title(report, lines, focus, explain))
        told = merge(self._tellings(lines, title, report.published))
        events = [
            record_of(report, lines, t, self._trusted(lines, t.where), self._sure(told, k, lines))
            for k, t in enumerate(told)
        ]
        return ranked(numbered(events), [firmness(t) for t in told], lines, self.types)

    def _read(self, line: Line, before: Line | None) -> None:
        """Find the triggers of a line; a verb that its object shows to be misread is read once more."""
        kinds = {a.kind for a in line.actors}
        if before is not None and any(t.type in HARM for t in before.triggers):
            kinds.add("harm")
        if before is not None and any(t.type in TAKING for t in before.triggers):
            kinds.add("taken")
        if before is not None and any(a.kind == "press" for a in before.actors):
            kinds.add("press")
        barred: set[tuple[int, str]] = set()
        for _ in range(2):
            line.forget_triggers()
            for trigger in self.triggers.find(line.sentence, kinds, barred, line.actors):
                (line.grounds if is_ground(line.sentence, trigger) else line.triggers).append(trigger)
            misread = {(t.first, t.type) for t in line.triggers if is_misread(line.parse, t)}
            if not misread:
                break
            barred |= misread
        told = [t for t in line.triggers if (t.first, t.type) not in barred and not line.is_named(t)]
        line.triggers = [] if is_fiction(line.sentence) else told
        line.forget_verbs()

    def _read_anew(self, line: Line, before: Line | None) -> None:
        """Read half a sentence by its own words, unless the other half's are needed to tell what it tells."""
        known, told = (line.triggers, line.grounds), len(line.triggers)
        self._read(line, before)
        if len(line.triggers) < told:
            line.forget_triggers()
            line.triggers, line.grounds = known

    def _tellings(self, lines: list[Line], title: Title, published: date | None) -> list[Telling]:
        """What each trigger tells, and what the sentences around it add; a day still to come is a plan's."""
        referents = Referents(lines=lines)
        tellings = [tell(lines, k, t, title, self.places, referents) for k, t in _telling_triggers(lines)]
        for telling in tellings:
            _settle_to_come(telling, lines, published)
        add_sequels(tellings, lines)
        call_by_name(tellings, lines)
        fill_in(tellings, lines)
        follow(tellings, lines)
        forget_places(tellings, lines)
        return tellings

    def _title(self, report: Report, lines: list[Line], focus: str | None, explain: bool) -> Line | None:
        """The title as a line, where the text itself may name no place."""
        if not report.title.strip() or not any(line.triggers for line in lines):
            return None
        mentions = self.places.find(report.title, lang=report.lang, focus=focus, explain=explain)
        sentences = split_sentences(report.title, report.lang)
        actors = self.actors.find(report.title, lang=report.lang)
        return lay_out(sentences, mentions, [], actors, report.published)[0]

    def _trusted(self, lines: list[Line], where: Where) -> Place | None:
        """The event's place with the chance that it happened there."""
        people = 0 if where.place is None else self.places.people(where.place)
        return trusted(lines, where, people, self.place_trust)

    def _sure(self, told: list[Telling], k: int, lines: list[Line]) -> float:
        """The chance that the report tells event `k` of those read from it."""
        return self.event_trust.chance(columns_of(told, k, lines, self.types))


def _dates(report: Report, sentences: list[Sentence]) -> list[DateMention]:
    """The text's dates; those told by the day of publication are no more precise than that is known."""
    lang = report.lang or _main_language(sentences)
    found = find_dates(report.text, lang=lang, published=report.published)
    rough = report.published_precision or 1
    if rough == 1:
        return found
    return [replace(d, precision=max(d.precision, rough)) if d.kind == "relative" else d for d in found]


def _without_names(found: list[DateMention], places: list[Mention]) -> list[DateMention]:
    """The dates that are no part of a place's name, as the month in "May Pen" is."""
    starts = [m.start for m in places]

    def is_part(d: DateMention) -> bool:
        k = bisect_right(starts, d.start) - 1
        return k >= 0 and d.end <= places[k].end and places[k].surface != d.surface

    return [d for d in found if not is_part(d)]


def _settle_to_come(telling: Telling, lines: list[Line], published: date | None) -> None:
    """Take a day after the report's own for a plan's, or for none of a deed that is told as done."""
    first = telling.when.first
    told = telling.modality in ("reported", "alleged")
    if published is None or first is None or first <= published or not told:
        return
    done = _PRETERITE.search(lines[telling.lines[0]].parse.word(telling.trigger.first)) is not None
    if telling.when.inherited or done:
        telling.when = When()  # "called a march for Monday. A leader was killed": not on that day
    else:
        telling.modality = "planned"


def _without_months(found: list[Mention], dates: list[DateMention]) -> list[Mention]:
    """The places that are no part of a date, as "Nov" of "between Nov. 8 and 14" is."""
    spans = [(d.start, d.end) for d in dates]
    return [m for m in found if not any(start <= m.start and m.end <= end for start, end in spans)]


def _main_language(sentences: list[Sentence]) -> str:
    spanish = sum(len(s.words) for s in sentences if s.lang == "es")
    return "es" if 2 * spanish > sum(len(s.words) for s in sentences) else "en"


def _telling_triggers(lines: list[Line]) -> list[tuple[int, Trigger]]:
    """The triggers that tell events, with their lines; of the catch-all type only a short text's sole one.

    A short text without any trigger that closes with a line which only says where is somebody's note of
    an incident: it gives one, unnamed.
    """
    found = [(k, t) for k, line in enumerate(lines) for t in line.triggers if not line.cites(t)]
    known = [(k, trigger) for k, trigger in found if trigger.type != CATCH_ALL]
    if known or sum(len(line.sentence.words) for line in lines) > _SHORT_WORDS:
        return known
    return found[:1] or _unnamed(lines)


def _unnamed(lines: list[Line]) -> list[tuple[int, Trigger]]:
    """The line and a stand-in for a trigger, where a text tells where something happened but not what."""
    closing = closing_lines(lines)
    if not 0 < closing < len(lines) or not lines[0].sentence.words:
        return []
    if any(tells_something(line.parse) for line in lines[closing:]):
        return []
    at = lines[0].sentence
    trigger = Trigger(
        type=UNNAMED,
        first=0,
        last=0,
        start=at.start,
        end=at.start,
        tag="N",
        voice="noun",
        lang=at.lang,
        pos="phrase",
    )
    return [(0, trigger)]
