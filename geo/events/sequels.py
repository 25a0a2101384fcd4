"""Sequels: what the next sentence, or the verdict in the same, adds to a telling.

"Two men clashed. Both were police." "A body was found. It was that of a fisherman." "The army claimed it."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.events.actors import BOMBERS, CIVILIANS, NATIONAL, UNLAWFUL, ActorMention
from geo.events.answering import convicted, goes_on_about, helpers, identified, responsible, sides_in
from geo.events.harms import HARM
from geo.events.reading import Line
from geo.events.rising_tolls import settle_tolls
from geo.events.support_verbs import RECIPROCAL
from geo.events.telling import NEAR_LINES, Telling, names
from geo.events.tolls import Toll
from geo.events.types import CATCH_ALL
from geo.events.when import told_next
from geo.events.where_spoken import OF_LAW
from geo.events.wounds import maimed

_SOON = 3
"""Within so many sentences those whom a deed hurt are told of."""
_HE = re.compile(r"\W*(?:he|she|they|el|ella)(?!\w)")
_AT_FIRST = re.compile(
    r"(?<!\w)(?:initial(?:ly)?|at first|(?:had )?(?:first|earlier) (?:said|reported|put|counted)|"
    r"en un (?:primer|principio)|en (?:una? )?primer[oa]? (?:reporte|informe|balance|recuento|version)|"
    r"(?:un|el) primer (?:reporte|informe|balance|recuento|saldo)|inicialmente|al principio|"
    r"preliminar\w*)(?!\w)"
)
_BY_NOW = re.compile(r"(?<!\w)(?:had|has|have|han|ha|habian?) (?:now |ya |so far )?(?:been |sido )?$")
_DENIES = re.compile(
    r"(?<!\w)(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|nego|niega|negaron|niegan|"
    r"rechaz(?:o|a|aron|an)|desmint\w+|desmiente\w*)(?!\w)"
)
_ANSWERED = HARM | {"disappearance", "property_attack"}
"""Deeds that somebody claims or is blamed for."""


def add_sequels(tellings: list[Telling], lines: list[Line]) -> None:
    """Fill each telling with what the lines say of it besides its own sentence."""
    for telling in tellings:
        at = telling.lines[0]
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is not None and following.sentence.paragraph == lines[at].sentence.paragraph:
            _go_on(telling, following)
        _count_hurt(telling, lines[at + 1 : at + 1 + _SOON])
    settle_tolls(tellings, lines)
    for telling in tellings:
        _count_on(telling, [t for t in tellings if 0 < telling.lines[0] - t.lines[0] <= NEAR_LINES], lines)
    before: list[Telling] = []
    verdicts = {t.lines[0]: t for t in tellings if t.type == "sentence" and t.modality == "reported"}
    for harms in _harms_of_lines([t for t in tellings if not t.is_total]):
        at = harms[0].lines[0]
        if at in verdicts:
            _condemn(harms, verdicts[at], lines[at])
        _answer_for(harms, lines[at : at + 3], before)
        before += harms


def _count_on(telling: Telling, before: list[Telling], lines: list[Line]) -> None:
    """ "At least 11 died. An official said later that 13 had died": the same dead, who are more by now.

    A lower count that was given at first is none of its own either.
    """
    line, killed = lines[telling.lines[0]], telling.tolls.get("killed")
    deed = next(
        (t for t in reversed(before) if t.type in HARM and "killed" in t.tolls and not t.is_total), None
    )
    if telling.type != "killing" or killed is None or deed is None or names(telling, "agent"):
        return
    known = deed.tolls["killed"].count.best
    if _AT_FIRST.search(line.sentence.folded) and killed.count.best < known:
        telling.is_total = True
        return
    own = telling.when.first is not None and not telling.when.inherited
    own = own or (telling.where.place is not None and not telling.where.inherited)
    by_now = bool(line.claims) and _BY_NOW.search(line.before(telling.trigger.start, 3)) is not None
    if by_now and not own and names(telling, "target") <= {CIVILIANS} and killed.count.best > known:
        deed.tolls |= {o: toll for o, toll in telling.tolls.items() if o in ("killed", "wounded")}
        telling.is_total = True


def _go_on(telling: Telling, following: Line) -> None:
    """Who took part, whose body it was, who helped and when, where the next sentence says so."""
    if telling.type in RECIPROCAL and not telling.actors:
        telling.actors.extend(sides_in(following))
    if telling.type == "body_found" and not names(telling, "target"):
        telling.actors.extend(identified(following))
    telling.actors.extend(helpers(following))
    judged = telling.type in OF_LAW  # "was sentenced. The events took place in 2006": those of the deed
    if telling.when.first is None and not judged and not _tells_another(following, telling):
        telling.when = told_next(following) or telling.when


_HURT_BY = HARM | {"property_attack", "violence"}


def _count_hurt(telling: Telling, following: list[Line]) -> None:
    """ "Two were shot dead. A third, hit in the leg, is in hospital.": whom it hurt besides."""
    if telling.type not in _HURT_BY or "wounded" in telling.tolls or telling.modality != "reported":
        return
    for line in following:
        if any(t.type in HARM for t in line.triggers):
            return
        hurt = maimed(line.sentence)
        if hurt is not None and "killed" in telling.tolls and _HE.match(line.sentence.folded):
            return  # "a tailor died; he had been shot in the back"
        if hurt is not None:
            telling.tolls["wounded"] = Toll(hurt, sure=False)
            return


def _condemn(harms: list[Telling], verdict: Telling, line: Line) -> None:
    """Whom a court condemns for a deed of its sentence did it, where nobody else is said to."""
    for deed in harms:
        if not names(deed, "agent"):
            deed.actors.extend(convicted(line, verdict.trigger, deed.trigger, verdict.actors))


def _tells_another(line: Line, telling: Telling) -> bool:
    """Whether a sentence tells a deed of another kind by a verb of its own."""
    return any(t.is_verb and t.type not in (telling.type, CATCH_ALL) for t in line.triggers)


def _harms_of_lines(tellings: list[Telling]) -> Iterator[list[Telling]]:
    """The harms that each sentence tells: a claim that follows is about the last."""
    by_line: dict[int, list[Telling]] = {}
    for telling in tellings:
        if telling.type in _ANSWERED:
            by_line.setdefault(telling.lines[0], []).append(telling)
    yield from by_line.values()


def _answer_for(harms: list[Telling], lines: list[Line], before: list[Telling]) -> None:
    """Who claimed an attack did it; who is blamed, or told of next, where nobody else is said to.

    What a state's forces did no group claims: "the army struck back. The group claimed the ambush". Blame
    that is only asked about, or that a relative lays and the next sentence denies, leaves the deed alleged.
    """
    last = harms[-1]
    for k, line in enumerate(lines[:2]):
        answer, after = responsible(line), lines[k + 1 : k + 2]
        found, claimed = answer.doers, answer.claimed
        if claimed and any(a.kind in UNLAWFUL for a, _ in found) and _is_a_states(last):
            earlier = next((t for t in reversed(before) if not _is_a_states(t)), None)
            if earlier is None:
                continue
            harms, last = [earlier], earlier
        acting = any(role in ("agent", "participant") for _, role in last.actors)
        if not found or not (claimed or not acting):
            continue
        for telling in _claimed(harms, before, line) if claimed else ():
            telling.actors[:] = [(a, r) for a, r in telling.actors if r != "agent" or not _is_unnamed(a)]
            if telling is not last and not names(telling, "agent"):
                telling.actors.extend(found)
        last.actors[:] = [(a, r) for a, r in last.actors if a.start != found[0][0].start] + found
        last.blamed_by = answer.accuser
        contested = answer.by_people and any(_DENIES.search(n.sentence.folded) for n in after)
        if (answer.asked or contested) and last.modality == "reported":
            last.modality = "alleged"
    if len(lines) > 1 and not any(role == "agent" for _, role in last.actors):
        last.actors.extend(goes_on_about(lines[1]))


def _claimed(harms: list[Telling], before: list[Telling], line: Line) -> list[Telling]:
    """What a claim is about: the harms of a sentence, and what unnamed gunmen did in the one before it.

    "Gunmen attacked a convoy. Four soldiers were killed. JNIM claimed the assault."
    """
    at = harms[0].lines[0]
    near = [t for t in before if t.lines[0] == at - 1] if not any(names(t, "agent") for t in harms) else []
    by_some = [t for t in near if any(r == "agent" and _is_unnamed(a) for a, r in t.actors)]
    called = any(t.voice == "noun" for t in line.triggers)
    return harms + (by_some if called else [])


def _is_a_states(telling: Telling) -> bool:
    """Whether forces or the government of a state did it."""
    return any(a.kind in NATIONAL for a, role in telling.actors if role == "agent")


def _is_unnamed(actor: ActorMention) -> bool:
    """ "Militants", "gunmen": no more than who then claims the deed; a bomber is one of them and died."""
    return actor.is_group and actor.id != BOMBERS and actor.kind in UNLAWFUL
