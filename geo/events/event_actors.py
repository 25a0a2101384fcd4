"""The actors of an event as its record holds them: each once, by the role that counts."""

from __future__ import annotations

import re
from functools import cache

from geo.events.actors import ActorMention, load_actors
from geo.events.date_words import fold_offsets
from geo.events.referents import Cast
from geo.places.bodies import any_of, bodies
from geo.places.names import load_lexicon
from geo.records import EventActor, Role

_BESIDE = 40
"""The most characters between two on one list."""
_ARTICLE = 12
"""How many characters before an office its article, and a word between, may stand."""
_ONE = re.compile(r"(?<!\w)(?:the|an?|his|her|its|el|la|al|del|un|una|su)(?: [\w-]+)? $", re.IGNORECASE)
_NAME = r"(?P<name>(?P<given>[A-ZÀ-Þ][\w’'-]+)(?: (?:de |del |la |los )*[A-ZÀ-Þ][\w’'-]+){1,3})"
_OF = r" (?:of|in|de|del|en) (?:the |la |el |los |las )?"
_BY_NAME = re.compile(
    rf"(?: (?P<sort>[a-zà-ÿ]+))?(?:{_OF}[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w’'-]+){{0,2}}){{0,2}}"
    rf"(?:, [A-ZÀ-Þ][\w’'-]+)?, {_NAME}"
    r"(?=[,.;)]|$| (?:on|in|at|near|during|and|y|e|en|el|por|durante|cerca|cuando|when|outside)(?!\w))"
)
_IDENTIFIED = re.compile(
    r",? (?:(?:who was|whom \w+|que fue|quien fue) )?(?:identified|identificad[oa])(?: (?:by|"
    r"por) [\w ]{3,25}?)?"
    rf" (?:only )?(?:as|como) {_NAME}(?=[,.;)]| (?:was|is|has|fue|es|ha|y|and)(?!\w))"
)
""" "The man, identified as Darío Salas, is accused": who it was."""
_ITS_MAN = re.compile(
    r" (?:leader|commander|boss|chief|member|fighter|operative|official|lieutenant|militant)(?= |,)"
)
_LEADS = re.compile(
    r"(?:leader|boss|chief|commander|member|fighter|operative|lieutenant|militant|líder|jefe|jefa|"
    r"cabecilla|comandante)\Z",
    re.IGNORECASE,
)
_SORT = r"(?!(?:into|onto|para|hacia|contra|hasta|cuando) )[a-zà-ÿ]{3,}(?:[oa]|és|al|ense)"
_BESIDE_NAME = re.compile(rf"(?: {_SORT})? {_NAME}(?! [A-ZÀ-Þ])")
""" "Al narcotraficante uruguayo Sebastián Marset"."""
_OF_PLACE = (
    re.compile(
        rf"{_OF}(?!(?:San|Santa|Santo|Ciudad|Puerto|Villa|Nuev[ao]|Baja|Costa|Buenos|Gran) )"
        rf"[A-ZÀ-Þ][\w’-]+ {_NAME}(?! [A-ZÀ-Þ])"
    ),
    re.compile(
        rf"{_OF}(?!(?:San|Santa|Santo|Ciudad|Villa) )[A-ZÀ-Þ][\w’-]+ [A-ZÀ-Þ][\w’-]+ {_NAME}(?! [A-ZÀ-Þ])"
    ),
)
""" "El embajador de Estados Unidos Ronald Johnson"."""
_JOINT = re.compile(r"(?:,|(?<!\w)(?:and|y|e))\s+(?:\S+\s+){0,4}$")


def as_event_actors(found: Cast, text: str) -> tuple[EventActor, ...]:
    """Each actor once, with the first role it was given; `text` is the report's.

    Of an office with a name ("the mayor, Carlos Manzo") the name is kept. Two on one list that belong to one
    group without a name ("the president and his prime minister") are two, each in the report's words.
    """
    out: dict[tuple[str | None, str], EventActor] = {}
    called = {
        a: _called_after(a, text) if role != "claimant" else ""
        for a, role in found
        if a.is_group or (a.id and role == "target") or _is_unnamed(a)
    }
    for actor, role in found:
        if _is_told_twice(actor, called, found):
            continue
        if actor.id is None and any(r == role and _is_one_of(actor, group) for group, r in found):
            continue
        if role == "agent" and any(r == "participant" and a.id and a.id == actor.id for a, r in found):
            continue
        if any(r == role and _is_its_own(actor, a) for a, r in found):
            continue
        if role == "supporter" and any(r in ("agent", "participant") and a.id == actor.id for a, r in found):
            continue
        key = (actor.id, "" if actor.id else actor.name.casefold())
        name = actor.name
        name_told = called.get(actor, "") if actor.is_group or role == "target" or _is_unnamed(actor) else ""
        if (actor.is_group or name_told) and role != "claimant":
            key = (actor.id, role)
            if name_told:
                name, key = name_told, (actor.id, f"{role} {name_told.casefold()}")
            elif _is_listed(actor, role, found, text):
                name = text[actor.start : actor.end]
                key = (actor.id, f"{role} {name.casefold()}")
        if role == "target" and key in out and out[key].role == "participant":
            key = (actor.id, f"{role} {key[1]}")  # who fought, and fell
        if key not in out or (out[key].role == "claimant" and role != "claimant"):
            out[key] = EventActor(id=actor.id, name=name, role=role, kind=actor.kind)
    return tuple(out.values())


