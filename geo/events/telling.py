"""A telling: what one trigger says of an event, before tellings of the same event are merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from geo.events.actors import UNLAWFUL, ActorMention
from geo.events.areas import Atlas
from geo.events.cast_types import is_a_prosecutors_word, is_on_press, is_taken_unlawfully
from geo.events.death_threats import as_threat, said_on
from geo.events.held_for import follows_arrest, is_what_for
from geo.events.modality import denies_a_part, is_negated, modality_of
from geo.events.other_days import is_talked_of
from geo.events.reading import Line
from geo.events.referents import Referents
from geo.events.roles import cast
from geo.events.tolls import Toll, tolls
from geo.events.totals import is_total
from geo.events.triggers import Trigger
from geo.events.undone import was_prevented
from geo.events.when import When, when_of
from geo.events.where import UNTOLD, Title, Where, where_of
from geo.events.words import word_set
from geo.records import Count, Modality, Role

NEAR_LINES, LAST = 12, 60
"""Within so many sentences an event may be told again, and with how many of the last ones one is compared."""
_WOUNDED = re.compile(
    r"wound|(?:hit|struck|grazed|caught) by |alcanzad|injur|herid|hiri|lesionad|stabbed|baleado|(?:caus|"
    r"provoc|ocasion)\w+ heridas"
)
_THREATENS = re.compile(r"threat|amenaz|intimid")
_MEANT = re.compile(
    r"(?<!\w)(?:mastermind|author|perpetrators?|killers?|victims?|survivors?|scene|anniversary|autor(?:es)?|"
    r"responsables?|culpables?|victimas?|sobrevivientes?|escena|aniversario|after|tras|since|desde)"
    r"(?: (?:of|de|del|intelectual(?:es)? del?|the|la|el|los|las))*\s*$"
)
_VICTIMS = re.compile(r"(?<!\w)(?:the|l[ao]s) (?:victims|victimas|fallecid[oa]s)$")
_ONE, _WHOSE = word_set("a an un una"), word_set("his her their su")
_FULL = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'.-]*)+")
_APART = re.compile(
    r"(?<!\w)(?:(?:hours|minutes|days|weeks|shortly|soon) (?:before|after|later)|separately|"
    r"(?:horas|minutos|dias|semanas|poco) (?:antes|despues)|por separado)(?!\w)|"
    r"(?<!\w)(?:another|separate|otr[oa]s?)(?: \w+)?\s*$"
)
"""Words that tell a second deed of one kind from the first."""
_PAST_THREAT = re.compile(r"(?<!\w)(?:had|habian?) [^,;]{0,40}?(?:threat|amenaz)")
_IS_OF_ITS_KIND = re.compile(
    r"^\W*(?:(?:it|this|that) (?:was|is|has been|marks|marked)|se trata del?|(?:fue|es|ha sido)) "
    r"(?:(?:the|an?|el|la|un|una|al menos|at least) )?(?:[\w’'-]+ ){0,4}$"
)
""" "It was the group's first big attack in the capital since": how what was told ranks."""
_LATER_STEPS = frozenset({"extradition", "deportation", "sentence", "charges", "arrest", "release"})
""" "Was caught in Cosalá. The judges will rule on his extradition": what is to come is done elsewhere."""
_CRIMES = frozenset(
    {"killing", "kidnapping", "disappearance", "extortion", "attack_on_press", "armed_attack"}
)
"""What an official who tells of it is not held to have done."""
_ACQUITTED_OF = re.compile(
    r"(?<!\w)(?:acquit|exonerat|absolv|absuel|exoner)\w* (?:[^;]{0,60} )?(?:of|in|over|del?|por) "
    r"(?:the |a |la |el |haber )?"
    r"(?:\w+ )?$|(?<!\w)cleared (?:[^;,]{0,40} )?of (?:the )?$"
)
""" "Acquitted two soldiers of killing a farmer": they did not do it, as far as a report may say."""
_MARK = re.compile(
    r"(?<!\w)(?:after|following|since|responsibility for|behind|(?:hours|days|minutes|weeks|months) of|"
    r"tras|desde|(?:despues|luego|a raiz|la autoria|responsabilidad) del?) "
    r"(?:the |this |that |el |la |los |las |este |esta |ese |esa |dicho |dicha )?(?:\w+ )?$"
)
_CAME = re.compile(
    r"(?:c[ao]mes?|took place|happened|occurred|followed|se (?:produjo|produce|registro)|ocurrio|sucedio|"
    r"llega|llego)"
    r"(?: (?:just|only|barely|apenas|solo))?(?: (?:an?|un|una|\w+) (?:hours?|days?|weeks?|months?|horas?|"
    r"dias?|semanas?|meses))? (?:after|despues de(?: que|l)?)(?!\w)"
)
""" "The ambush came nine days after soldiers arrested": the deed told before, and when another was."""
_IN_PASSING = re.compile(
    r"(?<!\w)(?:whose|cuy[oa]s?) (?:\w+ )?(?:brother|sister|son|daughter|father|mother|husband|wife|cousin|"
    r"uncle|nephew|friend|parish|church|village|newspaper|office|hermano|hermana|hijo|hija|padre|madre|"
    r"esposo|esposa|primo|prima|tio|sobrino|amigo|parroquia|iglesia|pueblo|periodico|oficina)s?"
    r"(?: \w+){0,3} $"
)
_STILL = re.compile(
    r"(?<!\w)(?:still|remains?|remained|sigue|siguen|seguia|seguian|permanecen?|continuan?|aun|todavia)(?!\w)"
)
_RANK = re.compile(
    r"(?<!\w)(?:first|second|third|fourth|fifth|latest|biggest|largest|worst|deadliest|bloodiest|"
    r"\w+est|most|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|peor|mayor|ultim[oa]|mas)(?!\w)"
)
_PARTIAL = re.compile(
    r"(?<!\w)(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|most|many|uno|una|dos|"
    r"tres|cuatro|cinco|seis|siete|ocho|nueve|diez|vari[oa]s|algun[oa]s) (?:of (?:the|them|those|these)|"
    r"de (?:ell[oa]s|l[oa]s|est[oa]s))(?!\w)|(?<!\w)(?:a|the|un|una|el|la) (?:second|third|fourth|fifth|"
    r"sixth|seventh|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa])(?=,|"
    r" (?:\w+ ){0,3}(?:died|was|succumbed|murio|fallecio|fue|resulto))"
)
_ONE_MORE = re.compile(
    r"(?<!\w)(?:a|an|un|una) (?:second|third|fourth|fifth|sixth|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|"
    r"sext[oa])(?= |,)(?! (?:time|day|raid|operation|vez|dia))"
)
_AMONG_THEM = re.compile(r"entre los ")
_NAMED_AGAIN = word_set(
    "such the this these that those el la los las al este esta estos estas dicho dicha dichos"
)
_OTHER = word_set(
    "first second third fourth fifth other another next last latest new fresh previous earlier recent past "
    "same primer primera segundo segunda tercer tercera otro otra nuevo nueva ultimo ultima proximo proxima "
    "reciente anterior pasado pasada"
)
"""What parts a deed from the one told before."""
_SHOTS = ("dispar", "fire", "firing", "open", "abri", "shot", "shoot", "riddl", "balea", "tirot", "acribill")
_DEFINITE = _NAMED_AGAIN | word_set("his her their its su sus ese esa tal dichas")


@dataclass(slots=True)
class Telling:
    """One trigger's event before merging; `lines` are the sentences that tell it."""

    type: str
    trigger: Trigger
    lines: list[int]
    modality: Modality
    where: Where
    when: When
    actors: list[tuple[ActorMention, Role]]
    tolls: dict[str, Toll] = field(default_factory=dict)
    claimed_by: str = ""
    blamed_by: str = ""
    """Who blames its agents for it, where only somebody's blame names them."""
    definite: bool = False
    outcome: bool = False
    negated: bool = False
    apart: bool = False
    again: bool = False
    """Whether its targets are only named again: "the suspects", "al reportero"."""
    is_headline: bool = False
    """Whether it stands in a headline, which the text then tells in other words."""
    is_total: bool = False
    """Whether it only counts what happened over a long time."""
    is_talked_of: bool = False
    """Whether a deed told before is only spoken of: "declined to comment on the beheadings"."""
    is_found: bool = False
    """Whether it names bodies that a verb says were found: "the bodies of five men were found"."""
    is_mark: bool = False
    """Whether it only says after what something else happened: "within hours of the blast"."""
    goes_on: bool = False
    """Whether it only says what has not ended: "three are still being held"."""
    ranks: bool = False
    """Whether it only says how the deed told before ranks: "it was the third attack there in a month"."""
    partial: bool = False
    """Whether it tells of some of those told of before: "three of the men", "a fourth"."""
    another: bool = False
    """Whether it tells of one more than those told of before: "a third man was captured in Toluca"."""
    shoots: bool = False
    """Whether its verb is one of shots, and not of fire: "dispararon contra la vivienda"."""
    in_passing: bool = False
    """Whether it tells what befell somebody's kin or place: "the mayor, whose brother was shot, said"."""
    enters: bool = False
    """Whether its doers only came into a place: "entered the village"."""
    threatens: bool = False
    """Whether its words tell of threats: "recibió amenazas", "were threatened"."""
    past_threat: bool = False
    """Whether it tells of threats that had been made before: "she had received death threats"."""
    some_one: bool = False
    """Whether its only target is somebody without a name: "a tribal elder", "un taxista"."""

    @property
    def counts(self) -> dict[str, Count]:
        """How many were killed, wounded or arrested, as far as it is told."""
        return {outcome: toll.count for outcome, toll in self.tolls.items()}

    @property
    def named_one(self) -> bool:
        """Whether its only target is a person by name."""
        hit = [a for a, role in self.actors if role == "target"]
        named = hit and (hit[0].kind == "person" or _FULL.fullmatch(hit[0].name))
        return len(hit) == 1 and hit[0].id is None and bool(named)


