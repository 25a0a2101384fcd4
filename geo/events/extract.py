"""The extractor: a report in, its events out, best first, each tied to the words that say so.

>>> extractor = Extractor.open()
>>> report = Report(report_id="r1", text="Two men were arrested in Uruapan on Monday.")
>>> [e.type for e in extractor.extract(report, focus="MX")]  # doctest: +SKIP
['arrest']
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Self

from geo.events.actor_homes import at_home
from geo.events.actors import UNLAWFUL, ActorFinder, ActorMention
from geo.events.answering import convicted, goes_on_about, helpers, identified, responsible, sides_in
from geo.events.areas import Country
from geo.events.counts import COUNTED, Outcome, count_for, counts_of
from geo.events.dates import DateMention, find_dates
from geo.events.event_actors import as_event_actors
from geo.events.grounds import is_ground
from geo.events.harms import HARM
from geo.events.merge import merge
from geo.events.misread import is_misread
from geo.events.modality import is_negated, modality_of
from geo.events.place_ties import closing_lines
from geo.events.place_trust import PlaceTrust, trusted
from geo.events.reading import Line, lay_out
from geo.events.referents import Referents
from geo.events.roles import cast
from geo.events.sentences import Sentence, split_sentences
from geo.events.summary import evidence_of, summarise
from geo.events.support_verbs import RECIPROCAL
from geo.events.telling import Telling
from geo.events.triggers import Trigger, TriggerFinder
from geo.events.types import CATCH_ALL, UNNAMED, load_types
from geo.events.when import told_next, when_of
from geo.events.where import Title, Where, where_of
from geo.events.words import word_set
from geo.places.precision import distance, place_of
from geo.places.resolve import Geoparser
from geo.records import Event, Mention, Modality, Place, Report, Role

_SHORT_WORDS = 80
"""A text of at most so many words may give an event of the catch-all type."""

_CITY, _VILLAGE, _FAR_KM, _STRAYED = 100_000, 20_000, 150.0, 0.3
"""People that make a city, and fewer than make a town; how far is far; the part of trust that is left."""
_SETTLEMENTS = (
    "town|village|city|municipality|community|seat|pueblo|comunidad|municipio|poblado|localidad|ciudad"
)
_SETTLEMENT_BEFORE = re.compile(rf"(?<!\w)(?:{_SETTLEMENTS})\s+(?:of|de|del)\s+$", re.IGNORECASE)
_SETTLEMENT_AFTER = re.compile(rf"\s+(?:{_SETTLEMENTS})(?!\w)", re.IGNORECASE)
_ABROAD = 0.5
"""What a reading outside the focus country is still worth, when the text also names places inside it."""
_SURE, _LIKELY = 0.8, 0.6
"""Confidence from which a reading is taken as it is, and the one given to a country by its bare name."""
_WATER = re.compile(
    r"(?<!\w)((?:golfo|gulf|mar|sea|bah[ií]a|bay|estrecho|strait|canal|channel)"
    r" (?:del?|of)(?: la| las| los| the)? )$",
    re.IGNORECASE,
)
_WOUNDED = re.compile(r"wound|injur|herid|lesionad|stabbed|baleado")
_MEANT = re.compile(
    r"(?<!\w)(?:mastermind|author|perpetrators?|killers?|victims?|survivors?|scene|anniversary|autor(?:es)?|"
    r"responsables?|culpables?|victimas?|sobrevivientes?|escena|aniversario|after|tras|since|desde)"
    r"(?: (?:of|de|del|intelectual(?:es)? del?|the|la|el|los|las))*\s*$"
)
_APART = re.compile(
    r"(?<!\w)(?:(?:hours|minutes|days|weeks|shortly|soon) (?:before|after|later)|another|separate(?:ly)?|"
    r"(?:horas|minutos|dias|semanas|poco) (?:antes|despues)|otr[oa]s?|por separado)(?!\w)"
)
"""Words that tell a second deed of one kind from the first."""
_NAMED_AGAIN = word_set(
    "such the this these that those el la los las al este esta estos estas dicho dicha dichos"
)
_DEFINITE = _NAMED_AGAIN | word_set("his her their its su sus ese esa tal dichas")
_ANSWERED = HARM | {"disappearance", "property_attack"}
"""Deeds that somebody claims or is blamed for."""
_TRUST = {"verb": 0.92, "undergo": 0.84, "noun": 0.84, "phrase": 0.76}
_MODALITY_TRUST = {"reported": 1.0, "alleged": 0.85, "planned": 0.85, "denied": 0.7}


class Extractor:
    """Turns reports into events. Open one and keep it; it is not changed by use."""

    def __init__(
        self, geoparser: Geoparser, actors: ActorFinder | None = None, trust: PlaceTrust | None = None
    ) -> None:
        self.geoparser = geoparser
        self.place_trust = trust or PlaceTrust.load()
        self.actors = actors or ActorFinder.open()
        self.triggers = TriggerFinder()
        self.types = load_types()
        self._countries = lru_cache(5_000)(self._country_named)
        self._peopled = lru_cache(20_000)(self._population)

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
        mentions = self._mentions(report.text, report.lang, focus, explain)
        lang = report.lang or _main_language(sentences)
        actors = at_home(self.actors.find(report.text, lang=lang), mentions, report.text, focus=focus)
        lines = lay_out(sentences, mentions, _dates(report, sentences), actors)
        for before, line in zip([None, *lines], lines, strict=False):
            self._read(line, before)
        title = cache(lambda: self._title(report, lines, focus, explain))
        tellings = self._tellings(lines, title)
        events = [self._event(report, lines, telling) for telling in merge(tellings)]
        return self._ranked(_numbered(events), lines)

    def _read(self, line: Line, before: Line | None) -> None:
        """Find the triggers of a line; a verb that its object shows to be misread is read once more."""
        kinds = {a.kind for a in line.actors}
        if before is not None and any(t.type in HARM for t in before.triggers):
            kinds.add("harm")
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
        line.triggers = [t for t in line.triggers if (t.first, t.type) not in barred and not line.is_named(t)]
        line.forget_verbs()

    def _tellings(self, lines: list[Line], title: Title) -> list[Telling]:
        """What each trigger tells; those of the catch-all type only where a short text has no other.

        A short text without any trigger that closes with a line which only says where is somebody's note of
        an incident: it gives one, unnamed.
        """
        found = [(k, trigger) for k, line in enumerate(lines) for trigger in line.triggers]
        known = [(k, trigger) for k, trigger in found if trigger.type != CATCH_ALL]
        if not known and sum(len(line.sentence.words) for line in lines) <= _SHORT_WORDS:
            known = found[:1] or unnamed(lines)
        referents = Referents(lines=lines)
        tellings = [_tell(lines, k, trigger, title, self._country, referents) for k, trigger in known]
        for telling in tellings:
            line, following = lines[telling.lines[0]], lines[telling.lines[0] + 1 : telling.lines[0] + 2]
            if following and following[0].sentence.paragraph == line.sentence.paragraph:
                if telling.type in RECIPROCAL and not telling.actors:
                    telling.actors.extend(sides_in(following[0]))
                if telling.type == "body_found" and all(role != "target" for _, role in telling.actors):
                    telling.actors.extend(identified(following[0]))
                telling.actors.extend(helpers(following[0]))
                if telling.when.first is None and not _tells_another(following[0], telling):
                    telling.when = told_next(following[0]) or telling.when
        verdicts = {t.lines[0]: t for t in tellings if t.type == "sentence" and t.modality == "reported"}
        for harms in _harms_of_lines(tellings):
            verdict = verdicts.get(harms[0].lines[0])
            for deed in harms if verdict is not None else ():
                if verdict is not None and all(role != "agent" for _, role in deed.actors):
                    line = lines[deed.lines[0]]
                    deed.actors.extend(convicted(line, verdict.trigger, deed.trigger, verdict.actors))
            _answer_for(harms, lines[harms[0].lines[0] : harms[0].lines[0] + 2])
        return tellings

    def _mentions(self, text: str, lang: str | None, focus: str | None, explain: bool) -> list[Mention]:
        """The text's places. A country's bare name is the country, unless the words tell surely otherwise."""
        found = self.geoparser.parse(text, lang=lang, focus=focus, explain=explain)
        named = [self._as_sea(text, self._as_country(m, focus)) for m in found]
        if focus is not None and any(_inside_focus(m, focus) for m in named):
            named = [_doubted(m, focus) for m in named]
        return self._without_strays(text, named)

    def _without_strays(self, text: str, mentions: list[Mention]) -> list[Mention]:
        """A bare village's name far from every city and area that the report surely names is trusted less.

        More likely it is the namesake of a place that the gazetteer lacks: "Tijuana: two dead in La Presa".
        """
        places = [m.place for m in mentions if m.place is not None]
        cities = [p for p in places if p.confidence >= _SURE and self._people(p) >= _CITY]
        if not cities:
            return mentions
        named = {p.region for p in places if p.region is not None and p.precision in (3, 4)}

        def stray(mention: Mention, place: Place) -> bool:
            return (
                mention.kind != "facility"
                and place.precision <= 2
                and place.level in ("populated", "section")
                and self._people(place) < _VILLAGE
                and named.isdisjoint(place.regions)
                and all(
                    c.admin1 != place.admin1 and distance(place.lat, place.lon, c.lat, c.lon) > _FAR_KM
                    for c in cities
                )
                and not _SETTLEMENT_BEFORE.search(text, max(0, mention.start - 30), mention.start)
                and not _SETTLEMENT_AFTER.match(text, mention.end)
            )

        return [
            replace(m, place=replace(m.place, confidence=round(m.place.confidence * _STRAYED, 3)))
            if m.place is not None and stray(m, m.place)
            else m
            for m in mentions
        ]

    def _people(self, place: Place) -> int:
        return self._peopled(place.geonameid) if place.geonameid and place.level == "populated" else 0

    def _population(self, geonameid: int) -> int:
        index = self.geoparser.gazetteer.by_geonameid(geonameid)
        return 0 if index is None else int(self.geoparser.gazetteer.population[index])

    def _as_sea(self, text: str, mention: Mention) -> Mention:
        """ "el golfo de California" in lower case is still the gulf and not the state."""
        water = _WATER.search(text, max(0, mention.start - 24), mention.start)
        if mention.place is None or mention.kind == "sea" or water is None:
            return mention
        surface = text[water.start(1) : mention.end]
        gazetteer = self.geoparser.gazetteer
        for hit in gazetteer.lookup(surface):
            entry = gazetteer.entry(hit.entry)
            if entry.level == "sea":
                place = place_of(entry, mention.place.confidence)
                return replace(mention, start=water.start(1), surface=surface, place=place, kind="sea")
        return mention

    def _as_country(self, mention: Mention, focus: str | None) -> Mention:
        place = mention.place
        if place is None or place.confidence >= _SURE or place.precision >= 6:
            return mention
        if focus is not None and place.country == focus.upper():
            return mention
        country = self._countries(mention.surface)
        return mention if country is None else replace(mention, place=country)

    def _country_named(self, name: str) -> Place | None:
        gazetteer = self.geoparser.gazetteer
        found = [h.entry for h in gazetteer.lookup(name) if int(gazetteer.country[h.entry]) == h.entry]
        return place_of(gazetteer.entry(found[0]), _LIKELY) if found else None

    def _country(self, code: str) -> Place | None:
        index = self.geoparser.gazetteer.by_region(code)
        return None if index is None else place_of(self.geoparser.gazetteer.entry(index), 0.9)

    def _title(self, report: Report, lines: list[Line], focus: str | None, explain: bool) -> Line | None:
        """The title as a line, where the text itself may name no place."""
        if not report.title.strip() or not any(line.triggers for line in lines):
            return None
        mentions = self._mentions(report.title, report.lang, focus, explain)
        sentences = split_sentences(report.title, report.lang)
        return lay_out(sentences, mentions, [], self.actors.find(report.title, lang=report.lang))[0]

    def _event(self, report: Report, lines: list[Line], telling: Telling) -> Event:
        evidence = evidence_of(
            report.text, [lines[k].sentence for k in sorted(telling.lines)], telling.trigger
        )
        where, when, first = telling.where, telling.when, lines[telling.lines[0]]
        return Event(
            event_id="",
            report_id=report.report_id,
            type=telling.type,
            summary=summarise(first.sentence, telling.trigger, first.body),
            evidence=evidence,
            confidence=_confidence(telling),
            date_start=when.first,
            date_end=when.last,
            date_precision=when.precision,
            place=self._trusted(lines, where),
            place_why=where.why_not,
            origin=where.origin,
            destination=where.destination,
            actors=as_event_actors(telling.actors, report.text),
            killed=telling.counts.get("killed"),
            wounded=telling.counts.get("wounded"),
            arrested=telling.counts.get("arrested"),
            modality=telling.modality,
            claimed_by=telling.claimed_by,
            sources=(report.report_id,),
            lang=first.sentence.lang,
        )

    def _trusted(self, lines: list[Line], where: Where) -> Place | None:
        """The event's place with the chance that it happened there."""
        people = 0 if where.place is None else self._people(where.place)
        return trusted(lines, where, people, self.place_trust)

    def _ranked(self, events: list[Event], lines: list[Line]) -> list[Event]:
        """Best first: what happened before what may have, what is placed, what matters, what leads."""
        length = max(1, lines[-1].sentence.end if lines else 1)

        def key(event: Event) -> float:
            lead = 1.0 - event.evidence[0].start / length
            return -(
                event.confidence
                + 0.006 * self.types[event.type].priority
                + 0.2 * lead
                + 0.2 * (event.place is not None)
                + 0.2 * (event.place is not None and event.place.precision <= 3)
                - 0.5 * (event.modality == "denied")
            )

        return sorted(events, key=key)


