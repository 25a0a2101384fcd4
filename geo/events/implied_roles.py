"""Roles of those whom nothing around a trigger names: pronouns, and doers that a report leaves out.

A pronoun means whoever played the same part before. Who "torched his house" did it to him; two who "were
killed in an Israeli raid" were killed by whoever raided.
"""

from __future__ import annotations

import re

from geo.events.actors import ARMED, NATIONAL, UNLAWFUL, ActorMention
from geo.events.antecedents import nearest, teller, told_of, topic
from geo.events.arguments import arguments_of
from geo.events.belongings import theirs
from geo.events.clauses import subject_of
from geo.events.closed_classes import AUXILIARY, RELATIVE, SUBORDINATOR, VERB
from geo.events.phrases import Parse
from geo.events.pronouns import Number
from geo.events.reading import Line
from geo.events.referents import Cast, Referents
from geo.events.role_rules import DONE_BY, DONE_TO_THINGS, given_roles
from geo.events.slots import Arguments
from geo.events.support_verbs import OF_THE_PEOPLE, RECIPROCAL
from geo.events.triggers import Trigger
from geo.events.words import word_set
from geo.records import Role

_BY_FORCE = frozenset({"arrest", "raid", "seizure", "deportation", "extradition", "prisoner_transfer"})
"""What only those do who bear arms, where a pronoun may mean others too."""
_TO_THE_LIVING = frozenset(
    {"arrest", "charges", "release", "extradition", "deportation", "prisoner_transfer", "sentence"}
)
_CRIMES = frozenset({"killing", "kidnapping", "bombing", "extortion", "property_attack", "attack_on_press"})
"""What whoever arrested or charged somebody did not do in the next sentence."""
_BY_WORD = frozenset({"threat", "extortion"})
""" "La fiscalía revisó la casa. A la madre la amenazaron": no body of a state, which is one."""
_BY_COMERS = frozenset({"armed_attack", "killing", "attack_on_press"})
_LEAVES = ("fled", "flee", "withdr", "retreat", "surrender", "escap", "huy", "hui", "retir", "entreg", "rind")
_DEADLY = frozenset({"raid", "military_operation", "armed_attack", "airstrike", "drone_attack", "bombing"})
_CALLS_BACK = re.compile(
    r"[^,;:]{0,40}?(?<!\w)(?:en|durante|in|during) (?:el|la|the) "
    r"(?:asalto|ataque|emboscada|ofensiva|incursion|attack|assault|ambush|raid|storming)"
    r"(?!\w)(?! (?:del?|of|on|by|contra|al?)(?!\w))"
)
""" "Died in the assault": a deed that was told before."""
_ACCUSED = re.compile(
    r"(?<!\w)(?:acusad|senalad|sospechos|buscad|imputad|se le (?:acusa|imputa|busca|atribuye))"
)
_NOBODY = re.compile(
    r"(?<!\w)(?:no one|no-one|nobody|none|nadie) (?:(?:was|were|has|have|had|been|is|ha|han|fue|sido|yet|"
    r"aun) )*$"
)
_ONE_AND_HURT = re.compile(
    r" (?:at least )?\w+ and (?:wounding|injuring|hurting) (?!him|her|them|it)\w+ (?!of)\w"
)
""" "Killing one and wounding 11 people": one of such people, whoever was told of before."""
_OF_AN_OPERATION = frozenset({"arrest", "seizure", "release"})
_THE_OPERATION = re.compile(
    r"(?<!\w)(?:en|durante|tras) (?:la|el|dich[oa]|est[ea]) (?:misma? )?(?:operacion|operativo|accion|"
    r"intervencion|redada|maniobra|incursion|procedimiento|despliegue)(?!\w)(?! (?:del?|contra|al?)(?!\w))|"
    r"(?<!\w)(?:in|during) the (?:same )?(?:operation|raid|action|incursion|swoop|sweep|crackdown)(?!\w)"
    r"(?! (?:of|by|on|against|in)(?!\w))|"
    r"^(?:la operacion|el operativo|la redada|la accion|the operation|the raid|the sweep)(?!\w)"
)
_POSSESSIVES: dict[str, Number] = {"his": "one", "her": "one", "their": "many", "su": "one"}
_BODIES = word_set("body remains corpse cuerpo cadaver restos")
_WITH_THEM = re.compile(r"(?: [\w]+){0,4} (?:con ell[oa]s|with them)(?!\w)")
""" "Se reunió con ellos", "met with them": the other side is who was told of before."""
_OF_ONES_OWN = frozenset(
    {
        "extradition", "deportation", "release", "arrest", "kidnapping", "disappearance", "killing",
        "prisoner_transfer", "sentence",
    }
)  # fmt: skip
""" "His extradition" is done to him; "his attack" is not."""
_HOSTILE = frozenset({"armed_attack", "bombing", "drone_attack", "landmine", "airstrike", "property_attack"})
_GOT_AWAY = re.compile(
    r"(?<!\w)(?:(?:escaped|emerged|survived|(?:was|were|got away|walked away)(?= un))(?: unhurt| unharmed| "
    r"uninjured| unscathed)?|sali(?:o|eron) ilesos?|sali(?:o|eron) ilesas?|result(?:o|aron) iles[oa]s?|"
    r"sobrevivi(?:o|eron)|se salv(?:o|aron))(?: [\w'’-]+){0,6}?,? "
    r"(?:when|after|as|cuando|despues de que|luego de que) [^;:]*$"
)
_SIDES = word_set("sides parties partes bandos")
_COURSE = word_set("during in amid durante en")


