"""What each place around a trigger makes of who fills it, by the type's nature and the trigger's voice.

A subject acts and an object is acted on; in the passive it is the other way round. A noun of harm has its
victim after "of" ("the killing of two men"), one of attack its author ("ataque de sicarios"), and all sides
of a clash or of talks take part alike.
"""

from __future__ import annotations

from dataclasses import replace

from geo.events.actors import ARMED, UNLAWFUL, ActorMention
from geo.events.arguments import arguments_of
from geo.events.belongings import describes, from_whom, of_whom, owners
from geo.events.date_words import fold_offsets
from geo.events.following import following
from geo.events.lists import holder
from geo.events.objects import is_full_name, is_personal
from geo.events.phrases import Parse, Phrase, is_carrier
from geo.events.slots import TO, WITH, Arguments
from geo.events.support_verbs import ENVOYS, RECIPROCAL
from geo.events.triggers import Trigger
from geo.events.words import word_set
from geo.records import Role

Given = list[tuple[list[ActorMention], Role]]
"""Who plays which role; somebody named twice plays the first."""
Found = dict[int, tuple[ActorMention, Role]]
"""Actors with their roles, by where they start."""
DONE_BY = frozenset(
    {
        "surveillance_flight", "military_flight", "deployment", "military_operation", "covert_operation",
        "protest", "plan", "raid", "escape", "blockade", "seizure", "property_attack",
    }
)  # fmt: skip
"""Types whose actors are agents: people are not what these are done to."""
_FLIGHTS = frozenset({"surveillance_flight", "military_flight"})
"""Done by machines, whose owner acts."""
_SEES = tuple(
    """
    see saw spot detect track film photograph sight observ log record avist ve vio vieron vis registr capt
    grab fotograf rastre identific
    """.split()  # noqa: SIM905
)
"""How verbs begin whose object flew."""
_SORTS = word_set("military militar militares")
""" "Military planes": tells what sort they are, and nobody's name."""
DONE_TO_THINGS = frozenset({"seizure", "property_attack", "raid"})
"""Those of them whose object is a thing, and nobody."""
_SUFFERED = frozenset(
    {
        "killing", "attack_on_press", "kidnapping", "disappearance", "abuse", "arrest", "release",
        "deportation", "extradition", "prisoner_transfer", "displacement", "sentence", "charges",
        "designation", "sanction", "extortion", "body_found", "investigation",
    }
)  # fmt: skip
"""Types whose nouns are followed by the one who suffers them: "the arrest of two men"."""
_FROM_TO = frozenset({"abuse", "attack_on_press", "threat", "extortion", "sanction", "armed_attack"})
"""Types whose Spanish nouns may name both: "la paliza de los guardias a un preso"."""
_THROUGH_THINGS = frozenset(
    {"investigation", "body_found", "sanction", "armed_attack", "drone_attack", "airstrike", "bombing"}
)
"""Types that reach people through a thing of theirs: a body that is found, an army's post under attack."""
_TOWARDS = frozenset({"charges", "sanction", "sentence", "threat", "armed_attack"})
"""Types whose object is the deed, and whose target stands after "against": "se presentaron cargos contra"."""
_FROM_ABOVE = frozenset({"airstrike", "drone_attack"})
""" "Un bombardeo de la aviación": whose planes they were stands after "of"."""
_INTO = word_set("into en on")
_COMPANIES = word_set(
    "company companies firm corporation shipowner compania companias empresa naviera petrolera electrica "
    "corporacion consorcio"
)
_KILLINGS = word_set("assassination murder life asesinato homicidio magnicidio")
""" "Attempted assassination of": a noun of attack that is followed by whom it was meant for."""
_DONE_TO = word_set(
    "shooting stabbing beating shelling ambush lynching poisoning flogging apunalamiento golpiza"
)
""" "The shooting of a woman": what is done to whom stands after "of"."""
_LEFT_SO = word_set("dead into injured wounded")
""" "Left three soldiers dead": what is said of those who suffer it."""