def _inside_focus(mention: Mention, focus: str) -> bool:
    return mention.place is not None and mention.place.country == focus.upper()


def _doubted(mention: Mention, focus: str) -> Mention:
    """A town outside the country that the report is about, and names places of, is trusted less."""
    place = mention.place
    if place is None or place.precision > 4 or not place.country or place.country == focus.upper():
        return mention
    return replace(mention, place=replace(place, confidence=round(place.confidence * _ABROAD, 3)))


def _dates(report: Report, sentences: list[Sentence]) -> list[DateMention]:
    lang = report.lang or _main_language(sentences)
    found = find_dates(report.text, lang=lang, published=report.published)
    rough = report.published_precision or 1
    if rough == 1:
        return found
    return [replace(d, precision=max(d.precision, rough)) if d.kind == "relative" else d for d in found]


def unnamed(lines: list[Line]) -> list[tuple[int, Trigger]]:
    """The line and a stand-in for a trigger, where a text tells where something happened but not what."""
    closing = closing_lines(lines)
    if not 0 < closing < len(lines) or not lines[0].sentence.words:
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


def _main_language(sentences: list[Sentence]) -> str:
    spanish = sum(len(s.words) for s in sentences if s.lang == "es")
    return "es" if 2 * spanish > sum(len(s.words) for s in sentences) else "en"