def implied_cast(line: Line, trigger: Trigger, told: Cast, referents: Referents, at: int) -> Cast:
    """Who takes part in line `at` without being named in it, where `told` are those who are.

    What pronouns are found to mean is added to `referents`.
    """
    p, a = line.parse, arguments_of(line.parse, trigger)
    roles = {role for _, role in told}
    acting = {(actor.id, actor.name) for actor, role in told if role == "agent"}
    found = [
        (actor, role)
        for actor, role in _meant_by_pronouns(p, trigger, referents, at, roles)
        if role != "target" or (actor.id, actor.name) not in acting
    ]
    if trigger.type in RECIPROCAL and _WITH_THEM.match(p.sentence.between(trigger.end, p.sentence.end)):
        met = told_of(referents.before(at), "many") or referents.marchers(at)
        found += [
            (actor, "participant") for actor in met if not (actor.kind in UNLAWFUL or actor.is_institution)
        ]
    if trigger.type in RECIPROCAL and not told and not found and _both_sides(p, a):
        found = [(actor, "participant") for actor in referents.meant("participant", "many", at)]
    if "target" not in roles:
        owners = _whose_things(p, trigger, referents, at)
        owners = owners or _whose_lot(p, trigger, referents, at) or _whose_body(p, trigger, referents, at)
        owners = owners or _who_got_away(line, trigger)
        found += [(actor, "target") for actor in owners if (actor.id, actor.name) not in acting]
    if "agent" not in roles:
        found += [(actor, "agent") for actor in _doers_of_the_rest(line, trigger, referents, at)]
        if not found:
            found = [(actor, "agent") for actor in _who_came(line, trigger)]
        if not found and _names_no_doer(line, trigger, told):
            found = [(actor, "agent") for actor in referents.on_the_scene(trigger.type, at)]
        if not found and _is_of_the_operation(line, trigger, told):
            found = [(actor, "agent") for actor in referents.in_charge(at)]
    return found


def _meant_by_pronouns(p: Parse, trigger: Trigger, referents: Referents, at: int, told: set[Role]) -> Cast:
    """Whom the pronouns in the places of subject and object mean."""
    out: Cast = []
    if _NOBODY.search(p.sentence.between(p.sentence.start, trigger.start)):
        return out
    for place, number in sorted(arguments_of(p, trigger).pronouns.items(), reverse=True):
        role = _role_of_pronoun(trigger, place)
        if place == "object" and _ONE_AND_HURT.match(p.sentence.between(trigger.end, p.sentence.end)):
            continue
        if role is None or (place == "subject" and role in told):
            continue
        doers = [actor for actor, given in out if given == "agent"]
        meant = [
            actor
            for actor in _meant(p, trigger, place, number, role, referents, at)
            if role != "target" or actor not in doers
        ]
        out.extend((actor, role) for actor in meant)
        referents.seen.extend((actor, role, number, at) for actor in meant)
    return out


