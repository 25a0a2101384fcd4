"""Other days: a day in a deed's sentence that is another deed's, or that of what somebody said of it."""

from __future__ import annotations

import re

from geo.events.closed_classes import (
    ACTOR,
    AUXILIARY,
    CLITIC,
    DETERMINER,
    EVENT,
    NOUN,
    PLACE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    VERB,
)
from geo.events.dates import DateMention
from geo.events.held_for import says_what_for
from geo.events.phrases import Parse
from geo.events.reading import Line
from geo.events.relatives import modifies
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL

ABOUT_DEEDS = frozenset({"charges", "sentence"})
"""Types told with the deed that they are about."""
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
EARLIER = re.compile(r"(?<!\w)(?:after|before|tras|(?:despues|luego|antes) de)(?!\w)")
_HOURS = re.compile(r"(?<!\w)(?:hours|minutes|horas|minutos|shortly|poco)(?!\w)")
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
_HELD_ON = re.compile(
    r"(?<!\w)(?:opened|began|started|resumed|ended|opens|begins|starts|got under way|comenzo|empezo|inicio|"
    r"arranco|concluyo|comienza|empieza|inicia|se reanudo)(?!\w)[^,;]*$"
)
""" "The trial over a murder in 2021 opened on Wednesday": the day of the trial, not of the deed."""
_TO_COME = re.compile(r"(?<!\w)(?:a partir del?|starting|beginning|as of|effective|from)\s+(?:\w+\s+)?$")
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
MONTHS = 4
"""The precision of a month, and of what is wider."""
_HAD_BEFORE = re.compile(
    r"(?<!\w)(?:that|which|who|que|quien(?:es)?) (?:had|habian?) (?:been |sido )?\w+(?: (?!and |"
    r"y )[\w.'’-]+){0,6} $"
)
_THAT = re.compile(r" (?:that|que)(?!\w)")
_TOLD_THEM = re.compile(
    r"(?<!\w)(?:told|tells|dijo a|informo a|declaro ante) (?:(?!that |que )[\w.'’-]+ ){1,8}(?:on |el |este "
    r")?$"
)
_LONG_AFTER = re.compile(
    r"(?<!\w)(?:days?|weeks?|months?|years?|decades?|dias?|semanas?|meses|anos?|decadas?) "
    r"(?:after|since|before|despues de que|despues del?|antes de que) [^,;]*$"
)
JOINED = re.compile(r"(?<!\w)(?:and|but|y|e|pero)(?!\w)")
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
_RANGE = re.compile(r"\b(?:to|through|until|and|y|al?|hasta)\b|[-–]")


def is_of_another(line: Line, trigger: Trigger, mention: DateMention) -> bool:
    """Whether the words around a day give it to another deed than a trigger's, or to what somebody said."""
    before = line.before(mention.start, 4)
    return (
        _lasts_since(line, trigger, mention)
        or said_of_before(line, trigger, mention.start)
        or _told_on(line, mention)
        or somebody_elses(before, trigger, mention)
        or _before_now(line, trigger, before)
        or _of_a_clause(line.parse, trigger, mention)
        or _happened_to_other(line, trigger, mention)
        or _says_which(line, trigger, mention)
        or _compared(line, mention)
        or _of_the_deed(line, trigger, mention)
        or _owned(line, trigger, mention)
    )


def is_talked_of(line: Line, trigger: Trigger) -> bool:
    """Whether a deed told before is only spoken of: "declined to comment on the beheadings"."""
    return trigger.voice == "noun" and _TALKED_OF.search(line.before(trigger.start, 8)) is not None


def _told_on(line: Line, mention: DateMention) -> bool:
    """ "Told a news conference on Monday that": the day on which somebody spoke."""
    that = _THAT.match(line.sentence.between(mention.end, line.sentence.end))
    return that is not None and _TOLD_THEM.search(line.before(mention.start, 10)) is not None


def is_told_closer(line: Line, mention: DateMention) -> bool:
    """ "Pocos meses antes, en abril": a vague time that the next words say more closely."""
    after = (d for d in line.dates if d.first is not None and 0 < d.start - mention.end <= len(", en el "))
    return mention.kind == "vague" and any(d.precision < mention.precision for d in after)


def long_before(line: Line, trigger: Trigger, mention: DateMention) -> bool:
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
    """ "Survivors of the May 16 strike were sent home", "tried over a 2019 attack": the named deed's day."""
    deed = _DEED_OF_A_DAY.match(line.sentence.between(mention.end, line.sentence.end))
    article = line.before(mention.start, 1).strip()
    led = deed is not None and (
        article in _WHICH or (article in ("a", "an") and trigger.end <= mention.start)
    )
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
    if mention.precision < MONTHS or not _OWNED.match(line.sentence.between(mention.end, line.sentence.end)):
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
    earlier = EARLIER.search(between) and not _HOURS.search(between)
    return bool(earlier) or (modifies(p, others[-1]) and "," not in between and not JOINED.search(between))


def _is_told_of(p: Parse, i: int, k: int) -> bool:
    """Whether the deed at word `i` is told with more than its name: not "of murder on Monday"."""
    more = {NOUN, ACTOR, PLACE, PRONOUN, VERB} & set(p.tags[i + 1 : k])
    return p.tags[i - 1] == DETERMINER or (p.tags[i - 1] == PREPOSITION and bool(more))


__all__ = [
    "ABOUT_DEEDS",
    "EARLIER",
    "JOINED",
    "MONTHS",
    "SINCE",
    "is_of_another",
    "is_talked_of",
    "is_told_closer",
    "long_before",
    "said_of_before",
    "somebody_elses",
]