def _only_speaks(line: Line, trigger: Trigger, actor: ActorMention, role: Role) -> bool:
    """ "Harfuch said he ordered the murder": an official who tells of another's crime."""
    if role != "agent" or actor.kind != "official" or trigger.type not in _CRIMES:
        return False
    return any(
        c.start < actor.end
        and actor.start < c.end
        and c.verb_start >= actor.end
        and c.verb_end <= trigger.start
        for c in line.claims
    )


def names(telling: Telling, role: Role) -> set[str]:
    """Who has a role in it: the catalogue's ids, and the names of those whom it does not hold."""
    return {a.id or a.name.casefold() for a, r in telling.actors if r == role}


def tell(
    lines: list[Line], at: int, trigger: Trigger, title: Title, atlas: Atlas, referents: Referents
) -> Telling:
    """What a trigger on line `at` tells.

    `title` and `atlas` are as `where_of` takes them. `referents` holds who took part before, and learns who
    does here: triggers are told in the order of the text.
    """
    line, modality = lines[at], _modality(lines[at], trigger)
    found = cast(line, trigger, referents, at)
    talked_of = is_talked_of(line, trigger)
    threat = as_threat(line, trigger, modality, found)
    if threat is not None:
        found, modality = threat, "reported"
    if modality == "reported" and is_a_prosecutors_word(line, trigger, found):
        modality = "alleged"
    found = [(a, "claimant" if _only_speaks(line, trigger, a, role) else role) for a, role in found]
    if denies_a_part(line.sentence, trigger) or _ACQUITTED_OF.search(line.before(trigger.start, 14)):
        found = [(a, role) for a, role in found if role not in ("agent", "claimant")]
    if trigger.voice == "noun" and was_prevented(line.before(trigger.start, 6), trigger):
        found = [(a, role) for a, role in found if role != "agent"]
    if trigger.type == "charges":  # "vinculado a proceso por delincuencia organizada": for that, not by it
        found = [(a, role) for a, role in found if role != "agent" or a.kind not in UNLAWFUL]
    if trigger.type == "displacement":  # "the gang gave them a day, and they left"
        found = [(a, role) for a, role in found if role != "target" or a.kind not in UNLAWFUL]
    if talked_of:
        found = [(a, role) for a, role in found if role in ("target", "claimant")]
    taken = is_taken_unlawfully(line, trigger, found)
    on_press = is_on_press(line, trigger, found)
    type_ = "kidnapping" if taken else "attack_on_press" if on_press else trigger.type
    type_ = "threat" if threat is not None else type_
    return Telling(
        type=type_,
        trigger=trigger,
        lines=[at],
        modality=modality,
        where=_where(
            lines, at, trigger, modality, where_of(lines, at, trigger, title, atlas), talked_of=talked_of
        ),
        when=(_held_since(line, trigger) if taken else None)
        or (said_on(line, trigger) if threat is not None else None)
        or _when(lines, at, trigger, modality, talked_of=talked_of),
        actors=found,
        tolls={}
        if taken or threat is not None or is_negated(line.sentence, trigger)
        else tolls(line, trigger),
        claimed_by=_claimed_by(line, trigger),
        definite=_is_definite(line, trigger),
        outcome=_WOUNDED.match(line.sentence.between(trigger.start, trigger.end)) is not None,
        negated=is_negated(line.sentence, trigger),
        again=_only_named_again(line, found),
        is_headline=_is_headline(lines, at),
        is_total=is_total(line, trigger),
        is_talked_of=talked_of,
        is_found=trigger.type == "body_found"
        and any(t.is_verb and t.type == trigger.type for t in line.triggers),
        is_mark=trigger.voice == "noun" and _is_mark(line, trigger),
        goes_on=_STILL.search(line.before(trigger.end, 6)) is not None,
        ranks=_ranks(line, trigger),
        partial=_is_of_some(line, trigger),
        another=_is_another(line, trigger),
        shoots=line.parse.word(trigger.first).startswith(_SHOTS),
        enters=line.parse.word(trigger.first).startswith(("enter", "entr", "ingres", "irrump")),
        threatens=_THREATENS.search(line.sentence.between(trigger.start, trigger.end)) is not None,
        some_one=_is_some_one(line, found),
        in_passing=_IN_PASSING.search(line.before(trigger.start, 9)) is not None,
        past_threat=_PAST_THREAT.search(line.before(trigger.start, 4) + line.after(trigger.start, 5))
        is not None,
        apart=_APART.search(line.before(trigger.start, 12)) is not None,
    )