def _role_of_pronoun(trigger: Trigger, place: str) -> Role | None:
    """What a pronoun as subject or object does; None where only a thing can stand there."""
    acts = place == "subject" and trigger.voice != "passive"
    if trigger.type in DONE_BY:
        thing = place == "object" or (not acts and trigger.type in DONE_TO_THINGS)
        return None if thing else "agent"
    if trigger.type in RECIPROCAL:
        return "participant"
    return "agent" if acts else "target"


def _meant(
    p: Parse, trigger: Trigger, place: str, number: Number, role: Role, referents: Referents, at: int
) -> list[ActorMention]:
    """Whom a pronoun of the number in a place means."""
    if place == "patient" and p.lang == "es" and referents.before(at) is None:
        return []  # a subject left out at the head of a paragraph: "En 2024 sobrevivió a un atentado"
    told = teller(p, trigger, number) if place == "object" else []
    if told:
        return told
    meant = told_of(referents.before(at), number) if place == "subject" and number != "body" else []
    alive = role == "target" and trigger.type in _TO_THE_LIVING
    person = (
        p.lang == "en" or _ACCUSED.search(p.sentence.between(p.sentence.start, trigger.start)) is not None
    )
    crime = role == "agent" and trigger.type in _CRIMES and place == "subject"
    law = referents.enforcing(at) if crime and number != "body" else ()
    if place == "object" and _is_of_the_same_fight(p, trigger):
        meant = [a for a in nearest(p, trigger, number) if a.kind in ARMED]
    meant = meant or referents.meant(role, number, at, alive=alive, person=person, others_than=law)
    if not meant and place == "object":
        meant = nearest(p, trigger, number)
    if role == "target" and trigger.type == "arrest" and meant and all(a.kind in NATIONAL for a in meant):
        return referents.outlaws(at) or meant
    if role == "target" and trigger.type == "release" and any(referents.holds(a) for a in meant):
        return [a for a in meant if not referents.holds(a)] or referents.suffering(at)
    if role != "agent":
        return meant
    if trigger.type == "sentence":
        meant = referents.judging(at) or meant
    if trigger.type in _BY_FORCE and not any(a.kind in ARMED for a in meant):
        meant = referents.armed(at) or (referents.present(at) if number == "many" else []) or meant
    if not meant and p.lang == "es" and not _names_somebody_before(p, trigger):
        meant = topic(referents.before(at), number)
        if number == "many" and trigger.type in _BY_WORD:
            meant = [a for a in meant if a.is_group or a.kind in UNLAWFUL]
    if trigger.type == "release" and len(meant) > 1:
        meant = [a for a in meant if not referents.holds(a)] or meant
    return meant


def _is_of_the_same_fight(p: Parse, trigger: Trigger) -> bool:
    """ "Engaged the militants for hours, killing five": a gerund with a bare number for its object."""
    after = p.word(trigger.last + 1) if trigger.last + 1 < len(p.tags) else ""
    return trigger.tag == "G" and "," in p.gaps[trigger.first] and after not in ("them", "him", "her")


def _names_somebody_before(p: Parse, trigger: Trigger) -> bool:
    return any(f.actor is not None for f in p.phrases if f.last < trigger.first)


def _whose_things(p: Parse, trigger: Trigger, referents: Referents, at: int) -> list[ActorMention]:
    """ "Torched his house": whom it was done to; no gang, whose house police may well have searched."""
    a = arguments_of(p, trigger)
    owner = theirs(p, trigger, a.subject if trigger.voice == "passive" else a.object)
    meant = referents.meant("target", owner, at) if owner is not None else []
    return [actor for actor in meant if actor.kind not in UNLAWFUL]


def _whose_lot(p: Parse, trigger: Trigger, referents: Referents, at: int) -> list[ActorMention]:
    """ "Asked for his extradition", "their release": whom a noun's possessive says that it befalls."""
    owner = _POSSESSIVES.get(p.word(trigger.first - 1)) if trigger.first and not trigger.is_verb else None
    if owner is None or trigger.type not in _OF_ONES_OWN or arguments_of(p, trigger).of:
        return []
    alive = trigger.type in _TO_THE_LIVING
    return referents.meant("target", owner, at, alive=alive, person=owner == "one")


