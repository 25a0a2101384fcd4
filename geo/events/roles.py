"""Roles: who did it, to whom, with whose help, and who only says so.

The grammar gives the phrases around a trigger (`arguments`); what they do in the event follows from its voice
and its type. A subject acts and an object is acted on; in the passive it is the other way round. A noun of
harm has its victim after "of" ("the killing of two men"), one of attack its author ("ataque de sicarios"),
and all sides of a clash or of talks take part alike. A pronoun means whoever played the same part before.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from geo.events.actors import ARMED, NATIONAL, UNLAWFUL, ActorMention, load_actors
from geo.events.antecedents import nearest, number_of, topic
from geo.events.arguments import arguments_of, is_personal
from geo.events.belongings import describes, from_whom, owners, theirs
from geo.events.clauses import modifies
from geo.events.closed_classes import DETERMINER, NOUN, RELATIVE, VERB
from geo.events.cues import load_classes
from geo.events.lists import holder
from geo.events.phrases import Parse, Phrase
from geo.events.reading import Line
from geo.events.referents import Cast, Referents
from geo.events.slots import TO, WITH, Arguments
from geo.events.support_verbs import OF_THE_PEOPLE, RECIPROCAL
from geo.events.triggers import Trigger
from geo.events.words import OF, word_set
from geo.records import EventActor, Role

_DONE_BY = frozenset(
    {
        "surveillance_flight", "military_flight", "deployment", "military_operation", "covert_operation",
        "protest", "plan", "raid", "escape", "blockade", "seizure", "property_attack",
    }
)  # fmt: skip
"""Types whose actors are agents: people are not what these are done to."""
_BY_FORCE = frozenset({"arrest", "raid", "seizure", "deportation", "extradition", "prisoner_transfer"})
"""What only those do who bear arms, where a pronoun may mean others too."""
_BY_THE_LAW = frozenset({"arrest", "seizure", "raid"})
_FLIGHTS = frozenset({"surveillance_flight", "military_flight"})
"""Done by machines, whose owner acts."""
_DONE_TO_THINGS = frozenset({"seizure", "property_attack", "raid"})
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
_DEADLY = frozenset({"raid", "military_operation", "armed_attack", "airstrike", "drone_attack", "bombing"})
_ONLY_PEOPLE = frozenset(
    {
        "arrest",
        "kidnapping",
        "abuse",
        "deportation",
        "extradition",
        "release",
        "prisoner_transfer",
        "charges",
        "sentence",
    }
)
_FROM_ABOVE = frozenset({"airstrike", "drone_attack"})
""" "Un bombardeo de la aviación": whose planes they were stands after "of"."""
_SAID_TYPES = frozenset({"plan", "threat", "designation", "sanction"})
"""Types done with words: whoever says them does them, but for the press."""
_WITH = re.compile(
    r"(?<!\w)(?:with (?:the )?(?:support|help|backing|aid|assistance|cooperation|participation) (?:of|"
    r"from)|backed by|"
    r"supported by|helped by|assisted by|along with|together with|alongside|with|directed by|led by|"
    r"coordinated by|"
    r"guided by|con (?:el )?(?:apoyo|respaldo|auxilio|ayuda|participacion|colaboracion) del?|junto con|"
    r"junto a|"
    r"en coordinacion con|con|dirigid[oa]s? por|encabezad[oa]s? por|coordinad[oa]s? por|apoyad[oa]s? por|"
    r"under the direction of|bajo la direccion del?|in coordination with|working with|"
    r"thanks to)\s+(?:(?!that |which |who |whom |when |que )[^\s,;]+\s+){0,3}$"
)
_LIST = re.compile(
    r"^(?:[\s,;&/]|\w+'s|and|y|e|as well as|asi como|the|el|la|los|las|also|its|su|with|del?|of|both)*$"
)
_ACCUSES = re.compile(
    r"(?<!\w)(?:accus(?:e|es|ed)|blam(?:e|es|ed)|acus(?:a|an|o|aron)|culp(?:a|an|o|aron))(?!\w)"
)
_ONE = word_set("a an un una one uno el la his her its su este esta this each cada")
_KILLINGS = word_set("assassination murder life asesinato homicidio magnicidio")
""" "Attempted assassination of": a noun of attack that is followed by whom it was meant for."""
_SIDES = word_set("sides parties partes bandos")
_COURSE = word_set("during in amid durante en")
_VERDICTS = word_set(
    "penalty penalties sentence sentences verdict verdicts term terms conviction convictions"
)
""" "Handed down a sentence": the thing that a verb of justice gives."""
_BESIDE = 40
"""The most characters between two on one list."""
_JOINT = re.compile(r"(?:,|(?<!\w)(?:and|y|e))\s+(?:\S+\s+){0,4}$")
_LEFT_SO = word_set("dead into injured wounded")
""" "Left three soldiers dead": what is said of those who suffer it."""


def cast(line: Line, trigger: Trigger, referents: Referents | None = None, at: int = 0) -> Cast:
    """The actors of the trigger's sentence with their roles, in the order of the text."""
    p = line.parse
    arguments = arguments_of(p, trigger)
    found: dict[int, tuple[ActorMention, Role]] = {}

    def give(actors: list[ActorMention], role: Role) -> None:
        for actor in actors:
            if _overlaps(actor, trigger):
                continue
            found.setdefault(actor.start, (actor, role))

    for phrases, role in _assigned(trigger, arguments, p):
        give(phrases, role)
    for unit, body in pairwise(p.phrases):
        if unit.actor is not None and unit.actor.start in found and _belongs(unit, body):
            give(_named([body]), found[unit.actor.start][1])
    pronouns: Cast = []
    if referents is not None and trigger.type in _BY_THE_LAW and trigger.is_verb:
        _leave_to_the_law(found, referents.acting(at))
    if referents is not None:
        told = {role for _, role in found.values()}
        acting = {(a.id, a.name) for a, role in found.values() if role == "agent"}
        pronouns = [
            (a, role)
            for a, role in _pronouns(p, trigger, arguments, referents, at, told)
            if role != "target" or (a.id, a.name) not in acting
        ]
        if trigger.type in RECIPROCAL and not told and not pronouns and _both_sides(p, arguments):
            pronouns = [(a, "participant") for a in referents.meant("participant", "many", at)]
        things = arguments.subject if trigger.voice == "passive" else arguments.object
        owner = theirs(p, trigger, things) if "target" not in told else None
        if owner is not None:
            meant = referents.meant("target", owner, at)
            pronouns += [
                (a, "target") for a in meant if (a.id, a.name) not in acting and a.kind not in UNLAWFUL
            ]
        own = trigger.type in _DONE_BY - OF_THE_PEOPLE
        if own and "agent" not in told and _in_the_course(p, trigger):
            pronouns += [(actor, "agent") for actor in referents.acting(at)]
        for phrase in p.phrases:
            if phrase.actor is not None and phrase.actor.start in found:
                actor, role = found[phrase.actor.start]
                referents.seen.append((actor, role, number_of(p, phrase), at))
                if role == "agent":
                    referents.deeds.append((actor, trigger.type, at))
        if trigger.type == "killing" and "agent" not in told and trigger.voice == "passive":
            pronouns += [(a, "agent") for a in _doers_of_course(line, trigger)]
        if "agent" not in told and not pronouns and _names_no_doer(line, trigger, found):
            pronouns = [(actor, "agent") for actor in referents.on_the_scene(trigger.type, at)]
    _add_aside(line, trigger, found)
    return [*pronouns, *(found[k] for k in sorted(found))]


