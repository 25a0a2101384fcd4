"""One event in full, as HTML: what, who, when, where, the words that say so, and why it is placed here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard import amend, lookup, state, words
from dashboard.i18n import _, day, language, moment, number
from dashboard.markup import Span, excerpt, fold, highlighted, link, rows, spoken, text

Record = Mapping[str, Any]


def said_by(event: Record) -> str:
    """Who says so or denies it, in the report's words."""
    named, told_in = text(event.get("claimed_by") or ""), spoken(event.get("lang"))
    return f"<span{told_in}>{named}</span>" if named and told_in else named


def spans(event: Record, report_id: str) -> list[Span]:
    """Where in a report's text an event's evidence stands; empty for a report that it does not quote."""
    if event.get("report_id") != report_id:
        return []
    return [(int(e["start"]), int(e["end"])) for e in event.get("evidence") or ()]


def heading(event: Record, kind: Any) -> str:
    """Type, status and summary."""
    status = str(event.get("status") or "proposed")
    hollow = " sl-undone" if event.get("modality") in words.UNDONE else ""
    glyph = (
        f'<span class="sl-glyph{hollow}" style="color:{text(kind.color)}" aria-hidden="true">'
        f"{kind.glyph}</span>"
        if kind
        else ""
    )
    name = text(words.name(kind, str(event.get("type") or "")))
    return (
        f'<p class="sl-kicker">{glyph}<span class="sl-type">{name}</span>'
        f'<span class="sl-badge sl-{text(status)}">{text(words.status(status))}</span></p>'
        f"<h2{spoken(event.get('lang'))}>{text(event.get('summary') or '')}</h2>"
    )


def place_line(place: Record | None, why: str = "") -> str:
    """A place with its division and country, and its precision in words."""
    if not place:
        reason = words.place_why(why) or words.precision_sentence(None)
        return f"{text(_('No place'))}<small>{text(reason)}</small>"
    known = words.precision_sentence(place, lookup.place_name(place))
    return f"{text(place_name(place))}<small>{text(known)}</small>"


def place_name(place: Record) -> str:
    """A place with its divisions and country, each once, in the reader's language."""
    return ", ".join(dict.fromkeys(p for p in (lookup.place_name(place), *lookup.lies_in(place)) if p))


def facts(event: Record, *, published: bool = True) -> str:
    """When, where, how many, how firmly, and who says so; `published`: whether the report's day is known."""
    known = words.date_sentence(event, published=published)
    pairs = [
        (_("When"), f"{text(words.dates(event))}<small>{text(known)}</small>"),
        (_("Where"), place_line(event.get("place"), str(event.get("place_why") or ""))),
    ]
    for key, label in (("origin", _("From")), ("destination", _("To"))):
        if event.get(key):
            pairs.append((label, place_line(event[key])))
    pairs.append((_("People"), how_many(event)))
    return rows(pairs + firmness(event, how_sure(event)))


def firmness(event: Record, aside: str = "") -> list[tuple[str, str]]:
    """How firmly the report says it, and who says so or denies it, as terms and markup."""
    modality = str(event.get("modality") or "reported")
    return [
        (_("How firmly"), text(words.modality(modality)) + aside),
        (words.says_so(modality), said_by(event)),
    ]


def how_many(event: Record) -> str:
    """How many were killed, wounded and arrested, a line each; empty where the report does not say."""
    people = [words.people(k, event[k]) for k in ("killed", "wounded", "arrested") if event.get(k)]
    return "<br>".join(text(p) for p in people)


def how_sure(event: Record) -> str:
    """How often what is told so is read rightly; nothing where a person has looked, or wrote it."""
    sure = event.get("confidence")
    if not sure or event.get("original") or str(event.get("status") or "proposed") != "proposed":
        return ""
    said = _("Of 100 events told like this, about {n} are read rightly.").format(n=round(100 * float(sure)))
    return f"<small>{text(said)}</small>"


def actors(event: Record, catalogue: Mapping[str, Any]) -> str:
    """Who took part, and as what."""
    items = []
    for actor in event.get("actors") or ():
        entry = catalogue.get(actor.get("id") or "")
        name = words.name(entry, str(actor.get("name") or ""))
        role = words.role(str(actor.get("role") or ""), str(event.get("modality") or ""))
        shown = text(name)
        if entry:
            shown = f'<a href="{text(state.link("actor", actors=(entry.id,)))}">{shown}</a>'
        items.append(f"<li><span>{shown}</span><small>{text(role)}</small></li>")
    if not items:
        return ""
    return f'<h3>{text(_("Actors"))}</h3><ul class="sl-actors">{"".join(items)}</ul>'


def evidence(event: Record, reports: Sequence[Any]) -> str:
    """The words that say so, each with what stands around it, and the whole report to open."""
    parts = [f"<h3>{text(_('What the report says'))}</h3>"]
    for report in reports:
        marked = spans(event, report.report_id)
        told_in = spoken(report.lang or (event.get("lang") if marked else None))
        if not report.text:  # a profile that withholds reports' texts
            parts += quotes(event) if marked else []
            parts.append(source_line(report, told_in))
            continue
        parts += [f"<div{told_in}>{excerpt(report.text, span)}</div>" for span in marked]
        parts.append(source_line(report, told_in))
        whole = f"<div{told_in}>{highlighted(report.text, marked)}</div>"
        parts.append(fold(_("Read the whole report"), whole))
    if not reports:
        parts += quotes(event) or [f"<p>{text(_('No report is kept for this event.'))}</p>"]
    return "".join(parts)


def quotes(event: Record) -> list[str]:
    """The words that say so, without what stands around them."""
    told = (e.get("quote") or "" for e in event.get("evidence") or ())
    told_in = spoken(event.get("lang"))
    return [f"<blockquote{told_in}><mark>{text(quote)}</mark></blockquote>" for quote in told if quote]


