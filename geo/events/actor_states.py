"""Countries and capitals that stand for a government, by where they stand: "Russia said", "Madrid anunció".

A country's name acts where it opens a clause and goes on without a comma, or after one that a verb follows
("Russia, which …, launched"). A capital is a town first: it acts only right before what governments do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from geo.events.actor_persons import Worded, capital
from geo.events.support_verbs import ENVOYS, does
from geo.events.words import AND, word_set

ARTICLES = word_set("the el la los las un una a an")
_PLACED_BY = word_set(
    "in to from of into across at near over within inside outside en de del a al hacia desde sobre "
    "por para through toward towards against throughout between northern southern new"
)
_CLAUSES = word_set("that que and y e but pero while mientras neither nor ni")
_JOINS = AND | word_set("nor ni")
_LEADS = word_set("said says reported after when as before because since if which whom cuando porque si")
"""What a clause with a government for its subject may follow without a comma."""
_SEATS = {
    "AE": "abu dhabi", "AM": "yerevan,erevan", "AR": "buenos aires", "AU": "canberra", "AZ": "baku",
    "BF": "ouagadougou,uagadugu", "BO": "la paz", "BR": "brasilia", "BY": "minsk", "CA": "ottawa",
    "CD": "kinshasa", "CN": "beijing,pekin", "CO": "bogota", "CU": "havana,la habana", "DE": "berlin",
    "DO": "santo domingo", "DZ": "algiers,argel", "EC": "quito", "EG": "cairo,el cairo", "ER": "asmara",
    "ES": "madrid", "ET": "addis ababa,adis abeba", "FR": "paris", "GB": "london,londres",
    "GR": "athens,atenas", "HN": "tegucigalpa", "HU": "budapest", "ID": "jakarta,yakarta",
    "IL": "jerusalem,tel aviv", "IN": "new delhi,nueva delhi,delhi", "IQ": "baghdad,bagdad",
    "IR": "tehran,teheran", "IT": "rome,roma", "JO": "amman", "JP": "tokyo,tokio", "KE": "nairobi",
    "KH": "phnom penh", "KP": "pyongyang", "KR": "seoul,seul", "LB": "beirut", "LY": "tripoli",
    "ML": "bamako", "MM": "naypyidaw", "NE": "niamey", "NG": "abuja", "NI": "managua", "PE": "lima",
    "PH": "manila", "PK": "islamabad", "PL": "warsaw,varsovia", "PY": "asuncion", "QA": "doha",
    "RS": "belgrade,belgrado", "RU": "moscow,moscu", "RW": "kigali", "SA": "riyadh,riad",
    "SD": "khartoum,jartum", "SO": "mogadishu,mogadiscio", "SS": "juba", "SV": "san salvador",
    "SY": "damascus,damasco", "TD": "n'djamena,yamena", "TH": "bangkok", "TR": "ankara",
    "TW": "taipei,taipei", "UA": "kyiv,kiev", "UG": "kampala", "US": "washington", "UY": "montevideo",
    "GY": "georgetown", "PA": "ciudad de panama", "CR": "san jose", "HT": "port-au-prince,puerto principe",
    "BD": "dhaka,daca", "MY": "kuala lumpur", "NP": "kathmandu,katmandu", "LK": "colombo",
    "GE": "tbilisi,tiflis",
    "MD": "chisinau", "RO": "bucharest,bucarest", "AT": "vienna,viena", "PT": "lisbon,lisboa",
    "SE": "stockholm,estocolmo", "FI": "helsinki", "DK": "copenhagen,copenhague", "NO": "oslo",
    "EE": "tallinn,tallin", "LV": "riga", "LT": "vilnius,vilna", "CZ": "prague,praga", "AO": "luanda",
    "MZ": "maputo", "GH": "accra", "SN": "dakar", "CM": "yaounde,yaunde", "MA": "rabat", "AF": "kabul",
    "KZ": "astana", "OM": "muscat,mascate", "BI": "gitega", "ZM": "lusaka", "XK": "pristina",
    "VE": "caracas", "VN": "hanoi", "YE": "sanaa", "ZA": "pretoria", "ZW": "harare",
}  # fmt: skip
SEATS = {tuple(name.split()): country for country, names in _SEATS.items() for name in names.split(",")}
"""Capitals by their words, folded, and the ISO code of the country that is governed from there."""
_FIRSTS = frozenset(words[0] for words in SEATS)
_GOVERNS = tuple(
    """
    said says report accuse announc impos condemn denie denounc vow warn threaten launche sent
    deployed deploys send deploy called calls
    signs signed agreed agrees ordered orders reject responds responded retaliated recalled expel summon
    insist backs backed offered offers blames blamed declar designated sanctioned lifts lifted suspended
    suspends resume stepp pledge claims claimed refuse reach held approve wants wanted expanded escalated
    carried urge demanded demands moved moves prepares prepared preparing plans planned planning continue
    intensif extended extends withdr began started starts attacked bombed invaded seize detained captured
    fired handed hands kept keeps exchanged swapped traded introduce unveil adopted adopts renewed banned
    placed slapp froze freez levi put flew proscrib outlaw blacklist added lists listed recogni
    killed mato designat comment coment regard consider remained remains admit reconoc acknowledg
    tightened mobilised mobilized pulled ended ends revok labell labeled presented accept massed massing
    rushed stationed granted cancelled stripped parked poured ushered passed struck pounded shelled cut cuts
    dijo dice anunci impus impon conden niega negaron nego advirt amenaz envi despleg firma firmo acord
    acuerda alcanz ordeno ordena ordenaron rechaz respond expuls acus exig ofrec declaro declara sanciono
    levanto levanta levantaron suspend reanud asegur afirm insist lanz sello sellaron suscrib sostuv
    mantien mantuv denunci promet aprob inici convoc movio movieron prepara planea continu intensific
    amplio amplia ampliaron retir ataco atacaron invadi detuv deten incaut entreg preve intercambi canje
    incluyo incluye inclui ratific cancelo congelo congelado excarcel libero liberado liberaron
    reforz despach mando mandado mandaron veto vetado
    revoco revocado acepto aceptado presento presentado concedio otorgo bombarde concentr traslad
    guarda guardo guardaron senal aclar calific tacha tacho atribuy achac culp
    pacto pactaron moviliz solto soltado prohib rompio roto repatri deport extradit inscrib apreso
    apresado captur encarcel
    """.split()  # noqa: SIM905
)
"""How the verbs of governments begin."""
_HELPS = word_set(
    "has have had did made gave offered will would is are ha han habia habian esta estan va van"
)
_BEFORE_VERB = word_set(
    "not no on this last late early long also again now already repeatedly formally monday tuesday wednesday "
    "thursday friday saturday sunday week month year el este ya tambien lunes martes miercoles jueves "
    "viernes sabado domingo both later se been being immediate immediately further public"
)
"""What may stand between a name and its verb."""
_CLITICS = word_set("lo la los las")
_SHORT = word_set("u.s us u.k uk")
""" Names that are adjectives as well."""
_ACCUSES = ("accus", "acus", "suspect")
_OF_WHAT = word_set("of de")
""" "Accuses Rwanda of sending": who is accused of a deed is no place."""
_UPON = word_set("on against contra a")
_MEASURES = ("sanction", "sancion")
""" "Sanctions on Russia": those are put on its government."""
_TOLD_EN = ("warned", "warns", "threatened", "threatens", "sanctioned", "blamed", "blames")
_TOLD_ES = ("advirt", "amenaz", "sancion", "atribuy", "culp", "responsabiliz", "achac")
"""Verbs whose object is a government: in English right before it, in Spanish before "a"."""
_DAYS = word_set(
    "day week month morning evening night later monday tuesday wednesday thursday friday saturday sunday "
    "yesterday "
    "today"
)
""" "The next day Moscow warned": a day may stand before a capital that acts."""
_BETWEEN = word_set("between entre")
_FROM = word_set("from of de")
_DIPLOMACY = tuple(
    """
    talks negotiation truce ceasefire cease-fire agreement accord deal treaty pact summit dialogo
    negociacion tregua acuerdo pacto tratado cumbre conversaciones alto
    """.split()  # noqa: SIM905
)
"""How nouns begin that both of their sides are parties to."""
_SHORT_NAME = 5
_PASTS = ("ed", "ó", "aron", "ieron")
_STOP = re.compile(r"[.,;:—\n]| [-–] ")
"""What a clause may open after, the dash of a dateline among them."""
_BESIDE = re.compile(r"\s+(?:the\s+)?", re.IGNORECASE)
"""What stands between a name and what leads to it: "after the United States sent"."""
_ASIDE = 24
"""The most words of what stands between two commas after a name."""


def seat_at(tokens: Sequence[Worded], i: int) -> tuple[str, int] | None:
    """The country governed from the town that is named at token `i`, and of how many tokens its name is."""
    if tokens[i].text not in _FIRSTS or not tokens[i].written[:1].isupper():
        return None
    for size in (2, 1):
        country = SEATS.get(tuple(t.text for t in tokens[i : i + size]))
        if country is not None:
            return country, size
    return None


def acts(text: str, tokens: Sequence[Worded], i: int, n: int) -> bool:
    """Whether a country's name of `n` tokens stands for its government: it opens a clause or follows "by"."""
    if not tokens[i].written[:1].isupper():
        return False
    before = _before(tokens, i)
    following = tokens[i + n] if i + n < len(tokens) else None
    gap = gap_after(text, tokens, i + n - 1)
    if gap == " " and following is not None and _only_qualifies(tokens, i, n) and not _is_party(tokens, i):
        return False
    if before is not None and before.text in ("by", "por"):
        return following is None or gap != " " or not following.written[:1].isupper()
    if _is_party(tokens, i) or (
        before is not None and before is tokens[i - 1] and _has_object(tokens, i - 1)
    ):
        return True
    accused = before is not None and before.text.startswith(_ACCUSES)
    if accused and following is not None and following.text in _OF_WHAT and gap == " ":
        return True
    if before is not None and before.text in _UPON and i > 1 and tokens[i - 2].text.startswith(_MEASURES):
        return True
    if _is_told(tokens, i):
        return True
    if following is not None and "," in gap:
        return _opens_firmly(text, tokens, i) and _verb_after_aside(text, tokens, i + n, any_verb=True)
    if following is not None and following.text in _JOINS and gap == " ":
        return _opens_firmly(text, tokens, i) and _shares_verb(text, tokens, i + n + 1)
    if following is None or gap != " " or capital(following) or following.text == "city":
        return False
    led = before is not None and before.text in _LEADS | _DAYS
    led = led and before is not None and _BESIDE.fullmatch(text, before.end, tokens[i].start) is not None
    return opens(text, tokens, i) or (led and _governs(tokens, i + n))