def _leave_to_the_law(found: dict[int, tuple[ActorMention, Role]], acting: list[ActorMention]) -> None:
    """ "Guards killed two smugglers who had come from Syria and seized pills": the guards seized them."""
    lawful = [a for a in acting if a.kind in NATIONAL]
    doers = [k for k, (_, role) in found.items() if role == "agent"]
    if not lawful or not doers or any(found[k][0].kind not in UNLAWFUL for k in doers):
        return
    for k in doers:
        del found[k]
    found[lawful[-1].start] = (lawful[-1], "agent")


def _assigned(trigger: Trigger, a: Arguments, p: Parse) -> list[tuple[list[ActorMention], Role]]:
    """Who fills which role, by the type's nature and the trigger's voice."""
    verb = trigger.is_verb
    free = [] if a.subject or p.lang == "en" else [f for f in a.object if not f.preposition]
    if trigger.type in RECIPROCAL:
        sides = [f for f in a.sides if p.lang == "es" or f.first < f.head or p.word(f.head).endswith("s")]
        beside = _named if p.word(trigger.last) in WITH else _known
        everyone = _named(a.subject) + beside(a.object) + _named(sides) + _known(a.sides) + _named(a.by)
        everyone += _named(a.patient)
        if not verb or trigger.type == "armed_clash":
            clash = trigger.type == "armed_clash"
            everyone += a.owner + _named(a.of) + (_named(a.against) if clash else _known(a.against))
        return [(everyone, "participant")]
    if trigger.type in _DONE_BY:
        if verb and trigger.voice == "passive":
            acting = a.by or ([] if trigger.type in _DONE_TO_THINGS else a.subject)
            return [(_named(acting), "agent"), (owners(p, trigger, a.subject), "target")]
        if verb and trigger.type in _FLIGHTS:
            return [(_known(a.subject) or [h for x in a.subject if (h := holder(p, x))], "agent")]
        if verb:
            doers = _named(a.subject) or (_named(free) if trigger.type == "protest" else _known(free))
            against = _known(a.against) if trigger.type == "military_operation" else []
            return [(doers, "agent"), (owners(p, trigger, a.object) + against, "target")]
        owning = [f for f in a.of if p.lang == "en" or not describes(p, f)]
        doers = _named(a.by) or _named(a.subject) + a.owner + _known(owning)
        against = _known(a.against) if trigger.type == "military_operation" else []
        return [(doers, "agent"), (owners(p, trigger, []) + against, "target")]
    if verb:
        if trigger.voice == "passive":
            author = _named(a.by) or (_named(a.object) if trigger.pos == "undergo" else [])
            target = _hit(trigger, p, a.subject)
            if not target and trigger.type in _TOWARDS:
                target = _named(a.against)
            return [(target, "target"), (author, "agent")]
        target = _hit(trigger, p, a.object) or _hit(trigger, p, a.against)
        if trigger.type == "extortion" and p.lang == "en":
            target = from_whom(p, trigger) or target
        doers = _named(a.subject) or [
            h for phrase in a.subject if (h := holder(p, phrase, author=True)) and h.kind in ARMED
        ]
        return [(doers, "agent"), (target, "target")]
    owned = _owner_roles(trigger, a, p)
    if trigger.pos == "phrase":
        suffer = _named(a.of) if trigger.type in _SUFFERED else []
        charged = _named(a.against) if trigger.type == "charges" else _known(a.against)
        suffer = _named(a.patient) + suffer
        doers = _named(a.by) + _named(a.subject)
        if trigger.type in _FROM_ABOVE and not doers:
            doers = _known([f for f in a.of if f.first <= trigger.last + 2])
        return [(doers, "agent"), *owned, (charged + suffer, "target")]
    attempt = any(p.word(k) in _KILLINGS for k in range(trigger.first, trigger.last + 1))
    of: Role = "target" if trigger.type in _SUFFERED or a.by or attempt else "agent"
    if p.lang == "es" and trigger.type in _FROM_TO and (a.patient or a.against) and not a.by:
        of = "agent"
    return [
        (_named(a.by) + _named(a.subject), "agent"),
        (_named(a.patient), "target"),
        *owned,
        (_named(a.of) if of == "target" else _known(a.of), of),
        (_aimed_at(trigger, a, p), "target"),
    ]


