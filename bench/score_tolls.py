"""How many people were killed, wounded or arrested: the gold's numbers against the extractor's.

    python -m bench.score_tolls                 the reports that may be worked on
    python -m bench.score_tolls --split held    those held out: their texts and errors are read by nobody
    python -m bench.score_tolls --errors        every number that differs

`tests/gold/tolls_open.txt` and `tolls_held.txt` hold one line an event: its report and its number in it, then
the killed, wounded and arrested: a number, `12+` (at least), `~40` (about), `10-15`, `?` (some, nobody says
how many) or `-` (none told). An event of the gold is compared with the extractor's as `score_gold.py` pairs
them. A number is right when it is the gold's: the number itself, the least (one more after "more than"), or
both ends of a range.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from bench.score_gold import GOLD, Tally, as_found, as_report, load_reports, pair_up
from geo.events.counts import OUTCOMES
from geo.events.extract import Extractor
from geo.records import Count


def read_tolls(split: str) -> dict[tuple[str, int], dict[str, str]]:
    """The gold's numbers of one split, by report and number of the event."""
    out = {}
    for line in (GOLD / f"tolls_{split}.txt").read_text(encoding="utf-8").splitlines():
        doc_id, number, *told = [part.strip() for part in line.split("|")]
        out[doc_id, int(number)] = dict(zip(OUTCOMES, told, strict=True))
    return out


def is_right(told: str, count: Count | None) -> bool:
    """Whether a count is what the gold tells; nothing is right where the gold has no number."""
    if told in "-?":
        return count is None
    if count is None:
        return False
    if "-" in told:
        low, high = map(int, told.split("-"))
        return count.high == high and (count.low == low or low == 0)
    number = int(told.strip("+~"))
    return count.best == number or (told.endswith("+") and count.best == number + 1)


def main() -> None:
    """Print precision and recall of each outcome's numbers, by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("open", "held"), default="open")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    if args.errors and args.split == "held":
        parser.error("what is held out is read by nobody")
    scores, errors = score(args.split)
    sys.stdout.writelines(errors if args.errors else ())
    sys.stdout.write("                 right  found  told   precision  recall  F1\n")
    for (lang, outcome), t in sorted(scores.items()):
        sys.stdout.write(
            f"{lang} {outcome:12} {t.right:6} {t.found:6} {t.wanted:5}   {t.precision:9.3f}  {t.recall:6.3f}"
            f"  {t.f1:.3f}\n"
        )


def score(split: str) -> tuple[dict[tuple[str, str], Tally], list[str]]:
    """The scores of one split by language and outcome, and a line for each number that differs."""
    tolls, extractor = read_tolls(split), Extractor.open()
    wanted_ids = {doc_id for doc_id, _ in tolls}
    scores: dict[tuple[str, str], Tally] = {}
    errors = []
    for report in (r for r in load_reports("all", "all") if r["doc_id"] in wanted_ids):
        for outcome, told, count in compared(report, tolls, extractor):
            ok, has = is_right(told, count), told not in "-?"
            tally = scores.setdefault((report["lang"], outcome), Tally())
            tally.add(ok and has, count is not None, has)
            if not ok:
                text = report["text"].replace("\n", " ")
                errors.append(f"{report['doc_id']} {outcome}: wanted {told}, found {count}  {text}\n")
    return scores, errors


def compared(
    report: dict[str, Any], tolls: dict[tuple[str, int], dict[str, str]], extractor: Extractor
) -> list[tuple[str, str, Count | None]]:
    """Of each annotated event, and of each found one that is none of them: outcome, told, found."""
    events = extractor.extract(as_report(report), explain=False)
    found = [as_found(e) | {"event": e} for e in events]
    pairs = {id(g): o for g, o in pair_up(report["events"], found)}
    used = {id(o) for o in pairs.values()}
    out = []
    for n, gold in enumerate(report["events"], 1):
        event = pairs[id(gold)]["event"] if id(gold) in pairs else None
        for outcome in OUTCOMES if (report["doc_id"], n) in tolls else ():
            told = tolls[report["doc_id"], n][outcome]
            out.append((outcome, told, getattr(event, outcome) if event is not None else None))
    for o in found:
        if id(o) not in used:
            counts = ((outcome, getattr(o["event"], outcome)) for outcome in OUTCOMES)
            out += [(outcome, "-", count) for outcome, count in counts if count is not None]
    return out


if __name__ == "__main__":
    main()
