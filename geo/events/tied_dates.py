"""Which date of a sentence is a trigger's own: the nearest that is no other deed's nor a verb of saying's."""

from __future__ import annotations

import re

from geo.events.closed_classes import (
    ACTOR,
    ADVERB,
    AUXILIARY,
    CLITIC,
    COORDINATOR,
    DETERMINER,
    EVENT,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SUBORDINATOR,
    VERB,
)
from geo.events.dates import DateMention
from geo.events.held_for import says_what_for
from geo.events.phrases import Parse
from geo.events.reading import Line
from geo.events.relatives import modifies
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.verbs import in_relative

SPOKEN_TYPES = frozenset(
    {
        "threat",
        "plan",
        "designation",
        "sanction",
        "talks",
        "agreement",
        "charges",
        "investigation",
        "sentence",
    }
)
"""Types that happen by being announced: the day of the announcement is theirs."""

ABOUT_DEEDS = frozenset({"charges", "sentence"})
"""Types told with the deed that they are about."""
_REACH, _FAR = 28.0, 45.0
"""How far a date stands from its deed at most; farther where nothing but places stands between."""
_NOT_THEIRS = re.compile(
    r"(?<!\w)(?:before(?! (?:dawn|sunrise|daybreak|midnight|noon)(?!\w))|until|prior to|born|elected|"
    r"founded|(?:t[ao]ke?s?|took|taking|assumed|left|in) office|created|term|"
    r"antes de(?!l amanecer|l alba| la medianoche)|hasta|nacido|electo|fundado|(?:el|su) cargo|"
    r"periodo)(?!\w)[^,]{0,25}$"
)