def _aimed_at(trigger: Trigger, a: Arguments, p: Parse) -> list[ActorMention]:
    """Whom a noun's "against" or "on" names; in English somebody known, but for sanctions on anybody."""
    anybody = p.lang == "es" or trigger.type in ("sanction", "charges")
    named = _named([f for f in a.against if anybody and is_personal(p, f)]) or _known(a.against)
    if named or trigger.type not in _THROUGH_THINGS or trigger.type == "sanction":
        return named
    return [h for f in a.against if (h := holder(p, f)) and h.kind in ARMED]


def _hit(trigger: Trigger, p: Parse, phrases: list[Phrase]) -> list[ActorMention]:
    """The people in a place, or those whose body was found or whose post was attacked.

    In Spanish an object without "a" is nobody, unless it is known to be people.
    """
    if p.lang == "es" and trigger.voice == "active" and p.word(trigger.last) not in TO:
        phrases = [f for f in phrases if f.preposition or f.actor is None or f.actor.kind]
    named = _named(phrases)
    if named or trigger.type not in _THROUGH_THINGS:
        return named
    owners = [holder(p, phrase) for phrase in phrases]
    return [a for a in owners if a is not None and (trigger.type in _SUFFERED or a.kind in ARMED)]


def _owner_roles(trigger: Trigger, a: Arguments, p: Parse) -> list[tuple[list[ActorMention], Role]]:
    out: list[tuple[list[ActorMention], Role]] = []
    for owner in a.owner:
        gap = p.sentence.between(owner.end, trigger.start)
        described = trigger.pos == "phrase" and (p.lang == "es" or p.word(trigger.first) in _LEFT_SO)
        extorts = trigger.type == "extortion" and owner.kind in ARMED
        suffers = (
            trigger.type in _SUFFERED
            and not extorts
            and (
                described
                or (gap.startswith(("'s", "’s", "'")) and not a.of)
                or (owner.kind not in ARMED and not a.of)
            )
        )
        out.append(([owner], "target" if suffers else "agent"))
    return out


