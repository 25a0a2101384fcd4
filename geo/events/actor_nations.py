"""A nation's army, police or government, by rule: "Turkish army", "policía colombiana", "Sudan's military".

Two hundred countries need no two thousand catalogue rows. Of a weapon ("Russian drones") only the nation is
the actor: the weapon may be what tells the event. The id is made of the country's ISO code and what the body
is ("tr-military"), so that both languages and every wording meet in one id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from babel import Locale

from geo.events.actor_states import ARTICLES
from geo.events.cues import load_classes
from geo.events.date_words import fold_offsets
from geo.events.words import AND, OF, word_set
from geo.places.gazetteer import DEMONYM, ENGLISH, LEVELS, OFFICIAL, SPANISH, Gazetteer

_COUNTRY = LEVELS.index("country")


class Worded(Protocol):
    """A token of the actor finder: its folded text and the text as written."""

    @property
    def text(self) -> str: ...

    @property
    def written(self) -> str: ...


class Body(NamedTuple):
    """What a nation's body is: an id's ending, names with the country left open, and the actor's kind."""

    key: str
    name_en: str
    name_es: str
    kind: str


class NationalActor(NamedTuple):
    """A body of a country over tokens `first` to `last`, both included."""

    first: int
    last: int
    country: str
    body: Body

    @property
    def id(self) -> str:
        """The country's ISO code and the body: "tr-military", "mx-gov"."""
        return f"{self.country.lower()}-{self.body.key}"

    def name(self, lang: str) -> str:
        """The name in `lang` ("es" or English)."""
        spanish = lang == "es"
        country = _territories("es" if spanish else "en").get(self.country, self.country)
        article = "the " if not spanish and self.country in _WITH_ARTICLE else ""
        return (self.body.name_es if spanish else self.body.name_en).format(article + country)


MILITARY = Body("military", "Armed forces of {}", "Fuerzas armadas de {}", "military")
POLICE = Body("police", "Police of {}", "Policía de {}", "law enforcement")
SECURITY = Body("security", "Security forces of {}", "Fuerzas de seguridad de {}", "state security")
GOVERNMENT = Body("gov", "Government of {}", "Gobierno de {}", "government")
INTELLIGENCE = Body(
    "intelligence", "Intelligence service of {}", "Servicio de inteligencia de {}", "intelligence"
)
JUDICIARY = Body("judiciary", "Judiciary of {}", "Poder judicial de {}", "judiciary")
REBELS = Body("rebels", "Armed opposition in {}", "Oposición armada en {}", "armed group")

BODIES = {
    body.key: body for body in (MILITARY, POLICE, SECURITY, GOVERNMENT, INTELLIGENCE, JUDICIARY, REBELS)
}
"""The bodies by the ending of their ids."""