def _is_mark(line: Line, trigger: Trigger) -> bool:
    """Whether a deed's name says after what another came: "since the blast", "the ambush came days after"."""
    before = _MARK.search(line.before(trigger.start, 7)) is not None
    return before or (
        _is_definite(line, trigger) and _CAME.match(line.after(trigger.end, 8).lstrip()) is not None
    )


def _is_of_some(line: Line, trigger: Trigger) -> bool:
    """Whether a deed is told of some of those just told of: "three of them", "entre los detenidos está"."""
    around = line.before(trigger.start, 12) + line.after(trigger.start, 6)
    among = _AMONG_THEM.match(line.sentence.between(trigger.start, trigger.end))
    some = among is not None or _PARTIAL.search(around) is not None
    return some and not _is_another(line, trigger)


def _is_another(line: Line, trigger: Trigger) -> bool:
    """ "A third was captured on Wednesday in Toluca": no one of those whose arrest was told."""
    around = line.before(trigger.start, 8) + line.after(trigger.start, 5)
    return trigger.type == "arrest" and _ONE_MORE.search(around) is not None


def _is_definite(line: Line, trigger: Trigger) -> bool:
    """Whether a deed is told of as known: "the raid", "the simultaneous raids"; not so "the first raid"."""
    if line.before(trigger.start, 1).strip() in _DEFINITE:
        return True
    p = line.parse
    if trigger.is_verb or p.at[trigger.first] < 0:
        return False
    first = p.phrases[p.at[trigger.first]].first
    between = p.sentence.between(p.sentence.words[first].end, trigger.start).split()
    return p.word(first) in _DEFINITE and len(between) == 1 and between[0] not in _OTHER