def _named(phrases: list[Phrase]) -> list[ActorMention]:
    return [phrase.actor for phrase in phrases if phrase.actor is not None]


def _known(phrases: list[Phrase]) -> list[ActorMention]:
    """Those whom the catalogue holds or who have a person's name."""
    return [actor for actor in _named(phrases) if actor.kind]


def _belongs(unit: Phrase, body: Phrase) -> bool:
    """ "The airborne group of the Defence Ministry": both did it where one is a known part of the other."""
    if body.preposition not in OF or body.first - unit.last > 2 or unit.actor is None or body.actor is None:
        return False
    entry = load_actors().get(unit.actor.id or "")
    return entry is not None and bool(entry.parent) and entry.parent == body.actor.id


def _overlaps(actor: ActorMention, trigger: Trigger) -> bool:
    return actor.start < trigger.end and trigger.start < actor.end


def _pronouns(
    p: Parse, trigger: Trigger, a: Arguments, referents: Referents, at: int, told: set[Role]
) -> Cast:
    """Whom the pronouns in the places of subject and object mean."""
    out: Cast = []
    for place, number in sorted(a.pronouns.items(), reverse=True):
        acts = place == "subject" and trigger.voice != "passive"
        role: Role = "participant" if trigger.type in RECIPROCAL else "agent" if acts else "target"
        if trigger.type in _DONE_BY:
            if not acts and trigger.type in _DONE_TO_THINGS:
                continue
            role = "agent"
        if (place == "object" and trigger.type in _DONE_BY) or (place == "subject" and role in told):
            continue
        meant = referents.meant(role, number, at)
        if not meant and place == "object":
            meant = nearest(p, trigger, number)
        if role == "agent" and trigger.type in _BY_FORCE and not any(a.kind in ARMED for a in meant):
            meant = referents.armed(at) or meant
        told_of = any(f.actor is not None for f in p.phrases if f.last < trigger.first)
        if not meant and role == "agent" and p.lang == "es" and not told_of:
            meant = topic(referents.before(at), number)
        if trigger.type == "release" and role == "agent" and len(meant) > 1:
            meant = [a for a in meant if not referents.holds(a)] or meant
        doers = [actor for actor, given in out if given == "agent"]
        meant = [actor for actor in meant if role != "target" or actor not in doers]
        out.extend((actor, role) for actor in meant)
        referents.seen.extend((actor, role, number, at) for actor in meant)
    return out


