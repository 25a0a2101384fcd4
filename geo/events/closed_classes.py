"""Words that belong to few, closed classes, in both languages, and the names of all classes.

Articles, prepositions, conjunctions, pronouns and auxiliaries are few and listed; so are adverbs that part
phrases and verbs whose forms show by no ending.
"""

from __future__ import annotations

from functools import cache

from geo.events.words import NUMBERS

DETERMINER, PREPOSITION, COORDINATOR, SUBORDINATOR = "D", "P", "C", "S"
RELATIVE, AUXILIARY, VERB, PRONOUN = "R", "X", "V", "B"
CLITIC, ADVERB, TIME, PLACE, NOUN, ACTOR, EVENT = "K", "A", "T", "L", "N", "H", "E"

_EN = {
    DETERMINER: (
        "the a an this these those his her its their our my your some any several many most few all each "
        "every other another further additional such no more unknown first second third fourth fifth last "
        "next"
    ),
    PREPOSITION: (
        "in on at of to from by with for about against into near over under during between among across "
        "along around behind beside beyond inside outside off onto out through throughout toward towards "
        "upon via within without like including despite amid per than down up targeting beneath underneath "
        "alongside atop"
    ),
    SUBORDINATOR: "when while because if although though unless whereas whether once as what how why",
    RELATIVE: "who whom whose which where",
    COORDINATOR: "and or but nor",
    AUXILIARY: (
        "is are was were be been being has have had having do does did will would shall should can could "
        "may might must get gets got getting isn't aren't wasn't weren't hasn't haven't hadn't didn't "
        "doesn't won't wouldn't couldn't"
    ),
    PRONOUN: "he she they him them it we us i you himself herself itself themselves nobody both",
    ADVERB: (
        "not never also then later rather still now again only just already soon even too very ago yesterday "
        "today tonight together however meanwhile earlier recently least nearly almost afterwards there "
        "here so back away long once since that's ever yet far instead overnight alive unharmed unhurt "
        "elsewhere barefoot unconscious ablaze alight aboard loyal angry furious faithful unhappy opposed "
        "close"
    ),
    VERB: (
        "said told went came took gave found left held made saw fled began led kept fell put ran sent "
        "brought met lost won drove broke spoke wrote stood hit set let dug hid fought caught bought "
        "taught sold built felt heard knew thought became grew threw rose shot struck says has wants want "
        "needs need live include includes call calls face faces seek seeks blames blame accuses accuse "
        "works demand demands became tried fired known taken flown seen gone come brought shown thrown "
        "driven broken spoken written stolen hidden beaten paid laid lain blew tore overran died leaves gets "
        "gives takes makes goes comes sends sees finds holds keeps begins tells meets opens starts ends used "
        "undertook oversaw upheld withdrew swept crept leapt slept wept lent spent sank sang swam rang "
        "strode "
        "stole swore wore froze chose rode slid bled fed sped shook overtook mistook withstood overthrew "
        "burst "
        "cast spread shut quit bound clung flung swung hung dealt meant knelt learnt bore forgave forbade "
        "foresaw flew drank sprang strove wrung tied underwent upset ate drew woke hurt stuck sat wound "
        "belong belongs insist insists maintain maintains expect expects believe believes think thinks sought"
    ),
}  # fmt: skip
_ES = {
    DETERMINER: (
        "el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus otro "
        "otra otros otras varios varias algunos algunas algun alguna muchos muchas cada todo toda todos "
        "todas ambos ambas mas dicho dicha dichos mismo misma cuantos cuantas primera segunda tercera "
        "nuestro nuestra nuestros nuestras"
    ),
    PREPOSITION: (
        "a al de del en con por para sin sobre entre contra desde hasta hacia ante bajo durante mediante "
        "segun tras pese frente cerca dentro fuera junto luego antes despues incluso"
    ),
    SUBORDINATOR: "cuando mientras aunque porque pues si como",
    RELATIVE: "que quien quienes cual cuales cuyo cuya cuyos cuyas donde adonde",
    COORDINATOR: "y e o u ni pero sino",
    AUXILIARY: (
        "es son era eran fue fueron ser sido siendo esta estan estaba estaban ha han habia habian haber "
        "habra habran hay hubo haya hayan hubiera hubieran "
        "hubiese hubiesen habria habrian fuera fueran seria serian sera seran va van puede pueden podria "
        "podrian debe deben quedo quedaron queda quedan resulto resultaron estuvo estuvieron "
        "encuentra encuentran permanece permanecen estar"
    ),
    PRONOUN: "ellos ellas ella nadie",
    CLITIC: "se le les lo nos me",
    ADVERB: (
        "ya no tambien tampoco ayer hoy ahora aun todavia ademas solo casi asi muy menos nunca jamas alli "
        "aqui apenas justo recien lejos "
        "sano sanos sana sanas salvo salvos salva salvas ileso ilesos ilesa ilesas "
        "ahi posteriormente anoche entonces adentro afuera despues antes"
    ),
    VERB: (
        "dijo dice dicen tiene tienen hace hacen hizo hicieron dio dieron tuvo tuvieron pudo pudieron puso "
        "pusieron quiso vino vinieron trajo trajeron pide piden busca buscan exige exigen sigue siguen "
        "deja dejan "
        "mantiene mantienen tenia tenian hacia decia podia debia queria vivia vive viven acusa acusan "
        "culpa culpan niega niegan investiga cubria salia iba iban viaja viajaba reclama denuncia afirma "
        "asegura impuso propuso dispuso expuso opuso supuso intervino convino previno preve preven "
        "promete prometen hacian decian podian debian querian vivian salian venian realizaban"
    ),
}  # fmt: skip


@cache
def closed_classes(lang: str) -> dict[str, str]:
    """The class of each listed word of a language ("en" or "es")."""
    table = dict.fromkeys((*NUMBERS[lang], "mil", "millones", "thousand", "million"), DETERMINER)
    for tag, words in (_ES if lang == "es" else _EN).items():
        table |= dict.fromkeys(words.split(), tag)
    return table
