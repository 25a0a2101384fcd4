"""The filter's controls: what the sidebar shows of a `Filter`, and how a change goes back into it.

The filter is the one truth. Every control is set from it before it is drawn, and its callback writes a new
filter before the page runs again, so that nothing here keeps a state of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

import streamlit as st

from dashboard import edit, facet, fields, lookup, state, words
from dashboard.facet import Asked, Option
from dashboard.i18n import _, count, language, number
from geo.events.actors import load_actors
from geo.events.types import load_types
from geo.places.gazetteer import fold
from geo.store.filter import MODALITIES, STATUSES, Filter

PRESET_DAYS = {"7": 7, "30": 30, "90": 90}

Counted = Sequence[tuple[str, int]]


def draw(source: lookup.Source) -> None:
    """All controls, in the sidebar."""
    chosen = state.view().filter
    counted = source.facets(chosen)
    shows = source.shows(chosen)
    with st.sidebar:
        head(chosen)
        search(chosen)
        when(chosen)
        facet.draw(
            "f_type",
            _("Event type"),
            types(counted["type"], chosen.types),
            lambda v: state.change(types=v),
            shows=shows,
        )
        facet.draw(
            "f_actor",
            _("Actor"),
            actors(counted["actor"], chosen.actors),
            lambda v: state.change(actors=v),
            shows=shows,
        )
        wanted = facet.asked("f_region", ancestors(chosen.regions))
        options, hidden = places(counted["region"], chosen.regions, wanted)
        facet.draw(
            "f_region",
            _("Region"),
            options,
            lambda v: state.change(regions=v),
            shows=shows,
            hidden=hidden,
        )
        precision(chosen, counted["precision"])
        facet.draw(
            "f_modality",
            _("How firmly it is told"),
            modalities(counted["modality"], chosen.modality),
            lambda v: state.change(modality=v),
            shows=shows,
        )
        facet.draw(
            "f_status",
            _("Status"),
            statuses(counted["status"], chosen.status),
            change_status,
            shows=shows,
            clear="status" in chosen.active,
        )


def head(chosen: Filter) -> None:
    """The heading, and a button that drops every filter."""
    with st.container(horizontal=True, vertical_alignment="center", key="filters_head"):
        st.html(f'<h2 class="sl-side">{_("Filters")}</h2>')
        n = len(chosen.active)
        st.button(
            _("Reset") if n == 0 else count("Reset {n} filter", "Reset {n} filters", n),
            key="reset",
            type="tertiary",
            disabled=n == 0,
            on_click=state.reset,
        )


def search(chosen: Filter) -> None:
    """Words to look for."""
    if not fields.too_long("w_q"):  # else what was typed stays, to be shortened
        state.put("w_q", chosen.q)
    fields.line(
        _("Search words"),
        200,
        key="w_q",
        placeholder=_("in summaries, names and evidence"),
        on_change=pick_words,
    )


def span(preset: str, today: date) -> tuple[date | None, date | None]:
    """The dates of a preset, both ends included."""
    if preset in PRESET_DAYS:
        return today - timedelta(days=PRESET_DAYS[preset] - 1), today
    if preset == "year":
        return date(today.year, 1, 1), today
    return None, None


def preset_of(chosen: Filter, today: date) -> str | None:
    """The preset whose dates a filter has, or None."""
    for name in ("all", *PRESET_DAYS, "year"):
        if span(name, today) == (chosen.from_, chosen.to):
            return name
    return None


def when(chosen: Filter) -> None:
    """Presets, two dates, and whether an event must lie wholly between them."""
    today = date.today()
    labels = {
        "7": _("7 days"),
        "30": _("30 days"),
        "90": _("90 days"),
        "year": _("This year"),
        "all": _("All"),
    }
    preset = preset_of(chosen, today)
    state.put("w_preset", preset, labels.get(preset or "", ""))
    st.pills(_("Dates"), list(labels), format_func=lambda k: labels[k], key="w_preset", on_change=pick_preset)
    state.put("w_from", chosen.from_)
    state.put("w_to", chosen.to)
    st.date_input(_("From"), value=None, key="w_from", on_change=pick_dates, **edit.DAYS)
    st.date_input(_("To"), value=None, key="w_to", on_change=pick_dates, **edit.DAYS)
    if chosen.dated:
        state.put("w_within", chosen.dates == "within")
        st.toggle(
            _("Only wholly inside these dates"),
            key="w_within",
            help=_("Off: an event known only to a month is shown when the month touches these dates."),
            on_change=pick_within,
        )


def pick_words() -> None:
    """Words to search for were typed."""
    if not state.stale("w_q") and not fields.too_long("w_q"):
        state.change(q=st.session_state["w_q"])


def pick_preset() -> None:
    """A preset was chosen, or let go."""
    if state.stale("w_preset"):
        return
    start, end = span(st.session_state["w_preset"] or "all", date.today())
    state.change(from_=start, to=end)


def pick_dates() -> None:
    """A date was typed; the other one gives way when they cross."""
    now = state.view().filter
    start = now.from_ if state.stale("w_from") else st.session_state["w_from"]
    end = now.to if state.stale("w_to") else st.session_state["w_to"]
    if start and end and start > end:
        start, end = (start, start) if start != now.from_ else (end, end)
    state.change(from_=start, to=end)


def pick_within() -> None:
    """Whether an event has to lie wholly inside the dates was chosen."""
    if not state.stale("w_within"):
        state.change(dates="within" if st.session_state["w_within"] else "overlap")


def pick_precision() -> None:
    """How closely a place has to be known was chosen."""
    if not state.stale("w_precision"):
        state.change(precision=st.session_state["w_precision"] or None)


def with_chosen(counted: Counted, chosen: Iterable[str]) -> dict[str, int]:
    """Counts by value, the chosen values that no event has among them as zero."""
    counts = dict(counted)
    return counts | {value: 0 for value in chosen if value not in counts}


def types(counted: Counted, chosen: Sequence[str]) -> list[Option]:
    """Event types, the most frequent first."""
    catalogue = load_types()
    options = []
    for value, n in with_chosen(counted, chosen).items():
        kind = catalogue.get(value)
        options.append(
            Option(
                value=value,
                label=words.name(kind, value),
                count=n,
                chosen=value in chosen,
                glyph=kind.glyph if kind else "●",
                color=kind.color if kind else "",
            )
        )
    return sorted(options, key=lambda o: (-o.count, o.label))


def actors(counted: Counted, chosen: Sequence[str]) -> list[Option]:
    """Actors in groups by kind, both by how often they occur."""
    totals: dict[str, int] = defaultdict(int)
    options = []
    for value, n in with_chosen(counted, chosen).items():
        group, label, also = actor_words(value, language())
        totals[group] += n
        options.append(
            Option(value=value, label=label, count=n, chosen=value in chosen, group=group, also=also)
        )
    return sorted(options, key=lambda o: (-totals[o.group], o.group, -o.count, o.label))


@cache
def actor_words(value: str, _lang: str) -> tuple[str, str, str]:
    """An actor's kind and name in the reader's language, and the other names that it is found by."""
    actor = load_actors().get(value)
    also = " ".join((actor.name_en, actor.name_es, *actor.aliases)) if actor else ""
    return words.actor_kind(actor.kind if actor else ""), words.name(actor, value), also


def places(counted: Counted, chosen: Sequence[str], wanted: Asked) -> tuple[list[Option], int]:
    """Regions as a tree: countries and seas, states, municipalities; each by how many events it has.

    Of the tree only what its reader wants to see: the branches that are open, or what a search finds, and at
    first no more than `facet.LIMIT`; also, how many more there are. What is chosen is always among them.
    """
    counts = with_chosen(counted, chosen)
    roots = rooted(counts)
    around, query = ancestors(chosen), fold(wanted.query.strip())
    options: list[Option] = []
    hidden = 0

    def walk(level: Iterable[str], depth: int, seen: bool) -> None:
        nonlocal hidden
        for value in sorted(level, key=lambda v: (-counts[v], lookup.region_name(v))):
            below = [v for v in lookup.below(value) if v in counts]
            is_open = value in wanted.open
            found = query in folded(value, language()) if query else seen
            room = wanted.all or len(options) < facet.LIMIT
            hidden += found and not room and value not in chosen
            if value in chosen or (found and room):
                options.append(
                    Option(
                        value=value,
                        label=lookup.region_name(value),
                        count=counts[value],
                        chosen=value in chosen,
                        depth=depth,
                        parent_of=bool(below),
                        open=is_open,
                    )
                )
            if query or is_open or value in around:
                walk(below, depth + 1, seen and is_open)

    walk(roots, 0, True)
    return options, hidden


def rooted(counts: dict[str, int]) -> list[str]:
    """The regions that lie in no other; those that the rest lie in are added to `counts`, with none."""
    up = list(map(above, counts))
    roots = [value for value, parent in zip(counts, up, strict=True) if not parent]
    lacking = set(up) - counts.keys() - {""}
    while lacking:
        counts |= dict.fromkeys(lacking, 0)
        roots += [value for value in lacking if not above(value)]
        lacking = set(map(above, lacking)) - counts.keys() - {""}
    return roots


@cache
def above(region_id: str) -> str:
    """The region that one lies in, or nothing."""
    found = lookup.region(region_id)
    return (found.parent or "") if found else ""


@cache
def folded(region_id: str, _lang: str) -> str:
    """A region's name in the reader's language as it is searched."""
    return fold(lookup.region_name(region_id))


def ancestors(values: Iterable[str]) -> set[str]:
    """Every region that one of these lies in."""
    found: set[str] = set()
    for value in values:
        here = lookup.region(value)
        while here and here.parent and here.parent not in found:
            found.add(here.parent)
            here = lookup.region(here.parent)
    return found


def modalities(counted: Counted, chosen: Sequence[str]) -> list[Option]:
    """How firmly events are told, the firmest first."""
    return listed(MODALITIES, words.modality, counted, chosen)


def statuses(counted: Counted, chosen: Sequence[str]) -> list[Option]:
    """The four statuses, in their order."""
    return listed(STATUSES, words.status, counted, chosen)


def listed(
    values: Sequence[str], name: Callable[[str], str], counted: Counted, chosen: Sequence[str]
) -> list[Option]:
    """Every value of a short list in its order, also those that no event has."""
    counts = {str(value): int(n) for value, n in counted}
    return [Option(value=v, label=name(v), count=counts.get(v, 0), chosen=v in chosen) for v in values]


def change_status(values: tuple[str, ...]) -> None:
    """Statuses were chosen; none chosen means the default, for a view of nothing helps nobody."""
    state.change(status=values or Filter().status)


def precision(chosen: Filter, counted: Counted) -> None:
    """The worst precision that is kept."""
    counts: Mapping[int, int] = {int(v): int(n) for v, n in counted if str(v).isdecimal()}
    labels = {
        0: _("Any, also without a place"),
        1: _("Towns and named sites"),
        2: _("Near a place, or better"),
        3: _("Municipality, or better"),
        4: _("State, or better"),
        5: _("Vague area, or better"),
        6: _("Country, or better"),
        7: _("Any, with a place"),
    }

    def show(code: int) -> str:
        if code == 0:
            return labels[code]
        kept = sum(n for c, n in counts.items() if c <= code)
        return f"{labels[code]} · {number(kept)}"

    kept = chosen.precision or 0
    state.put("w_precision", kept, show(kept))
    st.selectbox(
        _("Precision of the place"),
        list(labels),
        format_func=show,
        key="w_precision",
        filter_mode=None,
        on_change=pick_precision,
    )