def _ranks(line: Line, trigger: Trigger) -> bool:
    """ "Se trata del ataque más mortífero desde": a sentence that only ranks what was told."""
    told = _IS_OF_ITS_KIND.search(line.sentence.between(line.sentence.start, trigger.start))
    if trigger.voice != "noun" or told is None:
        return False
    return _RANK.search(told[0] + line.after(trigger.end, 2)) is not None


def _is_headline(lines: list[Line], at: int) -> bool:
    """Whether a line stands above the text: the first, without a stop, and a paragraph of its own.

    So does one that the line of where and when the report was sent from follows: "Rebels kill 12. BUNIA, Nov
    18 (Reuters) – Rebels killed".
    """
    if at == 0 and len(lines) > 1 and lines[0].dateline is None and lines[1].body:
        return True
    own = len(lines) > 1 and lines[1].sentence.paragraph != lines[0].sentence.paragraph
    return at == 0 and own and not lines[0].sentence.text.rstrip().endswith((".", ":", "…", ";"))


def _held_since(line: Line, trigger: Trigger) -> When | None:
    """ "Whom it had held since October 28": the day on which captives were taken."""
    for mention in line.dates:
        behind = line.sentence.between(trigger.end, mention.start) if mention.start >= trigger.end else ""
        if behind.strip() in ("since", "desde", "desde el", "hostage since", "captive since"):
            return When(mention.first, mention.first, mention.precision, 1.0)
    return None


