"""When: the date tied to the trigger's own clause, never the day on which somebody spoke of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from geo.events.closed_classes import ADVERB, AUXILIARY, COORDINATOR, RELATIVE, VERB
from geo.events.dates import DateMention, find_dates
from geo.events.harms import HARM
from geo.events.held_for import is_what_for
from geo.events.other_days import ABOUT_DEEDS, SINCE, somebody_elses
from geo.events.phrases import Parse
from geo.events.reading import Line
from geo.events.tied_dates import WHEN, looks_back, tied
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.events.verbs import after_se
from geo.events.words import NUMBERS, word_set
from geo.records import DatePrecision

AFTERMATH = frozenset({"investigation"})
"""Types that follow an event, on a day that is not the event's."""
BY_THE_LAW = frozenset(
    {"arrest", "seizure", "raid", "release", "prisoner_transfer", "extradition", "sentence"}
)
"""What is done by those who hold somebody for another deed."""
HOURS_ON = re.compile(
    r"(?:\w+ )?(?:hours|minutes|horas|minutos) (?:later|after|despu|m[aá]s tarde)", re.IGNORECASE
)
""" "Held nine marchers, who were let go hours later": no other day than that of the story."""
_BACKGROUND = frozenset({"agreement", "talks", "plan", "designation", "sanction", "threat", "exercise"})
"""What "had been" done with words is told for what led to a deed."""
_OF_COURTS = frozenset({"charges", "sentence"})
"""What a court does long after the deed: "was shot in May 2023. The court acquitted a third"."""
_BACK = 3
"""How many sentences back a date is looked for."""
_NEAR_DAYS = 2  # days wider than that say little of what else happened in them
_ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:had|who|which|that|after|before|since|over|about|accus\w+|plans?|would|will|que|habia\w*|"
    r"hubiera\w*|tras|(?:despues|luego|antes) de|desde|acus\w+|por)(?!\w)"
)
"""What parts a deed from the day of the one told before it."""
_BEEN = word_set("been being sido siendo")
_NOW = word_set("has have is are remains remain ha han esta estan sigue siguen mantiene mantienen")
_THERE_ARE = re.compile(r"(?<!\w)(?:hay|there (?:is|are)) (?:ya |now )?(?:\w+ ){1,2}$")
""" "Hasta el momento hay tres detenidos"."""
_PRESENT = {
    "en": re.compile(r"[^s]s\Z"),
    "es": re.compile(r"(?<!ab)(?<!i)(?<!ar)(?<!ier)(?<!ies)(?<!as)[ae]n?\Z"),
}
_WENT_ON = re.compile(r"(?:ab|i)an?\Z")
""" "Apalearon a estudiantes que protestaban": what went on when the other deed was done."""
_IT_WAS = re.compile(
    r"(?:it (?:happened|took place|was carried out|occurred)|the (?:attack|incident|raid|killing|murder|"
    r"operation|seizure|arrests?|shooting|blast|kidnapping|abduction)s? (?:happened|took place|"
    r"was carried out|occurred|dates? (?:back|from))|"
    r"(?:el hecho|los hechos|esto|todo|el ataque|el crimen|el suceso|la operacion|el operativo|el decomiso|"
    r"la captura|la incautacion|el asesinato|el secuestro)(?:,| (?:se (?:remontan?|produjo|registro|dio|"
    r"llevo)|ocurri\w+|sucedi\w+|la llev\w+|lo llev\w+|tuvo lugar|fue|data))|(?:ocurrio|sucedio|fue) )"
)


_DAYS_APART = re.compile(
    r"(?<!\w)(?P<n>a|an|the|one|two|three|four|five|six|seven|ten|un|dos|tres|cuatro|cinco|seis|siete|diez|"
    r"\d{1,2}) (?P<unit>days?|weeks?|dias?|semanas?) (?P<way>after|before|despues del?|antes del?)(?!\w)"
)