def _tell(
    lines: list[Line], at: int, trigger: Trigger, title: Title, country: Country, referents: Referents
) -> Telling:
    line = lines[at]
    if line.numbers is None:
        line.numbers = counts_of(line.sentence)
    numbers = line.numbers
    outcomes: tuple[Outcome, ...] = ("killed", "wounded", "arrested")
    outcomes = tuple(o for o in outcomes if trigger.type in COUNTED[o])
    counts = {o: c for o in outcomes if (c := count_for(trigger, numbers, o)) is not None}
    claims = [c for c in line.claims if c.start < c.end and not trigger.start <= c.verb_start < trigger.end]
    spoken = min(claims, key=lambda c: abs(c.verb_start - trigger.start), default=None)
    found = cast(line, trigger, referents, at)
    return Telling(
        type=trigger.type,
        trigger=trigger,
        lines=[at],
        modality=_modality(line, trigger),
        where=where_of(lines, at, trigger, title, country),
        when=when_of(lines, at, trigger),
        actors=found,
        counts={str(o): c for o, c in counts.items()},
        claimed_by=line.sentence.text[spoken.start - line.sentence.start : spoken.end - line.sentence.start]
        if spoken
        else "",
        definite=line.before(trigger.start, 1).strip() in _DEFINITE,
        outcome=_WOUNDED.match(line.sentence.between(trigger.start, trigger.end)) is not None,
        negated=is_negated(line.sentence, trigger),
        again=_only_named_again(line, found),
        apart=_APART.search(line.before(trigger.start, 12)) is not None,
    )


