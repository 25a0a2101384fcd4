"""Who did what is told without a doer: who claimed it, who is blamed, who the next sentence is about.

"A councillor was shot dead on Monday. Two gunmen fled on a motorcycle.": nobody says that they did it, and
everybody reads it so. A claim holds whatever was told before; all else only where no doer was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.events.actors import ARMED, UNLAWFUL, ActorMention
from geo.events.clauses import subject_of
from geo.events.closed_classes import VERB
from geo.events.lists import group
from geo.events.phrases import Phrase
from geo.events.reading import Line
from geo.events.referents import Cast
from geo.events.slots import TO
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.verbs import is_passive
from geo.events.words import word_set

_AT_ONCE = 12
"""How many characters may stand between "claimed by" and the name."""
_CLAIMED = re.compile(
    r"(?<!\w)(?:claim(?:ed|s)? (?:the )?(?:responsibility|attack|blast|bombing|killing|strike)|"
    r"(?:t(?:ook|akes)|accept(?:s|ed)) (?:responsibility|credit)|"
    r"admitted (?:responsibility|carrying out|being behind)|"
    r"(?P<did>said|says|acknowledged|admitted)(?: in [^,.;]{3,40})?(?: that)? (?:it|"
    r"(?:one of )?its (?:fighters|members|men|troops|forces|jets|soldiers|aircraft|"
    r"drones)(?:, [^,.;]{3,50},)?) (?:had )?(?:carried (?:it )?out|w(?:as|ere) behind|did it|hit|struck|"
    r"taken|targeted|fired|attacked|shot(?! down)|killed|opened fire)|(?:dijo|aseguro|"
    r"afirmo)(?: en [^,.;]{3,40})? que (?:lo|uno de sus (?:combatientes|miembros|hombres|militantes|"
    r"soldados)(?:, [^,.;]{3,50},)?) (?:habia )?(?:perpetr(?:o|ado)|cometi(?:o|do)|llev(?:o|ado) a cabo|"
    r"ejecut(?:o|ado))|se (?:atribuyo|adjudico|atribuye|adjudica)|reivindic(?:o|a|aron)|"
    r"(?:asumio|acepto|reconocio) (?:la|su) (?:autoria|responsabilidad))(?!\w)"
)
_THAT_DEED = re.compile(r" (?:on |at )?(?:the|this|that|these|those|it|them|both|all)(?!\w)|[,.;]|$")
""" "Said that it had carried out the attack": what was told before. Of "air strikes" only who has a
name for it, or where nobody else did what was told."""
_CLAIMED_BY = re.compile(
    r"(?<!\w)(?:(?:claimed|reivindicad[oa]|asumid[oa]) (?:by|por)|"
    r"se l[oa]s? (?:atribuyo|adjudico|atribuyeron|adjudicaron)(?: una?)?)(?!\w)"
)
_BLAMED = re.compile(
    r"(?<!\w)(?:(?:blam(?:e|ed|es)|pinned) (?:[^,.;]{0,40} )?on |blam(?:e|ed|es) |(?:accus(?:e|ed|es)|"
    r"suspect(?:s|ed)?|h(?:eld|olds?)) (?=(?:[^,.;]{3,60} (?:of|responsible)(?!\w)))|"
    r"suspects? (?=(?:[\w'’-]+ ){0,5}[\w'’-]+(?:[.;]|$))|"
    r"(?:bore|bears) the hallmarks of |(?:was|is|as) the work of |"
    r"(?:fue|es|sea|seria|habria sido) obra del? |"
    r"put [^,.;]{0,40} down to |"
    r"point(?:ed|s)? (?:the |a )?(?:finger )?(?:at|to) |attributed? (?:\w+ ){0,3}to |atribuid[oa]s? al? |"
    r"(?:culp|responsabiliz)(?:o|a|an|aron) (?:del? [^,.;]{0,30} )?al? |apunta(?:n|ron)? (?:hacia |al? )+|"
    r"acus(?:o|a|an|aron) al? (?=[^,.;]{3,60} de(?!\w))|sospecha(?:n|ron)? del? )(?:el |la |los |las |"
    r"the )?(?P<who>(?:presunt[oa]s |supuest[oa]s |suspected |alleged )?(?:elementos|integrantes|miembros|"
    r"agentes|members) (?:de |del |of )(?:la |los |las |the )?)?"
)
_ASKED = re.compile(r"(?<!\w)(?:whether|if|si)(?!\w)[^,.;]*$")
_NO_CLAIM = re.compile(
    r"(?<!\w)(?:no (?:\w+ ){1,3}|nobody |none |nadie |ningun\w* (?:\w+ ){0,2})"
    r"(?:(?:has|have|had|immediately|yet|so far|publicly|se|l[oa]s?|ha|han|habia|hasta ahora|aun) )*$"
)
""" "No faction has claimed": none did."""
_NEAR_BY = 12
_OF_A_DEED = re.compile(
    r"[^.;]{0,60}? (?:of|de) (?:(?:having|haber(?:l[aeo]s?)?|being|ser|estar) )?"
    r"(?:the |la |el |an? |una? |(?:\w+ly|also) )?(?:kill|murder|shoot|shot|execut|massacr|"
    r"slaughter|assassin|attack|assault|bomb|shell|"
    r"carry|carried|order|mastermind|behind|detras|stag|launch|perpetr|commit|respons|abduct|kidnap|tak|seiz|"
    r"hand|burn|torch|set|fir|open|plant|detonat|target|strik|hit|involve|complicit|mat|asesin|ejecut|atac|"
    r"cometi|orden|dirig|secuestr|llev|entreg|quem|bombarde|dispar|abrir|implicad|particip|coloc|lanz|embosc|"
    r"desaparec|tortur|abus|rap|viol|beat|golpe|crime|crimen|killing|attempt|atentad|homicid|hech|muert)"
)
""" "Accused soldiers of handing them to a gang": what blame is laid for."""
_POINTS = ("point", "apunta")
_ITSELF = ("was", "is", "as", "fue", "es", "se", "ha", "bore", "bears")
""" "The attack was the work of": how blame begins that has the deed for its subject."""
_FOR_OTHERS = re.compile(
    r"[^.;]{0,60}? (?:for|por|de) (?:\w+ )?(?:previous|earlier|past|other|similar|such|anteriores|"
    r"otr[oa]s|pasad[oa]s|similares|previ[oa]s)(?!\w)"
)
""" "Has blamed the RSF for previous strikes": not for this one."""
_PEOPLE = frozenset({"civilians", "person", "press", ""})
_PUTS_DOWN = ("atribuy", "achac")
_AS_AUTHOR = 7
"""How many words on a verb of blame calls somebody the author."""
_AUTHORS = word_set("autor autora autores responsable responsables")
""" "Atribuyó al ELN", "señaló como autor al ELN": verbs of blame whose object "a" leads to, however far."""
_DONE_BY = re.compile(
    r"^(?:it|they|both|all|este|esta|ambos|(?:the|el|la|los|las) (?:artefacto|aparato|bomba|explosivo|mina|"
    r"carga|dron|drone|bomb|device|missile|rocket|misil|cohete|granada|proyectil)(?:e?s)?[^.;]{0,24}?)?"
    r"(?: attacks?| raids?| hechos?)? ?(?:was|were|fue|fueron|is|are|habia sido) "
    r"(?:carried out|committed|staged|perpetrated|launched|executed|perpetrad[oa]s?|cometid[oa]s?|"
    r"fired|planted|flown|set off|detonated|ejecutad[oa]s?|colocad[oa]s?|plantad[oa]s?|enterrad[oa]s?|"
    r"sembrad[oa]s?|lanzad[oa]s?|arrojad[oa]s?|disparad[oa]s?|activad[oa]s?|detonad[oa]s?|instalad[oa]s?|"
    r"obra)[^,;:]{0,40}? (?:by|por|de) (?:the |el |la |los |las |un |una |a |an )?"
    r"(?:(?:disidentes|integrantes|miembros|combatientes|members|fighters) (?:de la |de |del |of the |of ))?"
)
""" "It was carried out on Sunday by bandits": of what was told before."""
_IS_BLAMED = re.compile(
    r"(?<!\w)(?:(?:was|were|is|are|ha(?:s|ve|d) been) (?:widely |later )?(?:blamed|suspected|"
    r"held responsible|behind))(?!\w)"
)
_OWNS_UP = re.compile(
    r"(?<!\w)(?:(?:posted|released|published|circulated) (?:a |the )?(?:video|photo|picture|statement)s?|"
    r"(?:difundio|publico|divulgo|colgo) (?:un |el |una |la )?(?:video|foto|comunicado|imagen)\w*|"
    r"(?:ha(?:s|ve)|had) (?:since )?(?:demanded|asked for)|exig(?:e|en|io|ieron) (?:un |el )?rescate)(?!\w)"
)
""" "Posted a video of the blast", "have demanded a ransom"."""
_ONLY_LIVES = word_set(
    "controls control controlled operates operate denied denies deny condemned condemns rejected active "
    "rules rule governs holds hold ruled negaron nego niega niegan condeno condena controla controlan opera "
    "operan rechazo rechaza domina dominan"
)
""" "The group controls the valley": what tells of no deed of the sentence before."""
_MORE = word_set("other others another otro otros otra otras")
""" "Other rebels were held": more of those told of, and not who did it."""
_FOR_A_DEED = re.compile(r"(?<!\w)(?:for|por)(?: [^\s,.;:]+){0,4} $")
_ACQUITS = re.compile(r"acquit|clear|absol|exoner")


def convicted(line: Line, verdict: Trigger, deed: Trigger, found: Cast) -> Cast:
    """ "Sentenced two men for the murder of a driver": whom a court condemns for a deed did it.

    `found` are those of the verdict. Who is only charged or tried did nothing that a report may say.
    """
    between = line.sentence.between(verdict.end, deed.start)
    words = line.sentence.between(verdict.start, verdict.end)
    if deed.start < verdict.end or not _FOR_A_DEED.search(between) or _ACQUITS.match(words):
        return []
    return [(a, "agent") for a, role in found if role == "target"]


_TAKE_PART = re.compile(
    r"(?<!\w)(?:tak(?:e|es|ing)|took) part(?!\w)|each other|one another|(?<!\w)(?:participan|participaron|"
    r"participaran|toman parte|tomaron parte)(?!\w)|mutuamente"
)


_IS_THAT_OF = re.compile(
    r"(?<!\w)(?:(?:that|those|the bod(?:y|ies)|the remains) of|identified as|belong(?:s|ed) to|"
    r"se trata(?:ba)? de|pertenec\w+ a|identificad[oa]s? como|correspond\w+ a|fue identificad[oa])(?!\w)"
)


_OF_NO_DEED = re.compile(
    r"(?<!\w)(?:had|habian?) (?:\w+ ){0,2}?(?:accused|blamed|acusado|culpado|responsabilizado)(?!\w)|"
    r"(?<!\w)(?:narco)?(?:mensajes?|mantas?|cartulinas?|videos?|audios?|comunicados?|lonas?|messages?|"
    r"banners?|notes?|statements?) (?:\w+ ){0,3}(?:atribuid|attributed|firmad|signed)"
)
""" "Who had accused the cartel", "a message attributed to the cartel": no blame for the deed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who did a deed, by their own word (`claimed`) or because somebody (`accuser`) blames them."""

    doers: Cast = field(default_factory=list)
    claimed: bool = False
    accuser: str = ""
    asked: bool = False
    """Whether it is only asked: "is investigating whether it was the work of the gang"."""
    by_people: bool = False
    """Whether nobody in office blames them: relatives, neighbours."""


def responsible(line: Line) -> Answer:
    """Who a sentence says to have claimed a deed, or else to be blamed for it."""
    text, base = line.sentence.folded, line.sentence.start
    by = _CLAIMED_BY.search(text) or _DONE_BY.search(text)
    claim, blame = _CLAIMED.search(text), None if _OF_NO_DEED.search(text) else _BLAMED.search(text)
    if blame is not None and (_FOR_OTHERS.match(text, blame.end()) or _lays_none(text, blame)):
        blame = None
    if claim is not None and _NO_CLAIM.search(text, 0, claim.start()):
        claim = None
    suspected = _IS_BLAMED.search(text)
    found: list[ActorMention] = []
    if by is not None:
        found = [a for a in line.actors if _right_after(a.start - base - by.end())]
    elif claim is not None or suspected is not None:
        until = (claim or suspected).start()  # type: ignore[union-attr]
        found = _claimants(line, base + until) if claim is not None else []
        found = found or [a for a in line.actors if a.end - base <= until][-1:]
        own = claim is not None and claim["did"] and not _THAT_DEED.match(text, claim.end())
        claim = None if own and not any(a.kind in UNLAWFUL for a in found) else claim
    found = found or _imputed(line)
    if blame is not None and not found:
        lead = len(blame["who"] or "")
        found = [a for a in line.actors if -lead - len("los ") <= a.start - base - blame.end() <= _AT_ONCE]
        if blame[0].startswith(
            _POINTS
        ):  # "a tattoo points to a missing man", "pointed to the police station"
            whole = {f.actor.start for f in line.parse.phrases if f.actor is not None}
            found = [a for a in found if a.kind in ARMED and a.start in whole]
    blamed = by is None and claim is None
    doers = found[:1] if blamed else [a for a in found[:1] if a.kind in ARMED]
    known: Cast = [(a, "agent") for a in doers if a.kind]
    if not blamed:
        return Answer(known, claimed=bool(found))
    asked = blame is not None and _ASKED.search(text, 0, blame.start()) is not None
    start, end = _accusers(line, _verb_at(line, blame)) or (base, base)
    people = end > start and all(a.kind in _PEOPLE for a in line.actors if start <= a.start < end)
    accuser = line.sentence.text[start - base : end - base]
    return Answer(known, accuser=accuser, asked=asked, by_people=people)


def _lays_none(text: str, blame: re.Match[str]) -> bool:
    """ "Nobody blamed the police", "accused the mayor of lying": no blame for a deed."""
    if _NOBODY.search(text, max(0, blame.start() - _NEAR_BY), blame.start()):
        return True
    return blame[0].startswith(("accus", "acus")) and not _OF_A_DEED.match(text, blame.end())


def _verb_at(line: Line, blame: re.Match[str] | None) -> int:
    """The word at which blame begins, or -1; nobody is the subject of "was the work of"."""
    if blame is None or blame[0].split()[0] in _ITSELF:
        return -1
    return line.sentence.word_at(line.sentence.start + blame.start())


def _accusers(line: Line, verb: int) -> tuple[int, int] | None:
    """ "Villagers blamed the gang": where those stand who blame, by the verb at a word or one of saying."""
    p, words = line.parse, line.sentence.words
    said = next((c for c in line.claims if c.start < c.end), None)
    if said is not None:
        return said.start, said.end
    if verb > 0 and p.tags[verb] != VERB and not p.sentence.words[verb].text.endswith("ed"):
        before = p.at[verb] if p.at[verb] >= 0 and p.phrases[p.at[verb]].first < verb else p.at[verb - 1]
        return (words[p.phrases[before].first].start, words[verb - 1].end) if before >= 0 else None
    if verb < 0:
        verb = next((k for k in range(len(words)) if _puts_down(line, k)), 0)
    who = [] if not verb or is_passive(p, verb) else [f for f in subject_of(p, verb)[0] if f.last < verb]
    return (words[who[0].first].start, words[who[-1].last].end) if who else None


def _claimants(line: Line, verb: int) -> list[ActorMention]:
    """Who claims a deed by the verb at an offset, an aside left out: "ISWAP, an offshoot of IS, claimed"."""
    subject = subject_of(line.parse, line.sentence.word_at(verb))[0]
    return [f.actor for f in subject if f.actor is not None and f.actor.kind in ARMED]


def _imputed(line: Line) -> list[ActorMention]:
    """ "Atribuyó el artefacto que mató a dos al MFDC": to whom, objects of other verbs left out."""
    verb = next((k for k in range(len(line.sentence.words)) if _puts_down(line, k)), -1)
    if verb < 0:
        return []
    tags = line.parse.tags
    to = (f for f in line.parse.phrases if f.first > verb and f.preposition in TO)
    own = (f.actor for f in to if tags[f.first - 2] != VERB or f.first - 2 == verb)
    return [actor for actor in own if actor is not None][:1]


def _puts_down(line: Line, k: int) -> bool:
    """Whether word `k` is a verb that puts a deed down to somebody: "atribuye", "señaló como autor"."""
    words = line.sentence.words
    if words[k].text.startswith("senal"):
        return any(w.text in _AUTHORS for w in words[k + 1 : k + _AS_AUTHOR])
    return words[k].text.startswith(_PUTS_DOWN)


def _right_after(distance: int) -> bool:
    """Whether a name starts so near to where a cue ends; its article may be part of the cue."""
    return -len("los ") <= distance <= _AT_ONCE


def goes_on_about(line: Line) -> Cast:
    """The gunmen that a sentence opens with: they did what the sentence before told without a doer.

    A group with a name did not, for all that its name alone says: who is quoted on it needs more than that.
    """
    opening = _opening(line)
    words = [w.text for w in line.sentence.words]
    if not opening or words[0] in _MORE or _ONLY_LIVES.intersection(words):
        return []
    if line.dates and any(t.is_verb and t.type != CATCH_ALL for t in line.triggers):
        return []  # what they did on another day
    actors = [f.actor for f in opening if f.actor is not None and f.actor.kind in UNLAWFUL]
    return [(a, "agent") for a in actors if (a.is_group and not _speaks(line, a)) or _owns_up(line)]


def _owns_up(line: Line) -> bool:
    """Whether a group shows by what it does that the deed was its own."""
    return _OWNS_UP.search(line.sentence.folded) is not None


def sides_in(line: Line) -> Cast:
    """Who a sentence says to take part in what the one before told: "Ships from Poland are taking part"."""
    if not _TAKE_PART.search(line.sentence.folded):
        return []
    return [(a, "participant") for a in line.actors if not _speaks(line, a)]


def identified(line: Line) -> Cast:
    """Whose body the sentence before tells of: "It was that of a missing fisherman"."""
    named = _IS_THAT_OF.search(line.sentence.folded)
    if named is None:
        return []
    after = [a for a in line.actors if a.start - line.sentence.start >= named.end() - _AT_ONCE]
    return [(a, "target") for a in after[:1] if not _speaks(line, a)]


def _opening(line: Line) -> list[Phrase]:
    """The phrases that open a sentence as its subject: no preposition before, a verb of its own after."""
    p = line.parse
    first = p.phrases[0] if p.phrases else None
    if first is None or first.preposition or first.first > 1 or VERB not in p.tags:
        return []
    return group(p, first, len(p.tags))


def _speaks(line: Line, actor: ActorMention) -> bool:
    return any(c.start < actor.end and actor.start < c.end for c in line.claims)


_HELPS = re.compile(
    r"(?<!\w)(?:direct(?:ed|s)|led|leads|support(?:ed|s)|help(?:ed|s)|assist(?:ed|s)|coordinat(?:ed|es)|"
    r"took part|participated|contributed|provided|with the (?:support|help)|dirigi(?:o|eron|d[oa]s?)|"
    r"encabez(?:o|aron|ad[oa]s?)|apoy(?:o|aron)|colabor(?:o|aron)|coordin(?:o|aron|ad[oa]s?)|"
    r"particip(?:o|aron)|intervinieron|con (?:el )?apoyo|ayud(?:o|aron)|aport(?:o|aron))(?!\w)"
)


_NOBODY = re.compile(r"(?<!\w)(?:no|not|nobody|none|never|denied|ningun\w*|nadie|nunca|nego)(?!\w)")
""" "Aclaró que ningún agente participó": none of them helped."""


def helpers(line: Line) -> Cast:
    """Who a sentence without a trigger says had a hand in what the sentence before it tells."""
    helps = None if line.triggers else _HELPS.search(line.sentence.folded)
    if helps is None or _NOBODY.search(line.sentence.folded, 0, helps.start()):
        return []
    return [(a, "claimant" if _speaks(line, a) else "supporter") for a in line.actors]
