"""Who claimed a deed, who is blamed for it, and who is said in another sentence to have had a hand in it."""

from __future__ import annotations

import re

from geo.events.actors import ARMED
from geo.events.reading import Line
from geo.events.referents import Cast

_AT_ONCE = 12
"""How many characters may stand between "claimed by" and the name."""
_CLAIMED = re.compile(
    r"(?<!\w)(?:claim(?:ed|s)? (?:the )?(?:responsibility|attack|blast|bombing|killing|strike)|"
    r"t(?:ook|akes) responsibility|admitted (?:responsibility|carrying out)|"
    r"se (?:atribuyo|adjudico|atribuye|adjudica)|"
    r"reivindic(?:o|a|aron)|asumio la (?:autoria|responsabilidad))(?!\w)"
)
_CLAIMED_BY = re.compile(
    r"(?<!\w)(?:(?:claimed|reivindicad[oa]|asumid[oa]) (?:by|por)|"
    r"se l[oa]s? (?:atribuyo|adjudico|atribuyeron|adjudicaron)(?: una?)?)(?!\w)"
)
_BLAMED = re.compile(
    r"(?<!\w)(?:blam(?:e|ed|es) (?:[^,.;]{0,40} )?on |blamed? |"
    r"attributed? (?:\w+ ){0,3}to |atribuy(?:o|e|en|eron) (?:[^,.;]{0,40} )?al? |"
    r"atribuid[oa]s? al? |"
    r"culp(?:o|a|an|aron) al? |responsabiliz(?:o|a|an|aron) al? )(?:el |la |los |las |the )?"
    r"(?P<who>(?:presunt[oa]s |supuest[oa]s |suspected |alleged )?"
    r"(?:elementos|integrantes|miembros|agentes|members) "
    r"(?:de |del |of )(?:la |los |las |the )?)?"
)


def responsible(line: Line) -> tuple[Cast, bool]:
    """Who a sentence says to have claimed a deed, or else to be blamed for it; the flag tells a claim."""
    text, base = line.sentence.folded, line.sentence.start
    by, claim, blame = _CLAIMED_BY.search(text), _CLAIMED.search(text), _BLAMED.search(text)
    if by is not None:
        found = [a for a in line.actors if _right_after(a.start - base - by.end())]
    elif claim is not None:
        found = [a for a in line.actors if a.end - base <= claim.start()][-1:]
    elif blame is not None:
        lead = len(blame["who"] or "")
        found = [a for a in line.actors if -lead - len("los ") <= a.start - base - blame.end() <= _AT_ONCE]
    else:
        found = []
    blamed = blame is not None and by is None and claim is None
    doers = found[:1] if blamed else [a for a in found[:1] if a.kind in ARMED]
    return [(a, "agent") for a in doers if a.kind], not blamed


def _right_after(distance: int) -> bool:
    """Whether a name starts so near to where a cue ends; its article may be part of the cue."""
    return -len("los ") <= distance <= _AT_ONCE


_HELPS = re.compile(
    r"(?<!\w)(?:direct(?:ed|s)|led|leads|support(?:ed|s)|help(?:ed|s)|assist(?:ed|s)|coordinat(?:ed|es)|"
    r"took part|"
    r"participated|contributed|provided|with the (?:support|help)|dirigi(?:o|eron|d[oa]s?)|encabez(?:o|"
    r"aron|ad[oa]s?)|"
    r"apoy(?:o|aron)|colabor(?:o|aron)|coordin(?:o|aron|ad[oa]s?)|particip(?:o|aron)|intervinieron|"
    r"con (?:el )?apoyo|"
    r"ayud(?:o|aron)|aport(?:o|aron))(?!\w)"
)


def helpers(line: Line) -> Cast:
    """Who a sentence without a trigger says had a hand in what the sentence before it tells."""
    if line.triggers or not _HELPS.search(line.sentence.folded):
        return []
    spoken = [(c.start, c.end) for c in line.claims]
    return [
        (a, "claimant" if any(s < a.end and a.start < e for s, e in spoken) else "supporter")
        for a in line.actors
    ]