_WORDS = {
    MILITARY: (
        "army military troops forces soldiers soldier navy marines paratroopers "
        "airforce armies navies armadas ejercitos jets drones ejercito tropas fuerzas soldados soldado "
        "marina marinos militares armada aviacion commandos rangers patrol patrols patrulla patrullas "
        "sailors gunners snipers infantry infantrymen "
        "artillerymen paracaidistas francotiradores artilleros infantes"
    ),
    POLICE: (
        "police policeman policemen detectives gendarmes gendarmerie policia policias gendarmes gendarmeria "
        "carabineros"
    ),
    GOVERNMENT: (
        "government authorities officials presidency parliament diplomats embassy gobierno autoridades "
        "funcionarios presidencia parlamento diplomaticos embajada cancilleria"
    ),
    INTELLIGENCE: ("intelligence spies inteligencia espias"),
    JUDICIARY: ("prosecutors prosecutor court courts judges fiscalia fiscales tribunal tribunales jueces"),
    REBELS: (
        "rebels insurgents separatists guerrillas rebeldes insurgentes separatistas guerrilleros guerrilla"
    ),
}
_BODIES = {word: body for body, words in _WORDS.items() for word in word_set(words)}
_PAIRS = {
    ("air", "force"): MILITARY, ("armed", "forces"): MILITARY, ("fuerza", "aerea"): MILITARY,
    ("coast", "guard"): SECURITY, ("border", "guards"): SECURITY, ("security", "forces"): SECURITY,
    ("state", "security"): SECURITY,
    ("national", "guard"): SECURITY, ("guardia", "nacional"): SECURITY, ("guardia", "costera"): SECURITY,
    ("coast", "guards"): SECURITY, ("border", "guard"): SECURITY, ("riot", "police"): POLICE,
    ("guardia", "civil"): SECURITY, ("foreign", "ministry"): GOVERNMENT, ("border", "police"): POLICE,
    ("fighter", "jets"): MILITARY, ("fighter", "jet"): MILITARY, ("fighter", "planes"): MILITARY,
    ("defence", "ministry"): GOVERNMENT, ("defense", "ministry"): GOVERNMENT,
    ("interior", "ministry"): GOVERNMENT,
}  # fmt: skip
_QUALIFIERS = word_set(
    "air tank artillery mortar sniper machine-gun small-arms armed special federal national security naval "
    "ground state government anti-drug "
    "counter-narcotics military riot armadas especiales nacional nacionales federal federales militar "
    "antinarcoticos terrestres estatal"
)
_EQUIPMENT = word_set(
    "drone drones jet jets warplane warplanes warship warships frigate helicopter helicopters plane planes "
    "missile missiles dron caza cazas avion aviones buque buques fragata helicoptero helicopteros misil "
    "misiles aircraft tank tanks bomber bombers fighter-bomber gunship gunships gunboat gunboats submarine "
    "submarines "
    "destroyer destroyers artillery mortar mortars rocket rockets shell shells tanque tanques cazabombardero "
    "cazabombarderos artilleria mortero morteros obus obuses submarino submarinos bombardero bombarderos "
    "destructor destructores corbeta corbetas patrullero patrulleros portaaviones aeronave aeronaves "
    "fragatas frigates corvette corvettes destroyers bombers fighter-bombers cruiser cruisers"
)
_ITS_PURPOSE = word_set(
    "spy surveillance reconnaissance intelligence patrol transport cargo refuelling refueling stealth attack "
    "combat strike fighter heavy nuclear strategic long-range supersonic unmanned suicide kamikaze "
    "explosive guided sea naval marine maritimo maritimos marino marinos "
    "ballistic cruise spying militares navales aereo aereos espia espias guerra explosivo explosivos suicida "
    "suicidas estrategico estrategicos balistico balisticos global black rivet apache hercules "
    "combate vigilancia reconocimiento transporte desembarco"
)
"""What may stand between a nation and its aircraft, ship or missile, besides the model's name."""
_RANKS = word_set(
    "chief commander commissioner colonel captain lieutenant sergeant inspector cadet recruit conscript "
    "deserter veteran"
)
_DEEDS = word_set(
    "airstrike airstrikes air-strike air-strikes offensive invasion bombardment bombardments shelling raid "
    "raids gunfire fire shellfire attack attacks assault assaults incursion incursions bombing bombings "
    "barrage ataque ataques "
    "bombardeo bombardeos ofensiva invasion incursion incursiones asalto"
)
"""Deeds of an army: of "Israeli airstrike" or "ataque ruso" only the nation is the actor, as with weapons."""
_MEASURES = word_set("sanctions tariffs embargo sanciones")
_STRIKES = word_set("strike strikes")
_TOWARDS = word_set(
    "against on near in contra sobre a al killed kills kill hit hits struck wounded injured destroyed left "
    "targeted targeting"
)
_WITH_ARTICLE = frozenset(
    {"AE", "BS", "CD", "CF", "CG", "DO", "GB", "GM", "KM", "MV", "NL", "PH", "SB", "SC", "US"}
)
"""Countries that English names with an article: "the Philippines"."""
_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of two letters that stand for no country."""
_SHORT = {"u.s": "US", "us": "US", "u.k": "GB", "uk": "GB", "eeuu": "US", "ee.uu": "US"}
_MOST_QUALIFIERS = 2
_MOST_OF_CRAFT = 3
_LONGEST_NAME = 3
_MOST_KEPT = 50_000


@cache
def _territories(lang: str) -> Mapping[str, str]:
    names: Mapping[str, str] = Locale.parse(lang).territories
    return names


@lru_cache(maxsize=4096)
def national_actor(actor_id: str) -> NationalActor | None:
    """The body of a nation that an id made by rule stands for ("tr-military"); None for every other id."""
    code, _, key = actor_id.partition("-")
    known = key in BODIES and code.islower() and code.upper() in _territories("en").keys() - _NO_COUNTRIES
    return NationalActor(0, 0, code.upper(), BODIES[key]) if known else None


class Nations:
    """Finds bodies of nations among a text's tokens. It remembers the words that it looked up."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._demonyms: dict[str, str | None] = {}
        self._names: dict[str, str | None] = {}
        self._opening: dict[tuple[str, ...], tuple[int, str]] = {}

    def find(self, tokens: Sequence[Worded]) -> dict[int, NationalActor]:
        """The national bodies by their first token. Linear in the number of tokens."""
        found: dict[int, NationalActor] = {}
        for at, token in enumerate(tokens):
            body, width = _body_at(tokens, at)
            if (
                body is None
                or _is_one_of(tokens, at + width)
                or (width == 1 and at and (tokens[at - 1].text, token.text) in _PAIRS)
            ):
                continue
            actor = self._before(tokens, at, width, body) or self._after(tokens, at, width, body)
            if actor is not None:
                found[actor.first] = actor
                found |= {a.first: a for a in self._joined(tokens, actor)}
        return found

    def _joined(self, tokens: Sequence[Worded], actor: NationalActor) -> Iterator[NationalActor]:
        """The other nation of "Polish and German troops", "armadas de Chile y Perú"."""
        k = actor.first - 1
        if k >= 1 and tokens[k].text in AND and tokens[k - 1].written[:1].isupper():
            word = tokens[k - 1].text
            short = _SHORT.get(word) if tokens[k - 1].written.isupper() else None
            country = short or self._country(word, demonym=True)
            if country is not None:
                yield NationalActor(k - 1, k - 1, country, actor.body)
        k = actor.last + 1
        thing = actor.first == actor.last and tokens[actor.first].written[:1].islower()  # "cazas israelíes y"
        if k + 1 < len(tokens) and tokens[k].text in AND and (thing or tokens[actor.first].text in _BODIES):
            if tokens[k + 1].written[:1].isupper():
                other = self.named_at(tokens, k + 1)
                if other is not None:
                    yield other._replace(body=actor.body)
            elif (country := self._country(tokens[k + 1].text, demonym=True)) is not None:
                yield NationalActor(k + 1, k + 1, country, actor.body)

    def _before(self, tokens: Sequence[Worded], at: int, width: int, body: Body) -> NationalActor | None:
        """ "Turkish special forces", "Sudan's army"."""
        k = at - 1
        while k >= 0 and _qualifies(tokens, k, at):
            k -= 1
        if k < 0:
            return None
        word = tokens[k].text
        for size in (2, 1):
            if k - size + 1 < 0:
                continue
            words = [t.text for t in tokens[k - size + 1 : k + 1]]
            possessive = word.endswith("'s")
            words[-1] = words[-1].removesuffix("'s")
            country = self._country(" ".join(words), demonym=not possessive)
            if size == 1 and tokens[k].written.isupper():
                country = _SHORT.get(words[0], country)
            if country is not None and tokens[k].written[:1].isupper():
                last = k if _is_thing(tokens[at]) else at + width - 1
                return NationalActor(k - size + 1, last, country, body)
        return None

    def _after(self, tokens: Sequence[Worded], at: int, width: int, body: Body) -> NationalActor | None:
        """ "Policía nacional colombiana", "Fuerzas Armadas de Ucrania", "the government of Chad"."""
        k = at + width
        while k < len(tokens) and _qualifies(tokens, k, at + width - 1):
            k += 1
        if k >= len(tokens):
            return None
        named = tokens[k].text in OF
        if named and _is_deed(tokens[at].text):
            return None
        k += named
        for size in (2, 1):
            words = [t.text for t in tokens[k : k + size]]
            if len(words) < size or (named and not tokens[k].written[:1].isupper()):
                continue
            country = self._country(" ".join(words).removesuffix("'s"), demonym=not named)
            if size == 1 and named and tokens[k].written.isupper():
                country = _SHORT.get(words[0], country)
            if country is not None and (
                named or not tokens[k].written[:1].isupper() or tokens[k].written.isupper()
            ):
                first = k if _is_thing(tokens[at]) else at
                return NationalActor(first, k + size - 1, country, body)
        return None

    def named_at(self, tokens: Sequence[Worded], i: int) -> NationalActor | None:
        """The government of the country whose name stands at token `i`, whatever it does there."""
        if not tokens[i].written[:1].isupper():
            return None
        words = tuple(t.text for t in tokens[i : i + _LONGEST_NAME])
        if words not in self._opening:
            if len(self._opening) > _MOST_KEPT:
                self._opening.clear()
            self._opening[words] = self._opening_name(words)
        size, country = self._opening[words]
        return NationalActor(i, i + size - 1, country, GOVERNMENT) if size else None

    def is_of_a_nation(self, tokens: Sequence[Worded], i: int) -> bool:
        """Whether a token is a people's adjective or opens a country's name: "Colombian", "Chad"."""
        return self.named_at(tokens, i) is not None or self._country(tokens[i].text, demonym=True) is not None

    def _opening_name(self, words: tuple[str, ...]) -> tuple[int, str]:
        """How many of the words name a country, and its code; 0 where none do."""
        for size in range(len(words), 0, -1):
            country = self._country(" ".join(words[:size]).removesuffix("'s"), demonym=False)
            if country is not None:
                return size, country
        return 0, ""

    def _country(self, name: str, *, demonym: bool) -> str | None:
        known = self._demonyms if demonym else self._names
        if name not in known:
            if len(known) > _MOST_KEPT:
                known.clear()
            wanted = _is_demonym if demonym else _is_name
            known[name] = self._looked_up(name, wanted)
        return known[name]

    def _looked_up(self, name: str, wanted: Callable[[int], bool]) -> str | None:
        for hit in self._gazetteer.lookup(name):
            if self._gazetteer.level[hit.entry] == _COUNTRY and wanted(hit.quality):
                return self._gazetteer.entry(hit.entry).country
        return None