_BLASTS = frozenset({"landmine", "bombing", "armed_attack", "airstrike", "drone_attack"})


def given_roles(p: Parse, trigger: Trigger) -> Given:
    """The roles of those who are named in the places around a trigger."""
    a = arguments_of(p, trigger)
    if trigger.type in RECIPROCAL:
        return [(_sides(p, trigger, a), "participant")]
    if trigger.type in DONE_BY:
        return _of_verb_of_agents(p, trigger, a) if trigger.is_verb else _of_noun_of_agents(p, trigger, a)
    if p.lang == "es" and trigger.type == "disappearance" and (a.object or "object" in a.pronouns):
        return [([s for s in named(a.subject) if s.kind in ARMED], "agent"), (named(a.object), "target")]
    if trigger.is_verb:
        return _of_passive(p, trigger, a) if trigger.voice == "passive" else _of_active(p, trigger, a)
    return _of_phrase(p, trigger, a) if trigger.pos == "phrase" else _of_noun(p, trigger, a)


def _sides(p: Parse, trigger: Trigger, a: Arguments) -> list[ActorMention]:
    """All who stand around a clash, an agreement or talks."""
    sides = [f for f in a.sides if p.lang == "es" or f.first < f.head or p.word(f.head).endswith("s")]
    beside = named if p.word(trigger.last) in WITH or p.word(trigger.last) == "pitted" else _known
    subject = [replace(f, actor=_sender(p, f) or f.actor) for f in a.subject]
    everyone = named(subject) + beside(a.object) + named(sides) + _known(a.sides)
    everyone += named(a.by) + named(a.patient)
    clash = trigger.type == "armed_clash"
    if clash or not trigger.is_verb:
        of = _known(a.of) if trigger.type == "exercise" else named(a.of)
        everyone += a.owner + of + (named(a.against) if clash else _known(a.against))
    return everyone


def _sender(p: Parse, phrase: Phrase) -> ActorMention | None:
    """ "Delegations from Armenia": who sent those that met."""
    return holder(p, phrase, author=True) if p.word(phrase.head) in ENVOYS else None


