"""Routes: where a move goes from and where to, by the words before the names of a sentence.

"Flown from Guantánamo to Honduras", "deportado de Texas a México".
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.events import where_cues as cue
from geo.events.actors import load_actors
from geo.events.areas import Atlas
from geo.events.reading import Line
from geo.events.triggers import Trigger
from geo.events.types import CATCH_ALL
from geo.records import Mention, Place

HANDED_OVER = frozenset({"prisoner_transfer", "extradition", "deportation"})
"""Types of which somebody hands somebody over."""
_FLIGHTS = frozenset({"military_flight", "surveillance_flight"})
_OWN_FORCES = _FLIGHTS | {"deployment", "displacement"}
"""Types whose sentence may open with the country that acts rather than the one that is left."""
_AT_WHOSE_REQUEST = re.compile(
    r"(?<!\w)(?:at the request of|on (?:an? )?(?:[\w-]+ )?(?:request|warrant) (?:of|from|by)|(?:a|por) "
    r"(?:pedido|peticion|solicitud|requerimiento|instancias?) del?) (?:the |el |la |los )?$"
)
""" "Was extradited at the request of Peru": where somebody is wanted, and not from where."""
_ASKS_FOR = re.compile(
    r"(?<!\w)(?:seek(?:s|ing)?|sought|request(?:s|ed|ing)?|ask(?:s|ed|ing)?|wants?|demand(?:s|ed|ing)?|"
    r"solicit(?:a|an|o|aron|ara|ado)|pid(?:e|en|io|ieron)|pedira|pedido|reclam(?:a|an|o|aron|ado)|busca(?:ra)?)"
    r"(?! by)(?: (?!for |after |who |que )[\w.'’-]+){1,6} $"
)
MOVES = frozenset(
    {
        "prisoner_transfer",
        "extradition",
        "deportation",
        "deployment",
        "military_flight",
        "surveillance_flight",
        "displacement",
    }
)
"""Types that go from one place to another."""


class Route(NamedTuple):
    """Both ends of a move, the offsets of their names, and whether the verb leads to where it began."""

    origin: Place | None = None
    destination: Place | None = None
    said: frozenset[int] = frozenset()
    is_left: bool = False


def route_of(line: Line, trigger: Trigger, atlas: Atlas) -> Route:
    """Where it went from and to; whoever hands somebody over does so from home."""
    asked = _ASKS_FOR.search(line.sentence.between(line.sentence.start, trigger.start))
    if trigger.type == "extradition" and asked is not None:
        return _asked_for(line, trigger, line.sentence.start + asked.start())
    origin = destination = None
    for mention in line.places:
        before = line.before(mention.start, 5)
        if cue.NEAR.search(before):
            continue
        asks = trigger.type in HANDED_OVER and _AT_WHOSE_REQUEST.search(line.before(mention.start, 8))
        if asks:
            destination = destination or mention
        elif destination is None and (
            _leads_to(mention, trigger, before) or _puts_in(line, mention, trigger)
        ):
            destination = mention
        elif _is_origin(line, mention, trigger, before) and (
            origin is None or _is_left(origin, mention, trigger, before)
        ):
            origin = mention
    origin = origin or _left_first(line, trigger)
    left = origin.place if origin is not None else None
    if left is None and trigger.type in HANDED_OVER:
        left = _government(line, trigger, atlas)
    said = frozenset(m.start for m in (origin, destination) if m is not None)
    led = (
        origin is not None and origin.start > trigger.start and cue.FROM.search(line.before(origin.start, 5))
    )
    handed = trigger.type in HANDED_OVER and bool(led)
    return Route(left, destination.place if destination is not None else None, said, handed)


def _asked_for(line: Line, trigger: Trigger, verb: int) -> Route:
    """ "Ecuador will seek his extradition from Spain": who asks for somebody does not hand him over."""
    lands = [m for m in line.places if m.place is not None and m.kind != "demonym"]
    asking = next((m for m in reversed(lands) if m.end <= verb), None)
    holding = next((m for m in lands if verb < m.start < trigger.start), None) or next(
        (m for m in lands if m.start > trigger.end and cue.FROM.search(line.before(m.start, 5))), None
    )
    said = frozenset(m.start for m in (asking, holding) if m is not None)
    return Route(holding.place if holding else None, asking.place if asking else None, said)


def _leads_to(mention: Mention, trigger: Trigger, before: str) -> bool:
    """Whether the words before a mention make it where a move went; the displaced may have arrived first."""
    if mention.kind == "demonym":
        return False
    if mention.start > trigger.start:
        return cue.TO.search(before) is not None or cue.OFF_COAST.search(before) is not None
    return trigger.type == "displacement" and cue.ARRIVED.search(before) is not None


def _puts_in(line: Line, mention: Mention, trigger: Trigger) -> bool:
    """ "Moved to a prison in Guayaquil", "amanecieron en el penal de Puno, adonde los llevó": a new jail."""
    if trigger.type != "prisoner_transfer" or mention.kind == "demonym":
        return False
    said = cue.TO_JAIL.search(line.before(mention.start, 10))
    if said is None or mention.start > trigger.start:
        return said is not None and not said[0].startswith(("en ", "in "))
    return cue.WHITHER.match(line.sentence.between(mention.end, trigger.start)) is not None


def _is_origin(line: Line, mention: Mention, trigger: Trigger, before: str) -> bool:
    """Whether they make it where a move began; a bare "de" does in Spanish, after the verb and no other."""
    handed_by = trigger.type in HANDED_OVER and mention.kind != "demonym" and cue.BY.search(before)
    if handed_by or cue.FROM.search(before):
        return True
    if mention.kind == "demonym" or trigger.lang != "es":
        return False
    if mention.start <= trigger.end or trigger.type in _FLIGHTS:
        return False
    told = (t for t in (*line.triggers, *line.grounds) if t.type != CATCH_ALL)
    if any(trigger.end < t.start < mention.start for t in told):
        return False
    return cue.FROM_ES.search(before) is not None and not cue.TITLE.search(before)


def _is_left(origin: Mention, mention: Mention, trigger: Trigger, before: str) -> bool:
    """ "Accused of acts in Cali, he was extradited from Peru": the verb's own origin follows it."""
    return origin.start < trigger.start < mention.start and cue.FROM.search(before) is not None


def _left_first(line: Line, trigger: Trigger) -> Mention | None:
    """The name that opens a sentence, before the trigger: "Guatemala extradited three men"."""
    first = line.places[0] if line.places else None
    if first is None or first.start >= trigger.start or first.kind == "demonym":
        return None
    between = (t for t in (*line.triggers, *line.grounds) if t.type != CATCH_ALL and t.end <= first.start)
    town = first.place is not None and first.place.level != "country"
    if town and cue.LOCATIVE.search(line.before(first.start, 3)) and any(between):
        return None  # "arrested in Culiacán in May, he was extradited": where another deed was
    return first if trigger.type not in _OWN_FORCES else None


def _government(line: Line, trigger: Trigger, atlas: Atlas) -> Place | None:
    """The country whose government hands somebody over: where they are taken from."""
    catalogue = load_actors()
    for actor in line.actors:
        known = catalogue.get(actor.id or "")
        if known is not None and known.kind == "government" and actor.start < trigger.start and known.country:
            return atlas.country(known.country)
    return None