_ANNIVERSARY = re.compile(
    r"(?:(?:cumpl\w+|conmemor\w+|a|han pasado|marks?|marked|marking|after|since)(?: \w+)? )?(?P<n>\d{1,2}|"
    r"[a-z]+) (?:anos|years)(?: \w+)? (?:del?|de la|desde|since|after)(?: (?:el|la|the))?(?: \w+)? $|"
    r"(?P<m>\d{1,2})(?:th|st|nd|rd)?[ -](?:year )?(?:anniversary of|aniversario del?)(?: (?:el|la|"
    r"the))?(?: \w+)? $"
)
_VERB_NEAR = 4
"""How many words after a day that opens a relative clause its verb stands."""
_SHORTEST_MONTH, _PAST = 28, 0.7
_THAT = re.compile(r" (?:that|que)(?!\w)")
_A_SINGLE, _LONGEST_COUNT = word_set("a an the un una el al"), 3
_SAID_IT_HAD = re.compile(
    r"(?<!\w)(?:said|says|reported|announced|confirmed|dijo|informo|anuncio|confirmo)(?: (?:that|que))? "
    r"(?:(?:it|they|he|she) had|ha|han|habian?)(?: (?:also|already|since|\w+ly|ya|tambien))* $"
)
""" "The army said it had arrested four": before it spoke, on whatever day."""
_APART = re.compile(
    r"\W*(?:in (?:an? |another )?(?:separate|unrelated|different|another) (?:\w+ )?(?:case|trial|"
    r"ruling|lawsuit)|en otr[oa] (?:caso|juicio|causa|proceso))(?!\w)"
)
""" "In a separate case": on another day, for all that is told."""
_AFTER_A_DEED = re.compile(
    r"(?<!\w)(?:after|when|over|following|tras|despues de que|luego de que|cuando) \w+ [^,;]*$"
)
""" "Has been charged after eight were found on Monday": the day of what came first."""
_HAD = re.compile(r"(?<!\w)(?:had|habian?)(?: (?:been|sido|also|already|ya|tambien))* $")
_LATER = re.compile(
    r"(?<!\w)(?:later|eventually|subsequently|luego|despues|posteriormente)(?: (?:was|were|fue|fueron))* $"
)
""" "Was arrested at the scene and later sentenced": on another day."""
_HAD_DONE = re.compile(r"(?<!\w)(?:had|habian?) (?!a |an |the |no )\w+ (?:[\w-]+ ){0,4}$")
_STILL_SAYS = re.compile(
    r" (?:accuses?|alleges?|says?|names?|lists?|acusa|senala|sostiene|dice|afirma)(?!\w)"
)
""" "The indictment accuses him": what stands there, whenever it was filed."""
_BREAK = re.compile(r";|(?<!\w)(?:while|before|mientras|antes de)(?!\w)")


@dataclass(frozen=True, slots=True)
class When:
    """The days that an event may have happened on; None where the report does not say."""

    first: date | None = None
    last: date | None = None
    precision: DatePrecision | None = None
    trust: float = 0.0
    inherited: bool = False

    def overlaps(self, other: When) -> bool | None:
        """Whether both have a day in common; None where one of them is not known."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return None
        return self.first <= other.last and other.first <= self.last


def when_of(lines: list[Line], at: int, trigger: Trigger) -> When:
    """The date of the event that `trigger`, on line `at`, tells; lines before help where it has none."""
    if _verb_tells(lines[at], trigger):
        return When()
    own = tied(lines[at], trigger)
    now = trigger.type != "threat" and says_now(lines[at], trigger)
    if own is not None and now and _of_a_relative(lines[at].parse, trigger, own):
        return When()
    charged = own is not None and now and trigger.type in _OF_COURTS and own.start > trigger.end
    if charged and own and _AFTER_A_DEED.search(lines[at].sentence.between(trigger.end, own.start)):
        return When()
    past = _years_past(lines[at], trigger, own)
    if past is not None:
        return past
    apart = _days_apart(lines[at], trigger)
    if apart is not None:
        return apart
    if own is not None:
        then = WHEN.match(lines[at].sentence.between(own.end, trigger.start)) is not None
        gone = trigger.type in ("disappearance", "kidnapping") or then
        gone = gone and _began(lines[at], own)
        return _when(_first_of(own, trigger.lang) if gone else own, 1.0, False)
    if trigger.type == "charges" and _STILL_SAYS.match(lines[at].after(trigger.end, 1)):
        return When()
    if trigger.type in AFTERMATH or now:
        return When()
    if open_dates(lines[at], trigger):
        return _of_the_scene(lines[at], trigger)
    later = trigger.type in _OF_COURTS and _LATER.search(lines[at].before(trigger.start, 3))
    if later or _APART.match(lines[at].sentence.folded):
        return When()
    if trigger.type not in HARM and _SAID_IT_HAD.search(lines[at].before(trigger.start, 12)):
        return When()
    return _inherited(lines, at, trigger)


def _years_past(line: Line, trigger: Trigger, own: DateMention | None) -> When | None:
    """ "Hoy se cumplen 16 años del asesinato de": so many years before the day that is told."""
    told = _ANNIVERSARY.search(line.before(trigger.start, 12)) if trigger.voice == "noun" else None
    if told is None:
        return None
    n = told["n"] or told["m"]
    years = NUMBERS["en"].get(n) or NUMBERS["es"].get(n) or (int(n) if n.isdecimal() else None)
    if years is None or own is None or own.first is None or own.precision > 1 or own.first.year <= years:
        return When()
    day = own.first
    first = day.replace(
        year=day.year - years, day=min(day.day, _SHORTEST_MONTH) if day.month == 2 else day.day
    )
    return When(first, first, 1, _PAST, False)


def _verb_tells(line: Line, trigger: Trigger) -> bool:
    """ "The body of a man who vanished on June 3 was found on Friday": the day is the verb's."""
    found = trigger.type == "body_found" and not trigger.is_verb
    return found and any(t.type == trigger.type and t.is_verb for t in line.triggers)