def _whose_body(p: Parse, trigger: Trigger, referents: Referents, at: int) -> list[ActorMention]:
    """ "His body was found", "hallaron su cadáver": that of who was told of before."""
    if trigger.type != "body_found":
        return []
    a = arguments_of(p, trigger)
    own = (
        f for f in [*a.subject, *a.object] if p.word(f.head) in _BODIES and p.word(f.first) in _POSSESSIVES
    )
    found = next(own, None)
    return referents.meant("target", "one", at, person=True) if found is not None else []


def _who_got_away(line: Line, trigger: Trigger) -> list[ActorMention]:
    """ "The mayor escaped unhurt when gunmen fired on her car": who lived through the attack."""
    p = line.parse
    if trigger.type not in _HOSTILE or not trigger.is_verb:
        return []
    away = _GOT_AWAY.search(p.sentence.between(p.sentence.start, trigger.start))
    verb = p.sentence.word_at(p.sentence.start + away.start()) if away is not None else 0
    return [f.actor for f in subject_of(p, verb)[0] if f.actor is not None] if verb else []


def _doers_of_the_rest(line: Line, trigger: Trigger, referents: Referents, at: int) -> list[ActorMention]:
    """Who does what else the sentence tells: "killed a man during a raid", "was killed in an air strike"."""
    own = trigger.type in DONE_BY - OF_THE_PEOPLE
    doers = referents.acting(at) if own and _in_the_course(line.parse, trigger) else []
    if trigger.type == "killing" and trigger.voice == "passive":
        doers = doers + (_doers_of_course(line, trigger) or _doers_told_before(line, trigger, referents, at))
    return doers


def _who_came(line: Line, trigger: Trigger) -> list[ActorMention]:
    """ "Three were shot when pirates boarded their boat": the outlaws of whose coming a clause tells."""
    p, k = line.parse, trigger.last + 1
    if trigger.voice != "passive" or trigger.type not in _BY_COMERS or not trigger.is_verb:
        return []
    if any(t.type == "armed_clash" for t in line.triggers):
        return []
    while k < len(p.tags) and p.tags[k] not in (VERB, RELATIVE, SUBORDINATOR):
        k += 1
    if k >= len(p.tags) or p.word(k) not in ("when", "cuando"):
        return []
    verb = next((j for j in range(k, len(p.tags)) if p.tags[j] == VERB), -1)
    doers = subject_of(p, verb)[0] if verb > k + 1 and p.tags[verb - 1] != AUXILIARY else []
    if verb > 0 and p.word(verb).startswith(_LEAVES):
        return []
    came = [f.actor for f in doers if f.first > k and f.actor is not None]
    return came if all(a.kind in UNLAWFUL and a.is_group for a in came) else []


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
                given = given_roles(p, other)
                return [a for actors, role in given if role == "agent" for a in actors]
    return []


def _doers_told_before(line: Line, trigger: Trigger, referents: Referents, at: int) -> list[ActorMention]:
    """ "Boko Haram took the girls. A guard died in the assault": who did what "the assault" calls back."""
    called = _CALLS_BACK.match(line.sentence.between(trigger.end, line.sentence.end))
    return referents.called_back(at) if called else []


def _names_no_doer(line: Line, trigger: Trigger, told: Cast) -> bool:
    """ "Two men were arrested.": a passive without a doer where nobody else bears arms or speaks."""
    if trigger.voice != "passive" or line.claims:
        return False
    named = {actor.start for actor, _ in told}
    return not any(a.kind in ARMED and a.start not in named for a in line.actors)


def _is_of_the_operation(line: Line, trigger: Trigger, told: Cast) -> bool:
    """ "Troops clashed with rebels. Two men were held in the operation": by those who led what was told."""
    if trigger.type not in _OF_AN_OPERATION or not _THE_OPERATION.search(line.sentence.folded):
        return False
    named = {actor.start for actor, _ in told}
    others = (a for a in line.actors if a.kind in NATIONAL and a.start not in named)
    return all(any(c.start <= a.start < c.end for c in line.claims) for a in others)


def _in_the_course(p: Parse, trigger: Trigger) -> bool:
    """ "Killed a man during a raid": whoever did the one did the other."""
    i = p.at[trigger.first]
    return i >= 0 and not trigger.is_verb and p.phrases[i].preposition in _COURSE