def _only_qualifies(tokens: Sequence[Worded], i: int, n: int) -> bool:
    """ "A U.S. citizen was", "three U.S. strikes": a short name before what is no verb of a government's."""
    if tokens[i].text not in _SHORT or tokens[i + n].text in AND:
        return False
    return (i > 0 and tokens[i - 1].text == "a") or not _governs(tokens, i + n, any_verb=True)


def _is_party(tokens: Sequence[Worded], i: int) -> bool:
    """ "Talks between Belgrade and Pristina", "delegaciones de Armenia y Azerbaiyán": governments both."""
    i -= i > 0 and tokens[i - 1].text in ARTICLES
    for k in range(i - 1, max(0, i - 5), -1):
        if tokens[k].text in _BETWEEN:
            joined = k == i - 1 or tokens[i - 1].text in AND
            return joined and k > 0 and tokens[k - 1].text.startswith(_DIPLOMACY)
        if tokens[k].text in _FROM and k > 0 and tokens[k - 1].text in ENVOYS:
            paired = tokens[k + 2].text in AND if k == i - 1 and k + 2 < len(tokens) else k == i - 3
            return paired and (k == i - 1 or tokens[i - 1].text in AND)
    return False


def _has_object(tokens: Sequence[Worded], k: int) -> bool:
    """ "Lo había expulsado Paraguay": a Spanish verb with its object before it, so its subject follows."""
    if not tokens[k].text.startswith(_GOVERNS):
        return False
    while k and tokens[k - 1].text in _HELPS:
        k -= 1
    return k > 0 and tokens[k - 1].text in _CLITICS