SINCE = re.compile(
    r"(?<!\w)(?:since|desde(?! (?!(?:el|hace|que|finales|principios|mediados)(?!\w))[a-z]+(?: [a-z]+)? "
    r"(?:en|el) $))(?!\w)[^,]{0,25}$"
)
""" "Since May", "desde el lunes"; not so "extraditado desde México en" a year."""
_GOES_ON = frozenset({"displacement", "blockade", "protest", "armed_clash", "extortion", "kidnapping"})
"""What lasts: "since Monday" says when it happens."""
_PERFECT = re.compile(r"(?<!\w)(?:has|have|ha|han)(?!\w)")
_RANKS = re.compile(
    r"(?<!\w)(?:(?:larg|bigg|deadli|high|low|great|small|few|old|young|strong|long|heavi|bloodi|fierc|earli|"
    r"tough|fast|hard|steep|sharp|wid|deep|furth|quick|tight|mild|clear|bold|dark|grav|sever)est|"
    r"worst|most|first|second|third|fourth|fifth|\d+(?:st|nd|rd|th)|so far|mas \w+|(?:el|la|del|al?) mayor|"
    r"peor|primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|en lo que va de)(?!\w)"
)
_EARLIER = re.compile(r"(?<!\w)(?:after|before|tras|(?:despues|luego|antes) de)(?!\w)")
_HOURS = re.compile(r"(?<!\w)(?:hours|minutes|horas|minutos|shortly|poco)(?!\w)")
_BY = re.compile(r"(?<!\w)(?:by|within|until|before|para|hasta|antes del?)(?: \w+)?\s*$")
""" "Warned them to leave by Friday": until when, not when it was said."""
_JUDGED = ABOUT_DEEDS | {"arrest"}
_OF_IT = re.compile(
    r"(?<!\w)(?:for|over|of|with|por|del?)(?: \w+){0,3}\s*$|(?<!\w)(?:in|connection with) (?:the|a) (?:\w+ "
    r")?$"
)
""" "Gave three men 30 years on Monday for the murder of": the verdict's day is not the deed's."""
_HAPPENED = re.compile(
    r"(?<!\w)(?:ocurrid|registrad|cometid|perpetrad|sucedid|acaecid)[oa]s?(?!\w)[^,;]{0,40}$"
)
""" "Por el homicidio, ocurrido el 14 de agosto": the day of the deed told before, and of no verb after it."""
_IN_ANOTHER = re.compile(
    r"\W*en (?:otro|un|este|ese|el) (?:segundo |tercer )?(?:hecho|incidente|suceso|caso|episodio|"
    r"evento)s?(?!\w)"
)
""" "En otro hecho, ocurrido el martes, dispararon": the day of the deed that is told here."""
_PAPER = re.compile(
    r"(?<!\w)(?:informe|reporte|estudio|documento|balance|report|study|papers|documents|"
    r"filing)(?!\w)[^,]{0,30}(?:difundid|publicad|divulgad|presentad|made public|published|released|"
    r"issued)\w*[^,]{0,12}$"
)
""" "A report published on Thursday": the day of the paper, and of nothing in it."""
_HELD_ON = re.compile(
    r"(?<!\w)(?:opened|began|started|resumed|ended|opens|begins|starts|got under way|comenzo|empezo|inicio|"
    r"arranco|concluyo|comienza|empieza|inicia|se reanudo)(?!\w)[^,;]*$"
)
""" "The trial over a murder in 2021 opened on Wednesday": the day of the trial, not of the deed."""
_DURING = re.compile(r"(?<!\w)(?:during|in|amid|durante|en)(?: (?:an?|the|una?|el|la|\w+))*\s*$")
"""Before a noun that only says in the course of what it was: both have one date."""
_TAKING_PART = re.compile(r"(?<!\w)(?:particip|involucr|implicad|involv|part|role|papel)\w*(?!\w)")
""" "Accused of taking part in the murder in October": the day of what somebody had a hand in."""
_TO_COME = re.compile(r"(?<!\w)(?:a partir del?|starting|beginning|as of|effective|from)\s+(?:\w+\s+)?$")
_OWN_SUBJECT = (AUXILIARY, ADVERB, CLITIC, DETERMINER, NOUN, ACTOR)
"""What stands between "and" and the verb of a clause that it joins."""
_OWNED = re.compile(r"['’]s?(?!\w)")
""" "Against last month's takeover": the day of what it goes with."""
_WHICH = frozenset({"the", "its", "their", "his", "her"})
_DEED_OF_A_DAY = re.compile(
    r" (?:\w+ )?(?:strikes?|airstrikes?|attacks?|raids?|killings?|murders?|massacre|bombings?|shootings?|"
    r"ambush|clash(?:es)?|protests?|march|rally|coup|earthquake|election|vote|referendum|summit|"
    r"ceasefire|truce|deal|agreement|arrests?|abductions?|kidnappings?|explosions?|blasts?|assault|operation|"
    r"incident|crash)(?!\w)"
)
_OWNED_REACH = 3
"""How many words after a day in the possessive the deed stands whose day it is."""
_CLAUSE_OPENS = 2
"""How many words before a day "que" stands that its clause opens with: "que en 2020"."""
_MONTHS = 4
"""The precision of a month, and of what is wider."""
_HAD_BEFORE = re.compile(
    r"(?<!\w)(?:that|which|who|que|quien(?:es)?) (?:had|habian?) (?:been |sido )?\w+(?: (?!and |"
    r"y )[\w.'’-]+){0,6} $"
)
_STATEMENT = re.compile(
    r" (?:in|on|at|through|en|a traves de|por) (?:(?:an?|its|his|her|una?|su|la|el) )?(?:[\w-]+ )?"
    r"(?:statement|(?:news|press) conference|interview|radio|television|briefing|comunicado|entrevista|"
    r"rueda de prensa|conferencia de prensa|boletin)(?!\w)"
)
""" "Said in a statement on Sunday": the day of the statement."""
_THAT = re.compile(r" (?:that|que)(?!\w)")
_SAID_THAT = re.compile(r" (?:that|que) (?:(?:on|el|la|este|ese|that|este|esta) )?$")
""" "Informó que ese mismo día fue detenido": the day of what was said."""
_TOLD_THEM = re.compile(
    r"(?<!\w)(?:told|tells|dijo a|informo a|declaro ante) (?:(?!that |que )[\w.'’-]+ ){1,8}(?:on |el |este "
    r")?$"
)
WHEN = re.compile(r",? (?:when|cuando|(?:dia )?en que) [^,;]*$")
""" "Since January 28, 2024, when two gunmen shot a man": the day of what the clause tells."""
_LONG_AFTER = re.compile(
    r"(?<!\w)(?:days?|weeks?|months?|years?|decades?|dias?|semanas?|meses|anos?|decadas?) "
    r"(?:after|since|before|despues de que|despues del?|antes de que) [^,;]*$"
)
_AND = re.compile(r"(?<!\w)(?:and|but|y|e|pero)(?!\w)")