def _is_unnamed(actor: ActorMention) -> bool:
    """Whether somebody stands in the report's words, and by no name: "el detenido"."""
    return actor.id is None and actor.name.islower()


def _called_after(actor: ActorMention, text: str) -> str:
    """The name that follows an office ("the mayor of Uruapan, Carlos Manzo, was shot"); else "".

    Of a group with a name of its own a man is told first: "a Hezbollah commander, Haytham Tabatabai".
    """
    if not _ONE.search(text[max(0, actor.start - _ARTICLE) : actor.start]):
        return ""
    identified = _IDENTIFIED.match(text, actor.end)
    if identified is not None:
        return identified["name"]
    mention = text[actor.start : actor.end]
    man = _ITS_MAN.match(text, actor.end)
    led = man is not None or _LEADS.search(mention) is not None
    if (mention.endswith("s") and man is None) or not (led or actor.is_group):
        return ""
    patterns = (_of_party(), _BY_NAME, _BESIDE_NAME, *_OF_PLACE) if actor.is_group else (_BY_NAME,)
    end = man.end() if man else actor.end
    told = (m for pattern in patterns if (m := pattern.match(text, end)) is not None)
    return next((m["name"] for m in told if _is_somebodys(m) or (led and _is_set_off(m, text))), "")


def _is_set_off(told: re.Match[str], text: str) -> bool:
    """Whether commas set a name off from what says whose leader he is: whoever he is."""
    return told.re is _BY_NAME and text[told.end() :][:1] in (",", ".", ";")


def _is_somebodys(told: re.Match[str]) -> bool:
    """Whether a name that follows an office is a person's, and no place's."""
    names, given = load_lexicon(), fold_offsets(told["given"])
    if given in names.given:
        return True
    if told.re is _BY_NAME and told["sort"] is not None:
        return True
    return told.re in (_BY_NAME, _of_party()) and given in names.surnames


@cache
def _of_party() -> re.Pattern[str]:
    """ "El diputado local de Morena Benito Aguas": a party, and the name of one of its members."""
    parties = any_of(tuple(name for names in bodies("party").values() for name in names))
    return re.compile(rf"(?: [a-zà-ÿ]+)? (?:de|del) (?:la |el )?(?:{parties}) {_NAME}(?! [A-ZÀ-Þ])")


def _is_told_twice(actor: ActorMention, called: dict[ActorMention, str], found: Cast) -> bool:
    """Whether somebody is told by an office with a name, and by the name: who has an entry is that."""
    if not called.get(actor):
        return actor.id is None and actor.name in called.values()
    return any(a.id and a.name == called[actor] for a, _ in found)


def _is_its_own(whole: ActorMention, part: ActorMention) -> bool:
    """ "Israel's military" beside "the Israel Defense Forces": a country's forces under two names."""
    if whole.id is None or part.id is None or not whole.kind == part.kind == "military":
        return False
    by_rule, by_name = whole.id.endswith("-military"), not part.id.endswith("-military")
    return by_rule and by_name and bool(whole.country) and whole.country == part.country


def _is_listed(actor: ActorMention, role: Role, found: Cast, text: str) -> bool:
    """Whether somebody else of the same group stands beside an actor on a list."""
    for other, given in found:
        if other.id != actor.id or given != role or other.start == actor.start:
            continue
        first, second = sorted((actor, other), key=lambda a: a.start)
        joint = text[first.end : second.start]
        if len(joint) <= _BESIDE and _JOINT.search(joint) and "." not in joint:
            return text[first.start : first.end].casefold() != text[second.start : second.end].casefold()
    return False


def _is_one_of(actor: ActorMention, group: ActorMention) -> bool:
    """ "The officer", after "two police officers": a word of the group's own names is nobody else."""
    if not group.is_group or " " in actor.name or not actor.name.islower():
        return False
    return actor.name.removesuffix("s") in _words_of(group.id or "")


@cache
def _words_of(group_id: str) -> frozenset[str]:
    """The words of a group's names, without a plural's "s"."""
    entry = load_actors()[group_id]
    words = " ".join((entry.name_en, entry.name_es, *entry.aliases)).lower().split()
    return frozenset(word.removesuffix("s") for word in words)
