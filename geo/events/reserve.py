"""Reserve: what a sentence tells as a whole without vouching for it, as untrue, or in a work of fiction.

"Prosecutors allege that soldiers burned the house", "…, according to unconfirmed reports", "no es cierto
que". Words that hedge a deed beside it are in `geo.events.modality`.
"""

from __future__ import annotations

import re

from geo.events.sentences import Sentence
from geo.events.triggers import Trigger

_LED_BY = re.compile(
    r"(?<!\w)(?:alleges?(?! plot)|alleg(?:ed|ing) that|(?:indictment|complaint|lawsuit|charge sheet|"
    r"affidavit) (?:says|said|states|stated|claims|claimed)|la (?:acusacion|denuncia|demanda|querella) "
    r"(?:dice|sostiene|afirma|senala|asegura) que)(?!\w)[^;:]*$"
)
_BEHIND = re.compile(
    r"^[^.;:]{0,120}?(?:, (?:[\w.'’-]+ ){1,5}alleges?(?=\W*$|,)|,? according to (?:unconfirmed|unverified) |"
    r",? segun (?:versiones|fuentes|reportes|datos|informes) (?:extraoficiales|no (?:oficiales|confirmad|"
    r"verificad)|sin confirmar))"
)
_TOLD_OF = re.compile(
    r"(?<!\w)(?:reports?|claims?|accounts?|reportes?|versiones|la version) (?:de )?(?:that|que)(?!\w)"
)
_UNVERIFIED = re.compile(
    r"(?<!\w)(?:(?:could|can|has|have) not (?:yet )?be(?:en)? (?:independently |immediately )?(?:verified|"
    r"confirmed)|no (?:ha |han )?(?:pudo|pudieron|podido|sido|fue|fueron)(?: ser)? "
    r"(?:verificad|confirmad)[oa]s?)"
)
_UNTRUE = re.compile(
    r"(?<!\w)(?:it (?:is|was) (?:not true|untrue)|no (?:es|era|sea) (?:cierto|verdad)|es mentira|"
    r"calific\w+ (?:de|como) (?:falsa|falso|mentira) (?:la |el )?(?:version|informacion|noticia|rumor|"
    r"reporte|dicho)(?: de)?) (?:that|que)(?!\w)[^;:]*$"
)
_FICTION = re.compile(
    r"\W*(?:in|en) (?:the|an?|his|her|this|la|el|una?|su|esta|este) (?:\w+ )?(?:film|movie|novel|thriller|"
    r"video game|stage play|pelicula|novela|telenovela|obra de teatro|videojuego)(?: [^,;]{1,60})?, "
)


def is_reserved(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the sentence does not vouch for what the trigger tells."""
    before = sentence.between(sentence.start, trigger.start)
    after = sentence.between(trigger.end, sentence.end)
    if _LED_BY.search(before) or _BEHIND.search(after):
        return True
    return _TOLD_OF.search(before) is not None and _UNVERIFIED.search(after) is not None


def is_untrue(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the sentence tells it as untrue: "it is not true that", "no es cierto que"."""
    return _UNTRUE.search(sentence.between(sentence.start, trigger.start)) is not None


def is_fiction(sentence: Sentence) -> bool:
    """Whether the sentence opens with a work of fiction: "In the film, gunmen rob a bank"."""
    return _FICTION.match(sentence.folded) is not None