def _tells_another(line: Line, telling: Telling) -> bool:
    """Whether a sentence tells a deed of another kind by a verb of its own."""
    return any(t.is_verb and t.type not in (telling.type, CATCH_ALL) for t in line.triggers)


def _only_named_again(line: Line, found: list[tuple[ActorMention, Role]]) -> bool:
    """Whether all targets are common nouns with a definite article, as told of before: "the suspects"."""
    targets = [a for a, role in found if role == "target"]
    return bool(targets) and all(
        (a.is_group or (not a.id and a.name.islower())) and line.before(a.start, 1).strip() in _NAMED_AGAIN
        for a in targets
    )


def _harms_of_lines(tellings: list[Telling]) -> Iterator[list[Telling]]:
    """The harms that each sentence tells: a claim that follows is about the last."""
    by_line: dict[int, list[Telling]] = {}
    for telling in tellings:
        if telling.type in _ANSWERED:
            by_line.setdefault(telling.lines[0], []).append(telling)
    yield from by_line.values()


def _answer_for(harms: list[Telling], lines: list[Line]) -> None:
    """Who claimed an attack did it; who is blamed, or told of next, where nobody else is said to."""
    last = harms[-1]
    for line in lines:
        found, claimed = responsible(line)
        acting = any(role in ("agent", "participant") for _, role in last.actors)
        if not found or not (claimed or not acting):
            continue
        for telling in harms if claimed else ():
            telling.actors[:] = [(a, r) for a, r in telling.actors if r != "agent" or not _is_unnamed(a)]
        last.actors[:] = [(a, r) for a, r in last.actors if a.start != found[0][0].start] + found
    if len(lines) > 1 and not any(role == "agent" for _, role in last.actors):
        last.actors.extend(goes_on_about(lines[1]))