def rules_from(text: str, tokens: Sequence[Worded], i: int, n: int) -> bool:
    """Whether a capital's name of `n` tokens acts: it opens a clause, and what governments do comes next."""
    before = _before(tokens, i)
    if _is_party(tokens, i) or _is_told(tokens, i):
        return True
    led = (
        before is not None and before.text in _LEADS | _DAYS and text[before.end : tokens[i].start].isspace()
    )
    if not (led or opens(text, tokens, i)) or before is not (tokens[i - 1] if i else None):
        return False
    gap = gap_after(text, tokens, i + n - 1)
    if "," in gap:
        return _opens_firmly(text, tokens, i) and _verb_after_aside(text, tokens, i + n)
    if gap == " " and i + n < len(tokens) and tokens[i + n].text in _JOINS:
        return _opens_firmly(text, tokens, i) and _shares_verb(text, tokens, i + n + 1)
    return gap == " " and _governs(tokens, i + n)


def opens(text: str, tokens: Sequence[Worded], i: int) -> bool:
    """Whether a clause opens with the name at token `i`, an article before it or not."""
    before = _before(tokens, i)
    if before is None:
        return True
    gap = text[before.end : tokens[i].start]
    found = _STOP.search(gap) is not None or before.text in _CLAUSES
    return found and before.text not in _PLACED_BY and not _listed_as_place(tokens, i)