_DAY = (
    r"(?: (?:on |el |este |pasado )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miercoles|"
    r"jueves|viernes|sabado|domingo|ayer|hoy|yesterday|today|\w+mente|\w+ly))*"
)
_TALKED_OF = re.compile(
    r"(?<!\w)(?:protest(?:ed|s|ing)?(?: against| over)?|comment(?:ed|s|ing)? on|condemn\w*|denounc\w*|"
    r"deplor\w*|mourn\w*|react(?:ed|s|ing) to|"
    r"welcom(?:ed|es|ing)|hail(?:ed|s)|prais(?:ed|es)|announc(?:ed|es)|said (?:\w+ )?about|"
    r"sp(?:oke|eaking) (?:of|about)|asked about|questions about|discuss\w*|regret(?:s|ted)|"
    r"condolences (?:for|over)|anger (?:at|over)|outrage (?:at|over)|conden(?:o|aron|a|an|ar|ando)|"
    r"protest(?:aban?|aron|o|an|ar|ando)(?: (?:ayer|hoy|el \w+|en \w+)){0,2} (?:por|contra)|"
    r"repudi\w+|lament\w+|se refirio a|hablo de|hablar de|opin\w+ sobre|comentar|salud(?:o|aron|a|an)|"
    r"celebr(?:o|aron|a|an)|elogi(?:o|aron|a|an)|dijo (?:\w+ )?sobre)" + _DAY + r" (?:the|these|"
    r"those|this|el|la|los|las|estos|este|esta)(?: (?:recent|latest|reciente|recientes))? $"
)
""" "Condemned on Monday the killing of": a deed told before, and the day of what is said of it."""


def is_talked_of(line: Line, trigger: Trigger) -> bool:
    """Whether a deed told before is only spoken of: "declined to comment on the beheadings"."""
    return trigger.voice == "noun" and _TALKED_OF.search(line.before(trigger.start, 8)) is not None


def tied(line: Line, trigger: Trigger) -> DateMention | None:
    """The date of a line that is a trigger's own: the nearest that is nobody else's, or None."""
    best: tuple[float, DateMention] | None = None
    talked_of = is_talked_of(line, trigger)
    for mention in line.dates:
        if talked_of and mention.end <= trigger.start:
            continue
        if mention.first is None or mention.kind == "duration" or _long_before(line, trigger, mention):
            continue
        if mention.precision >= _MONTHS and _is_told_closer(line, mention):
            continue
        if WHEN.match(line.sentence.between(mention.end, trigger.start)):
            return mention
        before = line.before(mention.start, 4)
        if (
            trigger.type in ("threat", "agreement", "plan")
            and mention.start > trigger.end
            and _BY.search(before)
        ):
            continue
        if _lasts_since(line, trigger, mention) or said_of_before(line, trigger, mention.start):
            continue
        if _PAPER.search(line.before(mention.start, 8)) or _told_on(line, mention):
            continue
        if somebody_elses(before, trigger, mention) or _before_now(line, trigger, before):
            continue
        if _of_a_clause(line.parse, trigger, mention) or _happened_to_other(line, trigger, mention):
            continue
        if _says_which(line, trigger, mention):
            continue
        if _of_the_main_verb(line.parse, trigger, mention):
            continue
        if _compared(line, mention) or _of_the_deed(line, trigger, mention) or _owned(line, trigger, mention):
            continue
        distance = _distance(line, trigger, mention) + _others_day(line, trigger, mention)
        if (
            distance > (_FAR if _alone_behind(line, trigger, mention) else _REACH)
            or _spoken(line, trigger, mention, distance)
            or _taken(line, trigger, mention, distance)
        ):
            continue
        if best is None or distance < best[0]:
            best = (distance, mention)
    return best[1] if best else None


