"""Called again: whom "the group", "the attackers", "el imputado", "the 41-year-old" mean, as told before."""

from __future__ import annotations

import re

from geo.events.actors import ARMED, UNLAWFUL, ActorMention
from geo.events.harms import HARM
from geo.events.reading import Line
from geo.events.telling import NEAR_LINES, Telling
from geo.events.words import word_set

_NEAR_BY, _JUST_TOLD = 4, 2
"""How many sentences back a person is looked for, and the doers of the deed just told."""
_BODIES = word_set(
    "group gang militia organisation organization movement cartel guerrilla front faction grupo banda "
    "organizacion milicia movimiento pandilla frente faccion"
)
_SAME = word_set("the this that same el la dicho dicha ese esa este esta misma mismo")
_SAME_ONE = word_set("same mismo misma")
_ATTACKS = HARM | {"property_attack", "kidnapping"}
_NOW = word_set("ahora hoy")
""" "El ahora imputado"."""
_ATTACKERS = word_set("attackers assailants agresores atacantes asaltantes")
_AGED = re.compile(r"\d{1,3}[ -]year[ -]old(?: [a-z]+)?")
_HELD = re.compile(
    r"(?:the )?(?:imputad|procesad|acusad|detenid|capturad|aprehendid)[oa]|(?:suspect|defendant|detainee)"
)
_BY_LAW = frozenset({"arrest", "charges", "sentence"})
_MOST_BODY = 3
DEFINITE = word_set("the these those los las el al dichos estos esos")


def call_by_name(tellings: list[Telling], lines: list[Line]) -> None:
    """Let "the group" and "la banda" be the gang named last before, and "the 41-year-old" whoever was."""
    for telling in tellings:
        at = telling.lines[0]
        telling.actors[:] = [
            (
                _named_before(a, at, lines)
                or _same_group(a, at, lines, tellings)
                or _who_is_known(a, at, lines, tellings)
                or (_attackers(a, at, lines, tellings) if role == "agent" else None)
                or a,
                role,
            )
            for a, role in telling.actors
        ]


def _attackers(
    actor: ActorMention, at: int, lines: list[Line], tellings: list[Telling]
) -> ActorMention | None:
    """Whom "the attackers" and "los agresores" mean: the only ones that did the deed just told.

    Police or soldiers only where it befell nobody who may have attacked them.
    """
    line = lines[at]
    inside = line.sentence.start <= actor.start < line.sentence.end
    if not inside or not actor.is_group or line.before(actor.start, 1).strip() not in DEFINITE:
        return None
    if line.sentence.between(actor.start, actor.end) not in _ATTACKERS:
        return None
    doer, deeds = _doer_before(at, tellings)
    if doer is None or (doer.kind in UNLAWFUL and not doer.is_group):
        return doer
    hit = [a for t in deeds for a, role in t.actors if role in ("target", "participant")]
    return doer if not any(a.kind in ARMED | UNLAWFUL for a in hit) else None


def _doer_before(at: int, tellings: list[Telling]) -> tuple[ActorMention | None, list[Telling]]:
    """The only doer of the deeds of harm just told before line `at`, and these deeds."""
    near = [t for t in tellings if 0 < at - t.lines[0] <= _JUST_TOLD and t.type in _ATTACKS]
    did = {a.id: a for t in near for a, role in t.actors if role == "agent"}
    return (next(iter(did.values())) if len(did) == 1 else None), near


def _same_group(
    actor: ActorMention, at: int, lines: list[Line], tellings: list[Telling]
) -> ActorMention | None:
    """Whom "the same group" and "el mismo grupo" mean where nobody by name was told: the doer before."""
    line = lines[at]
    if actor.id is not None or not line.sentence.start <= actor.start < line.sentence.end:
        return None
    words = f"{line.before(actor.start, 1)}{line.sentence.between(actor.start, actor.end)}".split()
    same = any(w in _SAME_ONE for w in words[:-1]) and words[-1] in _BODIES
    return _doer_before(at, tellings)[0] if same else None


def _who_is_known(
    actor: ActorMention, at: int, lines: list[Line], tellings: list[Telling]
) -> ActorMention | None:
    """Whom "the 41-year-old" and "el imputado" mean: the only person by name of the last deeds told before,
    and the only one whom the law acted against.
    """
    k = _line_of(actor, at, lines)
    known = k is not None and lines[k].before(actor.start, 1).strip() in _SAME | _NOW
    held = _HELD.fullmatch(actor.name) is not None
    if not known or not (held or _AGED.fullmatch(actor.name)):
        return None
    near = [t for t in tellings if at - _NEAR_BY <= t.lines[0] < (at if k is None else k)]
    told = [
        (t, a) for t in near for a, role in t.actors if not held or (t.type in _BY_LAW and role == "target")
    ]
    if held and any(a.is_group for _, a in told):
        return None
    named = {a.name: a for _, a in told if a.kind == "person" or _is_whole_name(a)}
    return next(iter(named.values())) if len(named) == 1 else None


def _is_whole_name(actor: ActorMention) -> bool:
    """Whether an actor whom the catalogue lacks is told by given name and surname."""
    words = actor.name.split()
    return actor.id is None and not actor.kind and len(words) > 1 and all(w[:1].isupper() for w in words)


def _line_of(actor: ActorMention, at: int, lines: list[Line]) -> int | None:
    """The line that names an actor of line `at`: a pronoun's is one before."""
    near = range(at, max(-1, at - _NEAR_BY), -1)
    return next((k for k in near if lines[k].sentence.start <= actor.start < lines[k].sentence.end), None)


def _named_before(actor: ActorMention, at: int, lines: list[Line]) -> ActorMention | None:
    """Whom a body called by its kind alone means, if it is one and somebody fits."""
    if actor.id is not None and not actor.is_group:
        return None
    k = _line_of(actor, at, lines)
    if k is None:
        return None
    line = lines[k]
    words = line.sentence.between(actor.start, actor.end).split()
    known = line.before(actor.start, 1).strip() in _SAME or words[:1] in (["same"], ["mismo"], ["misma"])
    if not words or words[-1] not in _BODIES or len(words) > _MOST_BODY or not known:
        return None
    named = (a for x in reversed(lines[max(0, k - NEAR_LINES) : k + 1]) for a in reversed(x.actors))
    return next((a for a in named if a.end <= actor.start and a.kind in UNLAWFUL and not a.is_group), None)


__all__ = ["DEFINITE", "call_by_name"]