def _when(lines: list[Line], at: int, trigger: Trigger, modality: Modality, *, talked_of: bool) -> When:
    """When it was; what is still to come has no day of the deed that was told before."""
    when = when_of(lines, at, trigger)
    told_of = talked_of or modality == "planned" or _is_held_for(lines[at], trigger, modality)
    return When() if told_of and when.inherited else when


def _where(
    lines: list[Line], at: int, trigger: Trigger, modality: Modality, where: Where, *, talked_of: bool
) -> Where:
    """Where it was; what somebody is held for was not where he was held, and what he is in for not there.

    Nor was a deed where it is protested.
    """
    led = where.on == at and where.mention is not None and where.mention.start < trigger.start
    if talked_of and led:
        return Where(None, UNTOLD)
    if modality == "planned" and trigger.type in _LATER_STEPS and where.inherited:
        return Where(None, UNTOLD, where.origin, where.destination)
    if where.on is None or not _is_held_for(lines[at], trigger, modality):
        return where
    if where.on == at and not (led and follows_arrest(lines[at].sentence, trigger)):
        return where
    return Where(None, UNTOLD)


def _is_held_for(line: Line, trigger: Trigger, modality: Modality) -> bool:
    """Whether a deed is only what somebody is held for."""
    if modality != "alleged":
        return False
    return is_what_for(line.sentence, trigger) or follows_arrest(line.sentence, trigger)


def _claimed_by(line: Line, trigger: Trigger) -> str:
    """Who says so in the sentence, nearest to the trigger and by another verb; else nothing."""
    claims = [c for c in line.claims if c.start < c.end and not trigger.start <= c.verb_start < trigger.end]
    if not claims:
        return line.sentence.said_by
    nearest = min(claims, key=lambda c: abs(c.verb_start - trigger.start))
    base = line.sentence.start
    return line.sentence.text[nearest.start - base : nearest.end - base]


def _only_named_again(line: Line, found: list[tuple[ActorMention, Role]]) -> bool:
    """Whether all targets are common nouns with a definite article, as told of before: "the suspects"."""
    targets = [a for a, role in found if role == "target"]
    if targets and _VICTIMS.search(line.before(targets[0].end, 2)):
        return True  # "the victims, a man and his wife, were found"
    return bool(targets) and all(
        (a.is_group or (not a.id and a.name.islower())) and line.before(a.start, 1).strip() in _NAMED_AGAIN
        for a in targets
    )


def _is_some_one(line: Line, found: list[tuple[ActorMention, Role]]) -> bool:
    """Whether the only target is one without a name: "a 41-year-old tribal elder", "his flatmate"."""
    targets = [a for a, role in found if role == "target"]
    if len(targets) != 1 or targets[0].is_catalogued or not line.sentence.start <= targets[0].start:
        return False
    p, k = line.parse, line.sentence.word_at(targets[0].start)
    if k >= len(p.at) or p.at[k] < 0 or line.sentence.words[k].start != targets[0].start:
        return False
    phrase = p.phrases[p.at[k]]
    whose = p.word(phrase.first) in _WHOSE and not p.word(phrase.head).endswith("s")
    return p.word(phrase.first) in _ONE or whose


def _modality(line: Line, trigger: Trigger) -> Modality:
    """How it is told; a deed that only says which person or thing is meant is no plan ("the murder of")."""
    told = modality_of(line.sentence, trigger)
    p = line.parse
    if told != "planned" or trigger.tag != "N" or p.at[trigger.first] < 0:
        return told
    named_by = line.before(p.sentence.words[p.phrases[p.at[trigger.first]].first].start, 3)
    return "reported" if _MEANT.search(named_by) else told
