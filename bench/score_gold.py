"""How well `geo extract` does on the project's own gold set, and how well its two annotations agree.

    python bench/score_gold.py                  both languages, all reports
    python bench/score_gold.py --split held     only the third that no fitting has seen
    python bench/score_gold.py --set longer     the second set, of longer and harder reports
    python bench/score_gold.py --set brief      the third set, of headlines and single sentences
    python bench/score_gold.py --set fresh      the fourth set, all of it held out
    python bench/score_gold.py --set varied     the fifth set, of most varied sentences, worked on
    python bench/score_gold.py --set unseen     the sixth set, written like the fifth and all of it held out
    python bench/score_gold.py --set newsroom   the seventh set, by five writers of other schools, worked on
    python bench/score_gold.py --set apart      the eighth, written like the seventh, all held out
    python bench/score_gold.py --set victims    the ninth, on whom deeds befell, worked on
    python bench/score_gold.py --set daily      the tenth, plain words of any day, all held out
    python bench/score_gold.py --set desk       the eleventh, three writers' news of crime and wars, worked on
    python bench/score_gold.py --set trust      the twelfth, to fit the trust of events to, read by nobody
    python bench/score_gold.py --set wire       the thirteenth, agencies, dailies and bulletins, worked on
    python bench/score_gold.py --set press      the fourteenth, what is common in copy, worked on
    python bench/score_gold.py --set copy       the fifteenth, likewise, all held out
    python bench/score_gold.py --set beats      the sixteenth, agencies, courts and crime desks, worked on
    python bench/score_gold.py --set field      the seventeenth, monitors and far wars, worked on after it
    python bench/score_gold.py --set dispatch   the eighteenth, like both, all held out
    python bench/score_gold.py --set gazette    the nineteenth, Spanish of a third round, all held out
    python bench/score_gold.py --set courier    the twentieth, English of that round, all held out
    python bench/score_gold.py --set articles   the twenty-first, whole articles, worked on
    python bench/score_gold.py --set pages      the twenty-second, whole articles, all held out
    python bench/score_gold.py --set columns    the twenty-third, whole articles by two more, all held out
    python bench/score_gold.py --set all --split held   all that was held out, of every set
    python bench/score_gold.py --errors         every miss and every event too many
    python bench/score_gold.py --agreement      second annotation against the first

An event found counts for an event of the gold when the type is the same; of several, the pair that agrees
best on date and place is taken, each event once. Agents and targets are counted over all events, matched or
not, so that an event too many costs its actors too. An actor is right when it is the catalogue's entry for
the gold's words, or, for words that the catalogue doesn't hold, when one name holds the other; "a/b" are two
ways in which the text names one actor. A date is right when both of its ends are, and a place when it is
within 25 km of a gold place that is precise to the second-order division, within 161 km of another. An event
is right as a whole, as an editor needs it, when its type, all its actors and no others, its date, place and
modality are right; "whole" is the F1 of such events.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold"
SETS = (
    "reports", "longer", "brief", "fresh", "varied", "unseen", "newsroom", "apart", "victims", "daily",
    "desk", "trust", "wire", "press", "copy", "beats", "field", "dispatch", "gazette", "courier",
    "articles", "pages", "columns",
)  # fmt: skip
ANNOTATIONS = {"reports": ("first", "second"), "fresh": ("fresh", "fresh_second")}
"""The two blind annotations of the sets that have them."""
SameActor = Callable[[Any, Any], bool]
RECIPROCAL = frozenset({"armed_clash", "talks", "agreement", "exercise"})
NEAR_KM, STATE_KM = 25.0, 161.0


@dataclass
class Tally:
    """Counts of right, too many and missing, and the shares that come of them."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one report's or one event's."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what is wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 0.0


@dataclass
class Score:
    """Everything that is measured over one group of reports."""

    types: Tally = field(default_factory=Tally)
    agents: Tally = field(default_factory=Tally)
    targets: Tally = field(default_factory=Tally)
    dates: Tally = field(default_factory=Tally)
    places: Tally = field(default_factory=Tally)
    precisions: Tally = field(default_factory=Tally)
    modality: Tally = field(default_factory=Tally)
    whole: Tally = field(default_factory=Tally)
    misses: list[str] = field(default_factory=list)


def kilometres(a: dict[str, Any], b: dict[str, Any]) -> float:
    """Great-circle distance of two places (haversine, mean Earth radius)."""
    lat1, lon1, lat2, lon2 = (math.radians(float(x)) for x in (a["lat"], a["lon"], b["lat"], b["lon"]))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def same_date(gold: dict[str, Any], other: dict[str, Any]) -> bool:
    """Both ends alike, or no date in both."""
    return (gold["date_start"], gold["date_end"]) == (other["date_start"], other["date_end"])


def same_place(gold: dict[str, Any], other: dict[str, Any]) -> bool:
    """No place in both, or two places as near as the gold's precision asks for."""
    a, b = gold["place"], other["place"]
    if a is None or b is None:
        return a is b
    return kilometres(a, b) <= (NEAR_KM if a["precision"] <= 3 else STATE_KM)