def _of_verb_of_agents(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "Marched", "raided": whoever stands there did it, and the things it was done to are somebody's."""
    if trigger.voice == "passive":
        acting = a.by or ([] if trigger.type in DONE_TO_THINGS else a.subject)
        return [(named(acting), "agent"), (owners(p, trigger, a.subject), "target")]
    if trigger.type in _FLIGHTS:
        flown = _seen_flying(p, trigger, a)
        if flown is not None:
            return [(flown, "agent")]
        doers = _known(a.subject) or _holders(p, a.subject)
        doers = doers or [owner for f in a.subject if (owner := of_whom(p, f)) is not None]
        return [([d for d in doers if p.sentence.between(d.start, d.end) not in _SORTS], "agent")]
    free = [] if a.subject or p.lang == "en" else [f for f in a.object if not f.preposition]
    doers = named(a.subject) or (named(free) if trigger.type == "protest" else _known(free))
    return [(doers, "agent"), (owners(p, trigger, a.object) + _opponents(p, trigger, a), "target")]


def _seen_flying(p: Parse, trigger: Trigger, a: Arguments) -> list[ActorMention] | None:
    """ "Taiwan detected 17 Chinese aircraft": those flew who were seen, and not who saw them.

    None where it is no verb of seeing, or may be what somebody in an aircraft does.
    """
    if not p.word(trigger.first).startswith(_SEES) or any(is_carrier(p, f.head) for f in a.subject):
        return None
    behind = [f for f, _ in following(p, trigger.last + 1) if not f.preposition]
    flown = _known([f for f in a.object or behind if is_carrier(p, f.head)])
    return flown if flown or trigger.type == "military_flight" else None


def _of_noun_of_agents(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "A march of nurses": whoever owns it or stands after "of" did it."""
    owning = [f for f in a.of if p.lang == "en" or not describes(p, f)]
    doers = named(a.by) or named(a.subject) + a.owner + _known(owning)
    if trigger.type in _FLIGHTS and not doers:
        craft = [f for f in p.phrases if f.last < trigger.first and is_carrier(p, f.head)]
        doers = _known(craft[-1:])
    return [(doers, "agent"), (owners(p, trigger, []) + _opponents(p, trigger, a), "target")]


def _opponents(p: Parse, trigger: Trigger, a: Arguments) -> list[ActorMention]:
    """ "An offensive against the rebels", "against rebel positions"."""
    if trigger.type != "military_operation":
        return []
    told = [f for f in a.against if p.lang == "es" and f.preposition == "contra" and is_personal(p, f)]
    held = [h for h in _holders(p, a.against) if h.kind in ARMED]
    return _known(a.against) or named(told) or held or _took_from(p, trigger)


def _took_from(p: Parse, trigger: Trigger) -> list[ActorMention]:
    """ "Seized the town from the rebels": who held it before."""
    if not trigger.is_verb:
        return []
    lost = [f for f, _ in following(p, trigger.last + 1) if f.preposition == "from" and f.is_known]
    return _known([f for f in lost if f.actor is not None and f.actor.kind in ARMED][:1])


def _of_passive(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "Two men were shot by guards", "cayeron dos hombres": the subject suffers it."""
    behind = _known(a.object) if trigger.type == "displacement" else named(a.object)
    near = p.lang == "es" or all(f.first <= trigger.last + 2 for f in a.object)
    author = named(a.by) or (behind if trigger.pos == "undergo" and near else [])
    target = _hit(p, trigger, a.subject) or _riders(p, trigger, a.subject)
    if not target and trigger.type in _TOWARDS:
        target = named(a.against)
    return [(target, "target"), (author, "agent")]


def _riders(p: Parse, trigger: Trigger, phrases: list[Phrase]) -> list[ActorMention]:
    """ "Four officers were hurt when their car hit a mine": whose it is that was hit."""
    theirs = trigger.type in _BLASTS and any(p.word(f.first) in ("their", "his", "her") for f in phrases)
    before = [f for f in p.phrases if f.last < trigger.first and f.actor is not None and not f.preposition]
    return [f.actor for f in before[:1] if theirs and f.actor is not None]


def _of_active(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "Guards shot two men", "fired at the crowd": the subject does it."""
    target = _hit(p, trigger, a.object) or _hit(p, trigger, a.against) or _struck(p, trigger)
    if trigger.type == "designation" and a.by and a.subject:  # "designated a terrorist group by Canada"
        return [(named(a.by), "agent"), (named(a.subject), "target")]
    if trigger.type == "extortion" and p.lang == "en":
        target = from_whom(p, trigger) or target
    doers = named(a.subject) or [h for h in _holders(p, a.subject, author=True) if h.kind in ARMED]
    return [(doers, "agent"), (target, "target")]


def _of_phrase(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "Left three soldiers dead", "hallaron el cuerpo de"."""
    suffer = named(a.of) if trigger.type in _SUFFERED else []
    charged = named(a.against) if trigger.type == "charges" else _known(a.against)
    doers = named(a.by) + named(a.subject)
    if trigger.type in _FROM_ABOVE and not doers:
        doers = _known([f for f in a.of if f.first <= trigger.last + 2])
    return [
        (doers, "agent"),
        *_owner_roles(p, trigger, a),
        (charged + named(a.patient) + suffer, "target"),
    ]


def _of_noun(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "The killing of two men", "ataque de sicarios": after "of" stands who suffers it, or its author."""
    attempt = any(
        p.word(k) in _KILLINGS or p.word(k) in _DONE_TO for k in range(trigger.first, trigger.last + 1)
    )
    suffered = trigger.type in _SUFFERED or bool(a.by) or attempt
    if p.lang == "es" and trigger.type in _FROM_TO and (a.patient or a.against) and not a.by:
        suffered = False
    return [
        (named(a.by) + named(a.subject), "agent"),
        (named(a.patient), "target"),
        *_owner_roles(p, trigger, a),
        *_of_whom(trigger, a, suffered=suffered),
        (_aimed_at(p, trigger, a), "target"),
    ]


def _of_whom(trigger: Trigger, a: Arguments, *, suffered: bool) -> Given:
    """What those do whom "of" leads to: the gang of "extorsiones de una banda" suffers none."""
    gangs = [f for f in a.of if f.actor is not None and f.actor.kind in UNLAWFUL]
    if trigger.type == "extortion" and gangs:
        return [(named(gangs), "agent")]
    return [(named(a.of), "target") if suffered else (_known(a.of), "agent")]


def _aimed_at(p: Parse, trigger: Trigger, a: Arguments) -> list[ActorMention]:
    """Whom a noun's "against" or "on" names; in English somebody known, but for sanctions on anybody."""
    anybody = p.lang == "es" or trigger.type in ("sanction", "charges")
    by_name = p.lang == "es" and trigger.type in ("charges", "investigation")
    people = named(
        [f for f in a.against if anybody and (is_personal(p, f) or (by_name and is_full_name(p, f)))]
    ) or _known(a.against)
    if people or trigger.type not in _THROUGH_THINGS or trigger.type == "sanction":
        return people
    return [h for h in _holders(p, a.against) if h.kind in ARMED]


def _hit(p: Parse, trigger: Trigger, phrases: list[Phrase]) -> list[ActorMention]:
    """The people in a place, or those whose body was found or whose post was attacked.

    In Spanish an object without "a" is nobody, unless it is known to be people.
    """
    things = phrases
    if p.lang == "es" and trigger.voice == "active" and p.word(trigger.last) not in TO:
        phrases = [f for f in phrases if f.preposition or f.actor is None or f.actor.kind]
    people = named(phrases)
    if people or trigger.type not in _THROUGH_THINGS:
        return people
    return [h for h in _holders(p, things) if trigger.type in _SUFFERED or _has_things(h)]


def _has_things(holder: ActorMention) -> bool:
    """Whether an attack on somebody's things is one on them: those who bear arms, and companies."""
    words = fold_offsets(holder.name).split()
    return holder.kind in ARMED or holder.kind == "private" or any(w in _COMPANIES for w in words)


def _struck(p: Parse, trigger: Trigger) -> list[ActorMention]:
    """ "A missile slammed into an army base", "impactó en un buque de": whose things were struck."""
    if trigger.type not in _FROM_ABOVE:
        return []
    into = [f for f, _ in following(p, trigger.last + 1) if f.preposition in _INTO]
    return _hit(p, trigger, [replace(f, actor=f.actor if f.is_known else None) for f in into[:1]])


def _owner_roles(p: Parse, trigger: Trigger, a: Arguments) -> Given:
    """ "Army raid", "the mayor's murder": whether those before a noun did it or suffered it."""
    return [([owner], "target" if _owner_suffers(p, trigger, a, owner) else "agent") for owner in a.owner]


def _owner_suffers(p: Parse, trigger: Trigger, a: Arguments, owner: ActorMention) -> bool:
    armed = owner.kind in ARMED
    if trigger.type not in _SUFFERED or (trigger.type == "extortion" and armed):
        return False
    if trigger.pos == "phrase" and (p.lang == "es" or p.word(trigger.first) in _LEFT_SO):
        return True
    possessive = p.sentence.between(owner.end, trigger.start).startswith(("'s", "’s", "'"))
    return not a.of and (possessive or not armed)


def _holders(p: Parse, phrases: list[Phrase], *, author: bool = False) -> list[ActorMention]:
    """Whose things phrases name: "army jets"."""
    return [h for f in phrases if (h := holder(p, f, author=author)) is not None]


def named(phrases: list[Phrase]) -> list[ActorMention]:
    """Whom phrases name."""
    return [phrase.actor for phrase in phrases if phrase.actor is not None]


def _known(phrases: list[Phrase]) -> list[ActorMention]:
    """Those whom the catalogue holds or who have a person's name."""
    return [actor for actor in named(phrases) if actor.kind]