def _alone_behind(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Killed five in the hamlet of A, in B, on Tuesday, the office said": the only day and deed."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    deeds = any(trigger.end <= t.start < mention.start for t in (*line.triggers, *line.grounds))
    said = any(c.spoken and trigger.end <= c.verb_start < mention.start for c in line.claims)
    return days == [mention] and mention.start >= trigger.end and not deeds and not said


def _told_on(line: Line, mention: DateMention) -> bool:
    """ "Told a news conference on Monday that": the day on which somebody spoke."""
    that = _THAT.match(line.sentence.between(mention.end, line.sentence.end))
    return that is not None and _TOLD_THEM.search(line.before(mention.start, 10)) is not None


def _is_told_closer(line: Line, mention: DateMention) -> bool:
    """ "Pocos meses antes, en abril": a vague time that the next words say more closely."""
    after = (d for d in line.dates if d.first is not None and 0 < d.start - mention.end <= len(", en el "))
    return mention.kind == "vague" and any(d.precision < mention.precision for d in after)


def _long_before(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Years after soldiers killed 59, a court on Wednesday convicted": the day of what came after."""
    if mention.start < trigger.end or "," not in line.sentence.between(trigger.end, mention.start):
        return False
    return _LONG_AFTER.search(line.sentence.between(line.sentence.start, trigger.start)) is not None


def somebody_elses(before: str, trigger: Trigger, mention: DateMention) -> bool:
    """The words before a date say that it's when something else began, ended or will begin."""
    starts = mention.precision >= 4 and not _RANGE.search(mention.surface) and _TO_COME.search(before)
    return bool(starts or _NOT_THEIRS.search(before))


def _before_now(line: Line, trigger: Trigger, before: str) -> bool:
    """ "Held since 2019": the date of what lasts, unless it tells of all that "has been" done since."""
    if trigger.type in _GOES_ON or trigger.type == "disappearance" or not SINCE.search(before):
        return False
    reach = 4 if trigger.is_verb else 9  # "has left more than 2,000 people dead since"
    return _PERFECT.search(line.before(trigger.end, reach)) is None


def said_of_before(line: Line, trigger: Trigger, offset: int) -> bool:
    """ "Recovered a truck that had been stolen in Texas last month": what had befallen a thing before."""
    if offset < trigger.end or trigger.type != "seizure":
        return False
    return _HAD_BEFORE.search(line.sentence.between(trigger.end, offset)) is not None


def _lasts_since(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Freed on Tuesday two men whom it had held since May": when the holding began is told at once."""
    told = (
        d for d in line.dates if d is not mention and 0 <= d.start - trigger.end <= len(" hostage since the ")
    )
    since = any(SINCE.search(line.sentence.between(trigger.end, d.start)) for d in told)
    return since and trigger.type in ("arrest", "kidnapping") and mention.end <= trigger.start


def _compared(line: Line, mention: DateMention) -> bool:
    """ "The largest haul this year": how it ranks, not when it was."""
    return mention.precision >= 4 and _RANKS.search(line.before(mention.start, 6)) is not None


def _says_which(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Survivors of the October 16 strike were sent home": a day before a deed's name is that deed's."""
    deed = _DEED_OF_A_DAY.match(line.sentence.between(mention.end, line.sentence.end))
    led = deed is not None and line.before(mention.start, 1).strip() in _WHICH
    return led and deed is not None and not mention.end <= trigger.start < mention.end + deed.end()


def _of_a_clause(p: Parse, trigger: Trigger, mention: DateMention) -> bool:
    """ "Sentenciados los policías que en 2020 mataron a": a day right behind "que", before its verb."""
    k, last = p.sentence.word_at(mention.start), p.sentence.word_at(mention.end - 1)
    if mention.start < trigger.end or k < _CLAUSE_OPENS or last + 1 >= len(p.tags):
        return False
    if RELATIVE in (p.tags[trigger.last + 1], p.tags[min(trigger.last + 2, k)]) and not trigger.is_verb:
        return False  # "los disturbios que esa noche sacudieron Barcelona"
    opens = RELATIVE in p.tags[k - _CLAUSE_OPENS : k] and p.tags[last + 1] in (VERB, AUXILIARY, CLITIC)
    return opens and VERB not in p.tags[k - _CLAUSE_OPENS : k]


def _happened_to_other(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "El bombardeo respondió a los ataques contra Vorónezh, ocurridos el martes": the nearer deed's day."""
    if mention.start < trigger.end or _HAPPENED.search(line.before(mention.start, 4)) is None:
        return False
    nearer = (t for t in line.triggers if trigger.end < t.start < mention.start and not t.is_verb)
    return any(t.type != CATCH_ALL for t in nearer)


def _owned(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """ "Rallied against last month's takeover": a day in the possessive is that of the next noun alone."""
    if mention.precision < _MONTHS or not _OWNED.match(line.sentence.between(mention.end, line.sentence.end)):
        return False
    behind = trigger.start >= mention.end
    return not behind or line.words_between(mention.end, trigger.start) > _OWNED_REACH


def _of_the_deed(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """The date of a deed that somebody is tried for, or of another event told in passing."""
    p, k = line.parse, line.sentence.word_at(mention.start)
    if trigger.type in ABOUT_DEEDS and mention.start > trigger.end:
        if _HELD_ON.search(line.sentence.between(trigger.end, mention.start)):
            return False
        deeds = (i for i in range(trigger.last + 2, k) if p.tags[i] in (VERB, EVENT))
        return any(_is_told_of(p, i, k) for i in deeds)
    if mention.start > trigger.start:
        return False
    judged = any(t.type in _JUDGED and t.start < trigger.start for t in line.triggers)
    opening = line.sentence.between(line.sentence.start, mention.start)
    if trigger.is_verb and _HAPPENED.search(opening) and not _IN_ANOTHER.match(opening):
        return True
    own = line.sentence.between(mention.end, trigger.start) == " "  # "of the 1985 murder"
    if own and trigger.voice == "noun":
        return False
    if trigger.tag == "N" and judged and not own and _OF_IT.search(line.before(trigger.start, 4)):
        return True
    if judged and trigger.is_verb and says_what_for(line.sentence.between(mention.end, trigger.start)):
        return True
    others = [t for t in line.triggers if t.end <= mention.start and t is not trigger and t.type != CATCH_ALL]
    between = line.sentence.between(mention.end, trigger.start)
    if not others:
        return False
    aside = "," in p.gaps[others[-1].first] and "," in between
    if aside and others[-1].is_verb and modifies(p, others[-1]):
        return True  # "López, extraditado en 2022, se declaró culpable"
    earlier = _EARLIER.search(between) and not _HOURS.search(between)
    return bool(earlier) or (modifies(p, others[-1]) and "," not in between and not _AND.search(between))


def _of_the_main_verb(p: Parse, trigger: Trigger, mention: DateMention) -> bool:
    """ "The girls abducted by gunmen were named on Monday": the day of what the whole sentence tells."""
    if mention.start < trigger.end or trigger.type in _ENDS_IN_ARRIVAL or not modifies(p, trigger):
        return False
    for i in range(trigger.last + 1, p.sentence.word_at(mention.start)):
        if p.tags[i] in (RELATIVE, SUBORDINATOR, COORDINATOR) or p.word(i) in _SINCE:
            return False
        if p.tags[i] == AUXILIARY or (p.tags[i] == VERB and _FINITE[p.lang].search(p.word(i))):
            return not p.word(i).startswith(_DIES)
    return False


def _is_told_of(p: Parse, i: int, k: int) -> bool:
    """Whether the deed at word `i` is told with more than its name: not "of murder on Monday"."""
    more = {NOUN, ACTOR, PLACE, PRONOUN, VERB} & set(p.tags[i + 1 : k])
    return p.tags[i - 1] == DETERMINER or (p.tags[i - 1] == PREPOSITION and bool(more))


_FINITE = {"en": re.compile(r"ed\Z"), "es": re.compile(r"(?:ab|i)an?\Z")}
"""How verbs end that tell of something else: an English past, a Spanish imperfect."""
_SINCE = frozenset({"since", "desde"})
_DIES = ("died", "drown", "mur", "falle", "ahog")
""" "Thrown overboard, they drowned last week": the end of the same deed."""
_ENDS_IN_ARRIVAL = frozenset({"deportation", "extradition", "prisoner_transfer", "release"})
""" "A flight of Indians deported by the United States landed on Monday"."""
_RANGE = re.compile(r"\b(?:to|through|until|and|y|al?|hasta)\b|[-–]")


def _distance(line: Line, trigger: Trigger, mention: DateMention) -> float:
    if mention.start >= trigger.end:
        return line.words_between(trigger.end, mention.start)
    distance = line.words_between(mention.end, trigger.start)
    if _AND.search(line.sentence.between(mention.end, trigger.start)):
        distance += 2.0
    opens = mention.start <= line.sentence.start + 12
    return distance * (0.5 if opens else 1.0)


def _others_day(line: Line, trigger: Trigger, mention: DateMention) -> float:
    """How much farther a day is that ends the clause of a deed before: "taken on Monday, freed on Friday"."""
    if mention.start >= trigger.start:
        return 0.0
    before = any(t.end <= mention.start and t.type != CATCH_ALL for t in line.triggers)
    return 8.0 if before else 0.0


def _spoken(line: Line, trigger: Trigger, mention: DateMention, distance: float) -> bool:
    """The date belongs to a verb of saying: it stands on that verb's side, and nearer to it."""
    if trigger.type in SPOKEN_TYPES:
        return False
    for claim in line.claims:
        if not claim.spoken or claim.verb_start <= trigger.start < claim.verb_end:
            continue
        verb = (claim.verb_start, claim.verb_end)
        between = min(trigger.start, mention.start) < verb[0] < max(trigger.start, mention.start)
        apart = min(line.words_between(verb[1], mention.start), line.words_between(mention.end, verb[0]))
        nearer = apart <= 3 or bool(_STATEMENT.match(line.sentence.between(verb[1], mention.start)))
        if between and claim.start < claim.end and verb[0] > mention.start and verb[0] < trigger.start:
            return True
        if verb[1] < mention.start < trigger.start and _SAID_THAT.match(
            line.sentence.between(verb[1], mention.start)
        ):
            continue
        if trigger.start < mention.start < claim.start and "," in line.sentence.between(
            mention.end, claim.start
        ):
            continue
        outside = mention.start < trigger.start or mention.start > verb[0] > trigger.start
        if nearer and outside and not _trigger_between(line, trigger, verb[0], mention.start):
            return True
    return False


def _opens_for_all(line: Line, mention: DateMention) -> bool:
    """ "Two incidents on Sunday: youths burned …, and a man was stabbed": the only day, told before all."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    return days == [mention] and all(t.start > mention.start for t in line.triggers if t.type != CATCH_ALL)


def _trigger_between(line: Line, trigger: Trigger, a: int, b: int) -> bool:
    low, high = min(a, b), max(a, b)
    return low < trigger.start < high


def _coordinate(line: Line, trigger: Trigger, other: Trigger) -> bool:
    """ "Killed two men and seized rifles on Tuesday": verbs joined by "and" share their day.

    So do clauses: "two were killed and ten houses were burned on Tuesday".
    """
    p, k = line.parse, other.first - 1
    if not (trigger.is_verb and other.is_verb and k > trigger.last):
        return False
    while k > trigger.last and p.tags[k] in _OWN_SUBJECT and not p.gaps[k + 1].strip():
        k -= 1
    return p.tags[k] == COORDINATOR and not p.gaps[k + 1].strip()


def looks_back(p: Parse, other: Trigger) -> bool:
    """ "Rescued children who were abducted in January": a relative clause that tells what came before.

    So does a participle: "rescataron el miércoles al ganadero, plagiado una semana antes".
    """
    bare = p.lang == "es" and other.tag == "P" and other.first > 0 and "," in p.gaps[other.first]
    if bare and modifies(p, other) and any(t == VERB for t in p.tags[: other.first]):
        return True
    helped = other.first > 0 and p.tags[other.first - 1] == AUXILIARY
    passive = other.is_verb and helped and other.voice == "passive"
    return passive and in_relative(p, other.first)


def _taken(line: Line, trigger: Trigger, mention: DateMention, distance: float) -> bool:
    """Another trigger stands between, and has no other date of its own."""
    low, high = sorted((trigger.start, mention.start))
    if _opens_for_all(line, mention):
        return False
    joined = min((t.start for t in line.triggers if _coordinate(line, trigger, t)), default=high)
    for other in line.triggers:
        if other.start > joined or other is trigger or other.type == CATCH_ALL or other.type == trigger.type:
            continue
        if _coordinate(line, trigger, other):
            continue
        part = _TAKING_PART.search(line.before(other.start, 5)) is not None
        if other.tag == "N" and not part and _DURING.search(line.before(other.start, 3)):
            continue
        if low < other.start < high and line.words_between(other.start, mention.start) + 2 < distance:
            gap = line.sentence.between(min(other.end, trigger.end), max(other.start, trigger.start))
            if len(gap.split()) > 4 or _EARLIER.search(gap) or looks_back(line.parse, other):
                return True
    return False