def _both_sides(p: Parse, a: Arguments) -> bool:
    """ "The two sides agreed": those who were told of before."""
    return any(p.word(f.head) in _SIDES for f in [*a.subject, *a.sides]) or (
        p.word(0) == "both" and not a.subject
    )


def _doers_of_course(line: Line, trigger: Trigger) -> list[ActorMention]:
    """ "Three were killed in an Israeli raid": who did the deed in whose course it happened."""
    p = line.parse
    for other in line.triggers:
        if other.type in _DEADLY and other.first > trigger.last and _in_the_course(p, other):
            between = p.tags[trigger.last + 1 : other.first]
            if VERB not in between and RELATIVE not in between:
                given = _assigned(other, arguments_of(p, other), p)
                return [a for actors, role in given if role == "agent" for a in actors]
    return []


def _names_no_doer(line: Line, trigger: Trigger, found: dict[int, tuple[ActorMention, Role]]) -> bool:
    """ "Two men were arrested.": a passive without a doer where nobody else bears arms or speaks."""
    if trigger.voice != "passive" or line.claims:
        return False
    return not any(a.kind in ARMED and a.start not in found for a in line.actors)


def _in_the_course(p: Parse, trigger: Trigger) -> bool:
    """ "Killed a man during a raid": whoever did the one did the other."""
    i = p.at[trigger.first]
    return i >= 0 and not trigger.is_verb and p.phrases[i].preposition in _COURSE


def is_misread(p: Parse, trigger: Trigger) -> bool:
    """Whether what a verb is told of shows that it means something else than its type."""
    sends_it = trigger.type == "deployment" and p.word(min(trigger.last + 1, len(p.tags) - 1)) == "it"
    if sends_it and trigger.is_verb:
        return True
    comes = p.lang == "es" and trigger.type == "deployment" and trigger.pos == "undergo"
    if comes and p.word(trigger.first).startswith(("lleg", "arrib")) and modifies(p, trigger):
        return True  # "infantes que llegaron el sábado se incautaron": only who they are
    return is_about_a_thing(p, trigger) or _finds_no_remains(p, trigger) or _nobody_agrees(p, trigger)


def _nobody_agrees(p: Parse, trigger: Trigger) -> bool:
    """ "What was done had been agreed": without any party named it tells no agreement."""
    if trigger.type != "agreement" or not trigger.is_verb or trigger.voice != "passive":
        return False
    a = arguments_of(p, trigger)
    return not (_named(a.subject) or _named(a.by) or _named(a.sides) or a.pronouns)


def _finds_no_remains(p: Parse, trigger: Trigger) -> bool:
    """ "Recovered three rifles": what was found is no body."""
    if trigger.type != "body_found" or trigger.pos != "verb":
        return False
    a = arguments_of(p, trigger)
    found = a.object if trigger.voice == "active" else a.subject
    remains = load_classes()["remains"]
    named = p.word(trigger.first).startswith("identif")
    things = [
        f
        for f in found
        if not remains.search(_text(p, f))
        and not holder(p, f)
        and (named or f.actor is None or not f.actor.kind)
    ]
    nouns = all(named or p.tags[f.head] == NOUN for f in found)
    return bool(found) and len(things) == len(found) and nouns


def _text(p: Parse, phrase: Phrase) -> str:
    words = p.sentence.words
    return p.sentence.between(words[phrase.first].start, words[phrase.last].end)