def without_article(name: str) -> str:
    """A name without the article before it."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold_offsets(first) in ARTICLES else name


def bare_body(name: str) -> Body | None:
    """The body that a name without a nation tells ("the federal police"), or None."""
    words = fold_offsets(without_article(name)).split()
    pair = _PAIRS.get((words[-2], words[-1])) if len(words) > 1 else None
    if pair is not None and len(words) == 2:
        return pair
    bodies = [w for w in words if w in _BODIES]
    rest = all(w in _BODIES or w in _QUALIFIERS for w in words)
    return _BODIES[bodies[0]] if len(bodies) == 1 and rest else None


def _is_demonym(quality: int) -> bool:
    return bool(quality & DEMONYM)


def _is_name(quality: int) -> bool:
    """ "India" is a country and, in Spanish, its people: what is official is a name all the same."""
    return bool(quality & OFFICIAL) or (not quality & DEMONYM and bool(quality & (ENGLISH | SPANISH)))


def _body_at(tokens: Sequence[Worded], at: int) -> tuple[Body | None, int]:
    """The body that a token, or two, name, and how many tokens it takes."""
    if at + 1 < len(tokens):
        pair = _PAIRS.get((tokens[at].text, tokens[at + 1].text))
        if pair is not None:
            return pair, 2
    word = tokens[at].text
    if _is_craft(tokens[at]) or word in _DEEDS or (word in _STRIKES and _is_aimed(tokens, at)):
        return MILITARY, 1
    return GOVERNMENT if word in _MEASURES else _BODIES.get(word), 1


def _qualifies(tokens: Sequence[Worded], k: int, at: int) -> bool:
    """Whether token `k` may stand between a nation and its body or its craft at token `at`."""
    word, away = tokens[k].text, abs(k - at)
    if not _is_craft(tokens[at]):
        return away <= _MOST_QUALIFIERS and word in _QUALIFIERS
    told = word in _QUALIFIERS or word in _ITS_PURPOSE or word in _EQUIPMENT or _is_model(tokens[k])
    led = word == "de" and k + 1 < len(tokens) and tokens[k + 1].text in _ITS_PURPOSE
    return away <= _MOST_OF_CRAFT and (told or led)


def _is_craft(token: Worded) -> bool:
    return token.text in _EQUIPMENT or _is_model(token)


def _is_model(token: Worded) -> bool:
    """Whether a token is the name of a kind of aircraft: "RC-135", "Reaper"."""
    return token.written[:1].isupper() and load_classes()["warcraft"].fullmatch(token.text) is not None


def _is_thing(token: Worded) -> bool:
    """Whether a word that names a nation's weapon or deed is no body itself."""
    return _is_craft(token) or _is_deed(token.text)


def _is_deed(word: str) -> bool:
    return word in _DEEDS or word in _STRIKES or word in _MEASURES


def _is_one_of(tokens: Sequence[Worded], k: int) -> bool:
    """ "A former Honduran police chief" is somebody, and not the police."""
    return k < len(tokens) and tokens[k].text in _RANKS


def _is_aimed(tokens: Sequence[Worded], at: int) -> bool:
    """ "Israeli strikes on Gaza", but not a strike of workers."""
    return at + 1 < len(tokens) and tokens[at + 1].text in _TOWARDS
