"""Spanish forms that look like a trigger and are none: accents tell "secuestró" from "secuestro"."""

from __future__ import annotations

import re
from collections.abc import Callable

from geo.events.use import DETERMINERS, Use
from geo.events.voice import HELPERS_ES
from geo.events.words import NUMBERS, word_set

BEFORE_NOUN = word_set("en con de por sin")
"""After these stands a noun, and no verb."""

_IRREGULAR = word_set("dio hizo vio quiso vino")
"""Pasts in "o" that are no present and no noun."""
_ONE_SHE = word_set("una la esa esta otra nueva sangrienta mortal aquella cada")
""" "Una emboscada" is no participle."""
_ARTICLES = word_set("el la los las")
_SITTING = word_set("reunida reunido")
""" "La Asamblea, reunida en Hanói": where a body sits, and no talks."""
_NOUNS_IN_E = word_set("ataque rescate choque entre")
"""Nouns, and a preposition, that look like a subjunctive."""
_NOUNS_IN_A = word_set("asfixia tortura captura quema amenaza marcha protesta mata")
_KINDS_OF = word_set(
    "banda bandas red redes centro centros equipo equipos brigada brigadas cuerpo cuerpos unidad "
    "unidades delito delitos caso casos zona zonas campo campos cifra cifras tasa tasas indice indices "
    "portal periodismo periodista unidad labores tareas protocolo riesgo escuadron fuerza pelicula serie "
    "obra dia comision juego campeonato marina buque buques barco barcos crimen crimenes veterano veteranos "
    "plazo fase etapa material prisionero prisioneros corresponsal"
)
"""What "de" and a noun only describe."""
_LEADS_NOUN = word_set("bajo con sin mediante")
""" "Bajo amenaza de muerte": what no finite verb follows."""
_TO_DO = re.compile(r" al? (?:[\w.]+ ){1,6}?a \w{2,}[aei]r(?:se|l[aeo]s?)?(?!\w)")
_TIMES = word_set("hora vez semana noche jornada etapa oportunidad minuto momento dia mes ano lunes")
_FINITE = ("ó", "aron", "ieron", "eron", "rá", "rán")


def is_spanish_verb(use: Use) -> bool:
    """Whether a form of a Spanish verb is used as that verb."""
    return not any(rule(use) for rule in _NO_VERB)


def is_spanish_noun(use: Use) -> bool:
    """Whether a single noun tells a deed: not "de acuerdo", "da tregua", "según denuncia", "atacó"."""
    said = use.entry.words == ("acuerdo",) and use.previous == "de"
    eases = use.entry.words == ("tregua",) and use.previous in ("da", "dan", "dio", "daba")
    cited = use.previous == "segun" and use.entry.rule.pos == "noun"
    return not (said or eases or cited or use.written[-1] in "óÓ")


def names_kind(use: Use) -> bool:
    """ "Centro de detención": which centre, and no deed of its own."""
    return use.i > 1 and use.at(use.i - 1) == "de" and use.at(use.i - 2) in _KINDS_OF


def _is_english_in_e(use: Use) -> bool:
    """ "The mate" is English: so is a sentence around it."""
    return use.sentence.lang == "en" and use.word.endswith("e")


def _has_article(use: Use) -> bool:
    """ "El ataque"; but "los extorsiona" has a pronoun before it."""
    pronoun = use.previous in ("los", "las") and not use.word.endswith("s")
    article = use.previous in DETERMINERS - {"no"} and not pronoun
    return use.tag in "VF" and article and use.single and not use.written.endswith(_FINITE)


def _is_one_she(use: Use) -> bool:
    """ "Una emboscada"."""
    return use.tag == "P" and use.previous in _ONE_SHE and use.is_noun_too(len(use.entry.words))


def _is_convict(use: Use) -> bool:
    """ "Un condenado", "acusado de": who somebody is, as no court acted now."""
    if use.tag != "P" or use.type not in ("sentence", "charges"):
        return False
    previous = use.previous
    counted = previous in DETERMINERS - {"no", "de"} or previous in NUMBERS["es"] or previous.isdigit()
    of = use.at(use.i + 1) in ("de", "del") and use.i > 0
    return counted or (of and previous not in HELPERS_ES)


def _follows_preposition(use: Use) -> bool:
    """ "En ataque", "bajo amenaza"."""
    if use.tag != "V":
        return False
    noun = use.single and (use.word in _NOUNS_IN_E or use.previous in BEFORE_NOUN)
    return noun or use.previous in _LEADS_NOUN