def pair_up(
    gold: list[dict[str, Any]], other: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Events of the same type in pairs, the pairs that agree best on date and place first."""
    scored = [
        (-2 * same_date(g, o) - 2 * same_place(g, o) - (g["modality"] == o["modality"]), i, j)
        for i, g in enumerate(gold)
        for j, o in enumerate(other)
        if g["type"] == o["type"]
    ]
    pairs, used_gold, used_other = [], set(), set()
    for _, i, j in sorted(scored):
        if i not in used_gold and j not in used_other:
            used_gold.add(i)
            used_other.add(j)
            pairs.append((gold[i], other[j]))
    return pairs


def count_actors(wanted: list[Any], found: list[Any], same: SameActor) -> int:
    """How many of the wanted actors were found, each found one used once."""
    left, right = list(found), 0
    for actor in wanted:
        match = next((k for k, candidate in enumerate(left) if same(actor, candidate)), None)
        if match is not None:
            left.pop(match)
            right += 1
    return right


def is_whole(gold: dict[str, Any], other: dict[str, Any], same: SameActor) -> bool:
    """Whether an event is the gold's in every field."""
    return (
        same_date(gold, other)
        and same_place(gold, other)
        and gold["modality"] == other["modality"]
        and all(
            count_actors(gold[role], other[role], same) == len(gold[role]) == len(other[role])
            for role in ("agents", "targets")
        )
    )


def compare(
    score: Score, doc_id: str, gold: list[dict[str, Any]], other: list[dict[str, Any]], same: SameActor
) -> None:
    """Add one report's events to a score."""
    pairs = pair_up(gold, other)
    score.types.add(len(pairs), len(other), len(gold))
    score.whole.add(sum(is_whole(g, o, same) for g, o in pairs), len(other), len(gold))
    matched = {id(g): o for g, o in pairs}
    taken = {id(o) for _, o in pairs}
    for role, tally in (("agents", score.agents), ("targets", score.targets)):
        for g in gold:
            found = matched[id(g)][role] if id(g) in matched else []
            tally.add(count_actors(g[role], found, same), len(found), len(g[role]))
            if count_actors(g[role], found, same) < max(len(g[role]), len(found)):
                score.misses.append(f"{doc_id} {g['type']} {role}: wanted {g[role]}, found {found}")
        for o in other:
            if id(o) not in taken:
                tally.add(0, len(o[role]), 0)
    for g, o in pairs:
        right_date, right_place = same_date(g, o), same_place(g, o)
        score.dates.add(right_date, 1, 1)
        score.places.add(right_place, 1, 1)
        score.modality.add(g["modality"] == o["modality"], 1, 1)
        if g["place"] and o["place"] and right_place:
            score.precisions.add(g["place"]["precision"] == o["place"]["precision"], 1, 1)
        if not right_date:
            score.misses.append(f"{doc_id} {g['type']} date: wanted {_days(g)}, found {_days(o)}")
        if not right_place:
            score.misses.append(f"{doc_id} {g['type']} place: wanted {_named(g)}, found {_named(o)}")
        if g["modality"] != o["modality"]:
            score.misses.append(
                f"{doc_id} {g['type']} modality: wanted {g['modality']}, found {o['modality']}"
            )
    wanted = [g["type"] for g in gold if id(g) not in matched]
    extra = [o["type"] for o in other if id(o) not in taken]
    if wanted or extra:
        score.misses.append(f"{doc_id} types: missing {wanted}, too many {extra}")


def _days(event: dict[str, Any]) -> str:
    return f"{event['date_start']}/{event['date_end']}"


def _named(event: dict[str, Any]) -> str:
    return "-" if event["place"] is None else f"{event['place']['name']}:{event['place']['precision']}"


def load_reports(split: str = "all", name: str = "reports") -> list[dict[str, Any]]:
    """The reports of one of the gold's sets (`SETS`) or of "all", all of them or one split."""
    if name == "all":
        return [report for each in SETS for report in load_reports(split, each)]
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    reports = [json.loads(line) for line in lines]
    return [r for r in reports if split in ("all", r["split"])]


def load_annotation(annotator: str) -> dict[str, dict[str, Any]]:
    """One annotation of a set (`ANNOTATIONS`), by report: its places and its events."""
    lines = (GOLD / f"{annotator}.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["doc_id"]: record for record in map(json.loads, lines)}


def same_words(one: str, other: str) -> bool:
    """Whether two annotators named one actor: a name of the one holds a name of the other."""
    pairs = [(a.casefold(), b.casefold()) for a in one.split("/") for b in other.split("/")]
    return any(a in b or b in a for a, b in pairs)


def agreement(name: str = "reports") -> Score:
    """The second annotation's events of a set against the first's."""
    first, second = map(load_annotation, ANNOTATIONS[name])
    score = Score()
    for doc_id, report in second.items():
        compare(score, doc_id, first[doc_id]["events"], report["events"], same_words)
    return score


def agreement_on_names(name: str = "reports") -> tuple[Tally, Tally]:
    """How far both mark the same words as places; and, of those, how many as the same place (25 km)."""
    marks, places = Tally(), Tally()
    first, second = map(load_annotation, ANNOTATIONS[name])
    for doc_id in first:
        one, other = (
            {(p["start"], p["end"]): p for p in made[doc_id]["toponyms"]} for made in (first, second)
        )
        both = one.keys() & other.keys()
        marks.add(len(both), len(other), len(one))
        alike = sum(kilometres(one[span], other[span]) <= NEAR_KM for span in both)
        places.add(alike, len(both), len(both))
    return marks, places


def as_report(report: dict[str, Any]) -> Any:
    """A report of the gold as the extractor takes it."""
    from geo.records import Report

    return Report(
        report_id=report["doc_id"],
        text=report["text"],
        lang=report["lang"],
        published=date.fromisoformat(report["published"]),
    )


def as_found(event: Any) -> dict[str, Any]:
    """An extracted event in the gold's form; where all sides act alike, participants count as agents."""
    place = event.place
    acting = ("agent", "participant") if event.type in RECIPROCAL else ("agent",)
    return {
        "type": event.type,
        "date_start": event.date_start and str(event.date_start),
        "date_end": event.date_end and str(event.date_end),
        "place": place
        and {"name": place.name, "lat": place.lat, "lon": place.lon, "precision": place.precision},
        "agents": [(a.id, a.name) for a in event.actors if a.role in acting],
        "targets": [(a.id, a.name) for a in event.actors if a.role == "target"],
        "modality": event.modality,
    }


def actor_test(finder: Any, lang: str) -> SameActor:
    """Whether the gold's words and a found actor are the same, by catalogue id or by name.

    A capital that acts ("Ankara") is the government that it stands for when it speaks.
    """
    ids: dict[str, set[str]] = {}
    says = "dijo" if lang == "es" else "said"

    def named(words: str, found: tuple[str | None, str]) -> bool:
        if words not in ids:
            found_in = finder.find(words, lang=lang) or finder.find(f"{words} {says}", lang=lang)
            ids[words] = {m.id for m in found_in if m.id}
        if found[0] is not None and found[0] in ids[words]:
            return True
        a, b = words.casefold(), found[1].casefold()
        return a in b or b in a

    def same(wanted: str, found: tuple[str | None, str]) -> bool:
        return any(named(words, found) for words in wanted.split("/"))

    return same


def score_extraction(reports: Iterable[dict[str, Any]]) -> tuple[dict[str, Score], float]:
    """Scores by language, and reports a second (one core, extractor already open)."""
    from geo.events.extract import Extractor

    extractor = Extractor.open()
    scores: dict[str, Score] = {}
    seconds, count = 0.0, 0
    for report in reports:
        record = as_report(report)
        start = time.process_time()
        events = [as_found(event) for event in extractor.extract(record)]
        seconds, count = seconds + time.process_time() - start, count + 1
        same = actor_test(extractor.actors, report["lang"])
        compare(scores.setdefault(report["lang"], Score()), report["doc_id"], report["events"], events, same)
    return scores, count / seconds if seconds else 0.0


def table(scores: dict[str, Score]) -> str:
    """The scores as lines of text."""
    columns = (
        ("type F1", 9),
        ("agent F1", 10),
        ("target F1", 11),
        ("date", 7),
        ("place", 7),
        ("prec.", 7),
        ("mode", 7),
        ("whole", 7),
    )
    head = " " * 10 + "".join(name.rjust(width) for name, width in columns)
    lines = [head]
    for name, s in scores.items():
        lines.append(
            f"{name:10}{s.types.f1:9.3f}{s.agents.f1:10.3f}{s.targets.f1:11.3f}{s.dates.recall:7.3f}"
            f"{s.places.recall:7.3f}{s.precisions.recall:7.3f}{s.modality.recall:7.3f}{s.whole.f1:7.3f}"
            f"   ({s.types.wanted} events; type P {s.types.precision:.3f} R {s.types.recall:.3f})"
        )
    return "\n".join(lines)


def main() -> None:
    """Print the table that was asked for."""
    parser = argparse.ArgumentParser(description="Score event extraction on the project's own gold set.")
    parser.add_argument("--split", choices=("all", "open", "held", "fit"), default="all")
    parser.add_argument("--set", choices=(*SETS, "all"), default="reports", dest="name")
    parser.add_argument("--agreement", action="store_true", help="the second annotation against the first")
    parser.add_argument("--errors", action="store_true", help="list every miss")
    given = parser.parse_args()
    if given.agreement:
        if given.name not in ANNOTATIONS:
            parser.error(f"only {' and '.join(ANNOTATIONS)} were annotated twice")
        scores = {"agreement": agreement(given.name)}
        marks, places = agreement_on_names(given.name)
        print(f"place names: F1 {marks.f1:.3f}; of the {places.wanted} that both mark {places.right} alike")
    else:
        scores, speed = score_extraction(load_reports(given.split, given.name))
        print(f"{given.name}, split {given.split}, {speed:.0f} reports/s of CPU time")
    print(table(scores))
    if given.errors:
        for score in scores.values():
            print("\n".join(sorted(score.misses)))


if __name__ == "__main__":
    main()