def gap_after(text: str, tokens: Sequence[Worded], k: int) -> str:
    """What stands after token `k`, but for the stop of an abbreviation ("EE. UU. impuso")."""
    if k + 1 >= len(tokens):
        return "."
    gap = text[tokens[k].end : tokens[k + 1].start]
    written = tokens[k].written
    short = written.isupper() and ("." in written or len(written) <= len("USA"))
    return gap.removeprefix(".") if short else gap


def _is_told(tokens: Sequence[Worded], i: int) -> bool:
    """ "Beijing warned Taipei", "amenazó a Irán": whom a threat or a measure is meant for."""
    if i > 1 and tokens[i - 1].text == "a":
        k = i - 2
        while k > 0 and tokens[k].text in _BEFORE_VERB:
            k -= 1
        return tokens[k].text.startswith(_TOLD_ES)
    return i > 0 and tokens[i - 1].text.startswith(_TOLD_EN)


def _before(tokens: Sequence[Worded], i: int) -> Worded | None:
    """The token before a name and its article."""
    k = i - 1
    if k >= 0 and tokens[k].text in ARTICLES:
        k -= 1
    return tokens[k] if k >= 0 else None


def _opens_firmly(text: str, tokens: Sequence[Worded], i: int) -> bool:
    """Whether a sentence, or a clause after a conjunction, opens there: no list of places goes on."""
    before = _before(tokens, i)
    if before is None:
        return True
    gap = text[before.end : tokens[i].start]
    return opens(text, tokens, i) and ("," not in gap or before.text in _CLAUSES)


def _verb_after_aside(text: str, tokens: Sequence[Worded], k: int, *, any_verb: bool = False) -> bool:
    """Whether what governments do follows the comma that closes what opens before token `k`."""
    for i in range(k, min(k + _ASIDE, len(tokens) - 1)):
        gap = text[tokens[i].end : tokens[i + 1].start]
        if "," in gap and _governs(tokens, i + 1, any_verb=any_verb):
            return True
        if any(c in gap for c in ";:\n") or (". " in gap and len(tokens[i].written) > len("U.S")):
            return False
    return False


def _shares_verb(text: str, tokens: Sequence[Worded], k: int) -> bool:
    """ "Israel and Hamas held talks": what governments do follows the name after "and"."""
    first = k
    while k < min(first + _SHORT_NAME, len(tokens) - 1):
        if gap_after(text, tokens, k) != " " or tokens[k].text in _PLACED_BY:
            return False
        k += 1
        if _governs(tokens, k):
            return True
    return False


def _governs(tokens: Sequence[Worded], k: int, *, any_verb: bool = False) -> bool:
    """Whether a verb of governments, or any past, stands at token `k`, days and auxiliaries left out."""
    last = min(k + 5, len(tokens))
    while k < last and (tokens[k].text in _BEFORE_VERB or tokens[k].text in _HELPS):
        k += 1
    if k >= last or capital(tokens[k]):
        return False
    verb = tokens[k]
    if not verb.text.startswith(_GOVERNS) and not (
        any_verb and (verb.written.endswith(_PASTS) or does(verb.text, ""))
    ):
        return False
    return k + 1 >= len(tokens) or tokens[k + 1].text not in ("by", "por")


def _listed_as_place(tokens: Sequence[Worded], i: int) -> bool:
    """ "The presidents of Brazil and Colombia": the name goes on a list that a preposition opens."""
    k = i - 1
    if k < 1 or tokens[k].text not in AND:
        return False
    first = k
    while k > 0 and capital(tokens[k - 1]):
        k -= 1
    return k < first and k > 0 and tokens[k - 1].text in _PLACED_BY