def says_now(line: Line, trigger: Trigger) -> bool:
    """ "The gang collects a fee", "a man has been arrested": what is so at the time of writing has no day."""
    p, k = line.parse, trigger.first - 1
    if trigger.tag in "NP" and _THERE_ARE.search(line.before(trigger.start, 4)):
        return True
    if trigger.tag == "V" and _PRESENT[trigger.lang].search(p.word(after_se(p, trigger))):
        return True
    while k >= 0 and (p.tags[k] == ADVERB or p.word(k) in _BEEN):
        k -= 1
    helper = p.word(k) if k >= 0 and p.tags[k] in (AUXILIARY, VERB) else ""
    return helper in _NOW


def _of_a_relative(p: Parse, trigger: Trigger, mention: DateMention) -> bool:
    """ "Guards who were on duty that day have been arrested": the day of a clause beside a verb."""
    k = p.sentence.word_at(mention.start)
    low, high = (trigger.last, k) if trigger.last < k else (0, k)
    r = next((i for i in range(high - 1, low, -1) if p.tags[i] == RELATIVE), -1)
    if r < 0 or COORDINATOR in p.tags[k : trigger.first]:
        return False
    end = k + _VERB_NEAR if trigger.last < k else trigger.first
    return any(tag in (VERB, AUXILIARY) for tag in p.tags[r:end])


def _of_the_scene(line: Line, trigger: Trigger) -> When:
    """ "Fired missiles overnight, while its drones hit a town": the day of the deed told right before."""
    before = [t for t in line.triggers if t.end <= trigger.start and t.type != CATCH_ALL and t.is_verb]
    if not before or not trigger.is_verb or trigger.type in ABOUT_DEEDS:
        return When()
    told = tied(line, before[-1])
    if told is None or told.precision > _NEAR_DAYS or told.start > trigger.start or _began(line, told):
        return When()
    p, between = line.parse, line.sentence.between(before[-1].start, trigger.start)
    meanwhile = trigger.lang == "es" and _WENT_ON.search(p.word(after_se(p, trigger))) is not None
    return _when(told, 0.6, True) if meanwhile or not _ANOTHER_TIME.search(between) else When()


def told_next(line: Line) -> When | None:
    """The day that a sentence gives to what the one before told: "Los hechos se remontan al 3 de julio"."""
    days = [d for d in line.dates if d.first is not None and d.kind != "duration"]
    if len(days) != 1 or not _IT_WAS.match(line.sentence.folded):
        return None
    return _when(days[0], 0.7, False)


def _days_apart(line: Line, trigger: Trigger) -> When | None:
    """ "Sent ships on Monday, two days after guards fired": the other deed's day, so many days off."""
    text, base = line.sentence.folded, line.sentence.start
    told = list(_DAYS_APART.finditer(text, 0, max(0, trigger.start - base)))
    found = told[-1] if told else None
    if found is None or _BREAK.search(text, found.end(), max(found.end(), trigger.start - base)):
        return None
    days = [d for d in open_dates(line, trigger) if d.precision == 1 and d.end - base <= found.start()]
    if not days or days[-1].first is None or any(d.start - base >= found.end() for d in line.dates):
        return None
    off = timedelta(days=days_of(found["n"], found["unit"]) or 0)
    day = days[-1].first - off if found["way"].startswith(("after", "de")) else days[-1].first + off
    return When(day, day, 1, 0.9)