def _is_listed(use: Use) -> bool:
    """ "Golpes, asfixia con bolsas y descargas": a noun on a list, where a verb would open a clause."""
    if use.tag != "V" or use.word not in _NOUNS_IN_A or not use.i:
        return False
    return "," in use.gap(use.i) and use.at(use.i + 1) in ("con", "y", "de", "por", "en")


def _is_envoy(use: Use) -> bool:
    """ "Un enviado de la ONU"."""
    envoy = use.entry.words[0].startswith("enviad") and use.at(use.i + 1) in ("de", "del")
    return envoy and use.previous not in HELPERS_ES


def _is_somebody(use: Use) -> bool:
    """ "Campo de refugiados", "un opositor encarcelado", "no identificados": who people are."""
    word = use.word
    if use.tag != "P" or use.previous in HELPERS_ES:
        return False
    refugees = word.startswith("refugiad") and use.previous in DETERMINERS
    unknown = word.startswith("identificad") and use.previous == "no"
    return refugees or unknown or word.startswith("encarcelad") or word in _SITTING


def _is_now_called(use: Use) -> bool:
    """ "El ahora detenido", "la hoy sentenciada": who somebody has become by another deed."""
    return use.tag == "P" and use.previous in ("ahora", "hoy") and use.at(use.i - 2) in _ARTICLES


def _is_fall(use: Use) -> bool:
    """ "Sufrió una caída"."""
    return use.word in ("caida", "caidas") and use.previous in _ONE_SHE


def _says_which(use: Use) -> bool:
    """ "Tropas desplegadas en": which troops, as nobody says that they were sent now."""
    adjoined = use.type == "deployment" and use.tag == "P" and use.previous not in HELPERS_ES and use.i > 0
    return adjoined and not use.gap(use.i).strip()


def _is_attempt(use: Use) -> bool:
    """ "Atentado" is a noun, but in "han atentado"."""
    return use.entry.words[0] in ("atentado", "atentados") and use.previous not in HELPERS_ES


def _is_name(use: Use) -> bool:
    """ "Plaza Toma": a word within a name; and "estar ataca", where no finite verb stands."""
    named = use.i > 0 and use.written[:1].isupper() and not use.sentence.text.isupper()
    named = named and not use.gap(use.i).strip()
    within = use.tag == "P" and named and use.sentence.written(use.i - 1)[:1].isupper()
    within = within and not use.sentence.is_headline
    return use.previous == "estar" or within or (named and use.tag == "V")


def _opens_as_noun(use: Use) -> bool:
    """ "Quema de vehículos": a headline's noun."""
    if use.tag != "V" or use.i or use.word in ("escapa", "abusa"):
        return False
    return use.word.endswith("a") and use.at(1) in ("de", "del")


def _is_present_in_o(use: Use) -> bool:
    """ "Secuestro": without its accent no past."""
    if use.tag != "V" or not use.word.endswith("o") or use.written.isupper():
        return False
    return not (use.written.endswith("ó") or use.word.endswith(("uvo", "uso")) or use.word in _IRREGULAR)


def _is_future(use: Use) -> bool:
    """ "Matará" where the form is "matara"."""
    subjunctive = use.tag == "V" and use.word.endswith(("ara", "aran", "era", "eran"))
    return subjunctive and use.written.endswith(("á", "án"))


def _is_no_future(use: Use) -> bool:
    """ "Matara" where the form is "matará"."""
    return use.tag == "F" and not (use.written.endswith(("á", "án")) or use.written.isupper())


def _makes_do(use: Use) -> bool:
    """ "Lo que llevó al Ejército a enviar refuerzos": what made somebody do it, and nobody was taken away."""
    end = use.sentence.words[use.i].end - use.sentence.start
    return use.word.startswith("llev") and use.single and _TO_DO.match(use.sentence.folded, end) is not None


def _is_last(use: Use) -> bool:
    """ "Última hora": an adjective, with its accent or before a time, and nobody "ultima" anybody."""
    adjective = use.written[:1] in "úÚ" or use.following in _TIMES
    return use.tag == "V" and use.word in ("ultima", "ultimo") and adjective


_NO_VERB: tuple[Callable[[Use], bool], ...] = (
    _is_english_in_e,
    _has_article,
    _is_one_she,
    _is_convict,
    _follows_preposition,
    _is_listed,
    _is_envoy,
    _is_somebody,
    _is_now_called,
    _is_fall,
    _says_which,
    _is_attempt,
    _is_name,
    _opens_as_noun,
    _is_present_in_o,
    _is_future,
    _is_no_future,
    _is_last,
    _makes_do,
)