def source_line(report: Any, told_in: str = "") -> str:
    """Title, source and date of a report, in one line; `told_in` is the attribute that names its language."""
    bits = [f"<cite{told_in}>{text(report.title)}</cite>" if report.title else "", text(report.source)]
    if report.published:
        approximate = (report.published_precision or 1) > 1
        shown = day(report.published)
        bits.append(text(_("about {date}").format(date=shown) if approximate else shown))
    if report.kind == "summary":
        bits.append(text(_("summary written for Sightline")))
    if report.url:
        bits.append(link(report.url))
    return '<p class="sl-source">' + " · ".join(b for b in bits if b) + "</p>"


def why_here(place: Record | None) -> str:
    """What decided for this place over the next best, and which others there were."""
    candidates = list((place or {}).get("candidates") or ())
    if not place or not candidates:
        return ""
    sure = _("How likely it happened within 25 km of the point: {share}").format(
        share=percent(place.get("confidence"))
    )
    body = [f"<p>{text(sure)}</p>"]
    chosen, others = candidates[0], runners_up(candidates[:6])
    if others:
        against = _("What speaks for it, compared with {place}:").format(place=others[0][0])
        body.append(f"<p>{text(against)}</p>")
    body.append(features(chosen, others[0][1] if others else None))
    if others:
        body.append(f'<h4>{text(_("Also considered"))}</h4><ol class="sl-others">')
        body += [
            f"<li><span>{text(name)}</span><small>{percent(c.get('probability'))}</small></li>"
            for name, c in others
        ]
        body.append("</ol>")
    else:
        body.append(f"<p>{text(_('No other place of that name came into question.'))}</p>")
    return fold(_("Why here?"), "".join(body))


def runners_up(candidates: Sequence[Record]) -> list[tuple[str, Record]]:
    """The candidates after the first, as each is told apart: where it lies, what it is, how many live there.

    What cannot be told apart from one before it is left out.
    """
    names = [place_name(amend.from_candidate(c) or c) for c in candidates]
    seen: dict[str, Record] = {}
    for name, entry in zip(names, candidates, strict=True):
        kind = f" · {words.level(str(entry.get('level') or ''))}" if names.count(name) > 1 else ""
        people = int(entry.get("population") or 0)
        lived_in = f" ({_('{n} inhabitants').format(n=number(people))})" if people else ""
        seen.setdefault(name + kind + lived_in, entry)
    return list(seen.items())[1:]


def features(chosen: Record, other: Record | None) -> str:
    """What decided, the strongest first: by what the features are about, less what the runner-up has."""
    sums: dict[str, float] = {}
    for entry, sign in ((chosen, 1.0), (other or {}, -1.0)):
        for name, number_ in (entry.get("features") or {}).items():
            about = words.family(str(name))
            if not about:
                continue  # of an older or a newer model
            sums[about] = sums.get(about, 0.0) + sign * float(number_)
    ranked = sorted(((k, v) for k, v in sums.items() if abs(v) >= 0.05), key=lambda kv: -abs(kv[1]))[:6]
    largest = max((abs(v) for _k, v in ranked), default=0.0)
    lines = []
    for about, total in ranked:
        share = round(100 * abs(total) / largest)
        side = "for" if total >= 0 else "against"
        lines.append(
            f'<li><span>{text(about)}</span><span class="sl-bar sl-{side}"><i style="width:{share}%"></i>'
            f"</span><small>{'+' if total >= 0 else '−'}{number(abs(total), 1)}</small></li>"
        )
    return f'<ul class="sl-features">{"".join(lines)}</ul>' if lines else ""


def percent(value: object) -> str:
    """A share as a percentage in words that do not pretend to decimals."""
    share = float(str(value or 0))
    if share > 0.99:
        return _("over 99%")
    return f"{number(100 * share)} %" if language() == "es" else f"{number(100 * share)}%"


def history(
    revisions: Sequence[Any],
    verb: Callable[[str], str] = words.action,
    differs: Callable[[Any, Any], str] = lambda _before, _after: "",
) -> str:
    """Who changed what and when, the newest first; `verb` says an action in words.

    `differs` tells as markup what a revision changed of the one before it, which is None for the first.
    """
    items = []
    ordered = sorted(revisions, key=lambda r: int(value(r, "version") or 0))
    for before, revision in reversed(list(zip([None, *ordered], ordered, strict=False))):
        when = value(revision, "recorded_at")
        when = datetime.fromisoformat(when) if isinstance(when, str) else when
        reason, author = value(revision, "reason"), words.author(str(value(revision, "author") or ""))
        items.append(
            f"<li><span>{text(verb(str(value(revision, 'action'))))}</span>"
            f"<small>{text(author)} · {text(moment(when))}</small>"
            + (f"<q>{text(reason)}</q>" if reason else "")
            + differs(before, revision)
            + "</li>"
        )
    return fold(_("History"), f'<ol class="sl-history">{"".join(items)}</ol>') if items else ""


def value(record: Any, key: str) -> Any:
    """A field of a record that may be a mapping or a dataclass."""
    return record.get(key) if isinstance(record, Mapping) else getattr(record, key, None)


def whole(
    event: Record,
    *,
    kind: Any,
    catalogue: Mapping[str, Any],
    reports: Sequence[Any],
    history: str,
) -> str:
    """The event's page in the detail panel; `history` is markup already."""
    place = event.get("place")
    return (
        f'<article class="sl-detail" lang="{language()}">'
        + heading(event, kind)
        + facts(event, published=any(r.published for r in reports) or not reports)
        + actors(event, catalogue)
        + evidence(event, reports)
        + why_here(place)
        + history
        + "</article>"
    )