def days_of(n: str, unit: str) -> int | None:
    """How many days a count of a unit is ("two", "weeks"), none of hours; None where it is no count."""
    if unit.startswith(("hour", "hora")):
        return 0
    count = 1 if n in _A_SINGLE else NUMBERS["en"].get(n) or NUMBERS["es"].get(n)
    count = int(n) if count is None and n.isdecimal() and len(n) <= _LONGEST_COUNT else count
    return None if count is None else count * (7 if unit.startswith(("week", "semana")) else 1)


def _inherited(lines: list[Line], at: int, trigger: Trigger) -> When:
    """The date of the event told before in the same paragraph: a story goes on from its last date.

    A sentence that tells no event but names one day ("The town woke on Saturday to …") gives its day too.
    """
    earlier = When()
    goes_back = _is_past_perfect(lines[at], trigger)
    for line in reversed(lines[max(0, at - _BACK) : at]):
        if line.sentence.paragraph != lines[at].sentence.paragraph:
            break
        told = [t for t in reversed(line.triggers) if t.type != CATCH_ALL]
        if trigger.type in BY_THE_LAW and told and all(is_what_for(line.sentence, t) for t in told):
            continue  # "is accused of a massacre in May. Officers found two pistols": not on that day
        for other in sorted(told, key=partial(looks_back, line.parse)):
            if trigger.type in BY_THE_LAW and is_what_for(line.sentence, other):
                continue  # "caught Ruiz, accused of a murder in May. They seized pistols": not on that day
            mention = tied(line, other)
            if other.type in _BACKGROUND and _is_past_perfect(line, other):
                continue  # "both had agreed to a truce in May. Shells hit": before the story's day
            if trigger.type in _OF_COURTS and other.type not in ABOUT_DEEDS and mention is not None:
                mention = mention if mention.precision <= _NEAR_DAYS and line is lines[at - 1] else None
            if other.type in ABOUT_DEEDS and trigger.type in HARM:
                continue  # "were charged on Tuesday. They parked the bomb": not on that day
            if trigger.type == "charges" and other.type == "arrest":
                continue  # "fue detenido el viernes. El juez le impuso prisión preventiva": on a later day
            if mention is not None and mention.precision <= 4 and not _began(line, mention):
                if not goes_back and _is_past_perfect(line, other):
                    earlier = earlier if earlier.first else _when(mention, 0.5, True)
                    continue  # "three died on Friday. They had fled in May. Troops found": on Friday
                return _when(mention, 0.5, True)
        days = open_dates(line, trigger)
        if not told and len(days) == 1 and days[0].precision == 1 and not _spoken_on(line, days[0]):
            return _when(days[0], 0.4, True)
        before = told and all(_is_past_perfect(line, t) for t in told)
        if days and not before and trigger.type not in _OF_COURTS:
            break
    return earlier


def _spoken_on(line: Line, mention: DateMention) -> bool:
    """Whether a day may be that of somebody's words; not so in "denuncia que el 15 de noviembre entraron"
    and "informó de las acciones del 15 de noviembre"."""
    said = [c for c in line.claims if c.verb_end < mention.start]
    told = any(_THAT.match(line.sentence.between(c.verb_end, mention.start)) for c in said)
    told = told or (bool(said) and line.before(mention.start, 1) == "del ")
    return bool(line.claims) and not told


def _is_past_perfect(line: Line, trigger: Trigger) -> bool:
    """ "Had agreed", "habían sido detenidos": what was done before the story's day."""
    if trigger.is_verb:
        return _HAD.search(line.before(trigger.start, 3)) is not None
    return _HAD_DONE.search(line.before(trigger.start, 6)) is not None


def _first_of(mention: DateMention, lang: str) -> DateMention:
    """ "Missing since June 2", which lasts until the day of publication: the day that it began on."""
    told = find_dates(mention.surface, lang=lang, published=mention.last)
    return told[0] if told and told[0].first == mention.first else mention


def _began(line: Line, mention: DateMention) -> bool:
    """Whether a date only says since when: it's no day that a story goes on from."""
    return SINCE.search(line.before(mention.start, 4)) is not None


def open_dates(line: Line, trigger: Trigger) -> list[DateMention]:
    """The dates of a line that could be an event's."""
    return [
        d
        for d in line.dates
        if d.first is not None
        and d.kind != "duration"
        and not HOURS_ON.match(d.surface)
        and not somebody_elses(line.before(d.start, 4), trigger, d)
        and not _began(line, d)
    ]


def _when(mention: DateMention, trust: float, inherited: bool) -> When:
    return When(mention.first, mention.last, mention.precision, trust, inherited)