def _is_unnamed(actor: ActorMention) -> bool:
    """ "Militants", "gunmen": no more than who then claims the deed."""
    return actor.is_group and actor.kind in UNLAWFUL


def _modality(line: Line, trigger: Trigger) -> Modality:
    """How it is told; a deed that only says which person or thing is meant is no plan ("the murder of")."""
    told = modality_of(line.sentence, trigger)
    p = line.parse
    if told != "planned" or trigger.tag != "N" or p.at[trigger.first] < 0:
        return told
    named_by = line.before(p.sentence.words[p.phrases[p.at[trigger.first]].first].start, 3)
    return "reported" if _MEANT.search(named_by) else told


def _confidence(telling: Telling) -> float:
    """How far to trust an event: its trigger for half, its place for three tenths, its date for two."""
    trigger = _TRUST[telling.trigger.pos] * _MODALITY_TRUST[telling.modality]
    if telling.type == CATCH_ALL:
        trigger = 0.3
    elif telling.type == UNNAMED:
        trigger = 0.15
    place = telling.where.place
    where = telling.where.trust * place.confidence if place is not None else 0.4
    when = telling.when.trust if telling.when.first is not None else 0.4
    return round(0.5 * trigger + 0.3 * where + 0.2 * when, 3)


def _numbered(events: list[Event]) -> list[Event]:
    """Give each event its id: from the report, the type, and the first stretch of its evidence."""
    seen: dict[tuple[str, int], int] = {}
    out = []
    for event in events:
        key = (event.type, event.evidence[0].start)
        turn = seen[key] = seen.get(key, -1) + 1
        out.append(replace(event, event_id=event_id(event, turn)))
    return out


def event_id(event: Event, turn: int = 0) -> str:
    """The stable id of an event; `turn` counts events of one type told in one sentence."""
    first = event.evidence[0]
    parts = (event.report_id, event.type, str(first.start), str(first.end), str(turn))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