def is_about_a_thing(p: Parse, trigger: Trigger) -> bool:
    """Whether a deed that only people suffer is told of a thing: "detuvo una lancha", "cayeron misiles"."""
    if trigger.type not in _ONLY_PEOPLE or not trigger.is_verb:
        return False
    a = arguments_of(p, trigger)
    if "object" in a.pronouns:
        return False
    hit = [*a.object, *a.against] if trigger.voice == "active" else a.subject
    if trigger.type == "sentence" and any(p.word(h.head) in _VERDICTS for h in a.object):
        return False
    if not hit or (trigger.voice == "active" and trigger.pos == "undergo"):
        return False
    things = [h for h in hit if h.actor is None and p.tags[h.head] != DETERMINER and holder(p, h) is None]
    return len(things) == len(hit)


def _add_aside(line: Line, trigger: Trigger, found: dict[int, tuple[ActorMention, Role]]) -> None:
    """Who only says so, and who stood by: neither fills a place around the trigger."""
    previous: tuple[ActorMention, Role] | None = None
    for actor in line.actors:
        role = found.get(actor.start, (actor, None))[1]
        said = _says(line, trigger, actor)
        if said == "agent" and any(given == "agent" for _, given in found.values()):
            said = "claimant"
        role = role or said
        if role is None and previous is not None and _goes_on(line, previous, actor):
            role = previous[1]
        if role is None and actor.kind in ARMED and _stands_by(line, actor):
            role = "participant" if trigger.type in RECIPROCAL else "supporter"
        if role is not None:
            found[actor.start] = (actor, role)
            previous = (actor, role)


def _stands_by(line: Line, actor: ActorMention) -> bool:
    """ "With the support of the army": no verb of somebody's stands between."""
    k = line.sentence.word_at(actor.start)
    near = line.parse.tags[max(0, k - 3) : k]
    return _WITH.search(line.before(actor.start, 6)) is not None and VERB not in near


def _goes_on(line: Line, previous: tuple[ActorMention, Role], actor: ActorMention) -> bool:
    """Whether an actor is on a list of those who help or take part."""
    joint = line.sentence.between(previous[0].end, actor.start)
    return previous[1] in ("supporter", "participant") and _LIST.match(joint) is not None


def _says(line: Line, trigger: Trigger, actor: ActorMention) -> Role | None:
    """Whoever the report says it from; what is done with words is done by whoever says it."""
    if any(
        c.start < actor.end and actor.start < c.end
        for c in line.claims
        if not trigger.start <= c.verb_start < trigger.end
    ):
        tells = _TELLS_OF.search(line.sentence.between(actor.end, trigger.start)) is not None
        says = trigger.type in _SAID_TYPES and actor.kind not in ("media", "press") and not tells
        return "agent" if says else "claimant"
    if actor.end < trigger.start and _ACCUSES.search(line.sentence.between(actor.end, trigger.start)):
        return "claimant" if trigger.voice == "active" and trigger.type not in ("charges",) else None
    return None


_TELLS_OF = re.compile(r"(?<!\w)(?:denunci|denounc|report(?!er)|recib|receiv)\w*(?: \w+){0,2} $")
""" "Denunció amenazas": who tells of a threat didn't make it."""


def as_event_actors(found: Cast, text: str) -> tuple[EventActor, ...]:
    """Each actor once, with the first role it was given; `text` is the report's.

    Two on one list that belong to one group without a name ("the president and his prime minister") are two,
    each in the report's words.
    """
    out: dict[tuple[str | None, str], EventActor] = {}
    for actor, role in found:
        if actor.id is None and any(r == role and _is_one_of(actor, group) for group, r in found):
            continue
        if role == "supporter" and any(r in ("agent", "participant") and a.id == actor.id for a, r in found):
            continue
        key = (actor.id, "" if actor.id else actor.name.casefold())
        name = actor.name
        if actor.is_group and role != "claimant":
            key = (actor.id, role)
            if _is_listed(actor, role, found, text):
                name = text[actor.start : actor.end]
                key = (actor.id, f"{role} {name.casefold()}")
        if key not in out or (out[key].role == "claimant" and role != "claimant"):
            out[key] = EventActor(id=actor.id, name=name, role=role, kind=actor.kind)
    return tuple(out.values())


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
