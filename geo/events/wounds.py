"""Wounds told by what they did: "a third, hit in the leg", "lost a foot", "resultó con dos balazos".

No word of such a sentence says "wounded". Who is in hospital after shots is; so is whom a stray bullet hit.
"""

from __future__ import annotations

import re

from geo.events.counts import read_number
from geo.events.sentences import Sentence
from geo.events.triggers import Trigger
from geo.events.words import word_set
from geo.records import Count

_LIMB = (
    r"(?:foot|feet|legs?|arms?|hands?|eyes?|fingers?|toes?|limbs?|pies?|piernas?|brazos?|manos?|ojos?|dedos?)"
)
_BODY = (
    rf"(?:{_LIMB}|shoulders?|back|chest|stomach|abdomen|neck|head|face|thighs?|knees?|ankles?|hips?|jaw|"
    r"buttocks|groin|hombros?|espalda|pecho|estomago|cuello|cabeza|cara|rostro|muslos?|rodillas?|caderas?)"
)
_SHOT = (
    r"(?:an? |the |un |una |el |la |dos |tres |varios |several |two |three )?(?:stray |lone |perdida |rubber "
    r")?"
    r"(?:bullets?|rounds?|shrapnel|shell fragments?|balas?|balazos?|esquirlas|proyectil(?:es)?|"
    r"impactos? de balas?|disparos?|tiros?)(?: perdidas?)?"
)
_NUMBER = r"(?:un|dos|tres|cuatro|cinco|varios|\w+) "
_HURT = re.compile(
    rf"(?<!\w)(?:(?:hit|struck|shot|grazed|wounded|stabbed) (?:in|on|through) (?:the|his|her|one|both) "
    rf"{_BODY}|"
    rf"(?:hit|struck|grazed) by {_SHOT}|"
    rf"(?:lost|loses|lose|losing) (?:an?|one|his|her|both|two|the)(?: of (?:his|her))? (?:left |right "
    rf")?{_LIMB}|"
    rf"blew off (?:an? |the |his |her )?(?:\w+'s )?(?:left |right )?{_LIMB}|"
    rf"(?:still )?being treated for (?:\w+ )?(?:wounds|injuries)|"
    r"suffer(?:ed|s|ing)? (?:(?:\w+ ){0,2}(?:gunshot|bullet|shrapnel|stab|knife) (?:wounds?|injur(?:y|ies))|"
    r"(?:\w+ ){0,2}(?:burns|wounds?|injur(?:y|ies)|fractures?))|"
    r"(?:sufrio|sufrieron|sufre|sufren|presenta|presentan|presento|presentaron) (?:\w+ ){0,2}?(?:heridas?|"
    r"quemaduras?|lesion(?:es)?|fracturas?|contusion(?:es)?|balazos?|impactos? de bala)|"
    rf"(?:resulto|resultaron|quedo|quedaron|termino|acabo|sobrevivio) con (?:{_NUMBER})?(?:balazos?|"
    rf"impactos?(?: de bala)?|disparos?|tiros?|esquirlas|heridas|quemaduras|fracturas)|"
    rf"(?:recibio|recibieron) (?:{_NUMBER})?(?:balazos?|impactos? de bala|disparos?|tiros?|punaladas?)|"
    rf"alcanzad[oa]s? por {_SHOT}|"
    rf"(?:perdio|perdieron|pierde|pierden) (?:un|una|el|la|su|ambos|ambas|los dos|las dos) {_LIMB})(?!\w)"
)
_NOT_BODIES = re.compile(r" (?:of (?!(?:his|her|their)(?!\w))|del? (?!ell))")
""" "The team lost a leg of the tie"."""
_WHOM = re.compile(
    r"(?<!\w)balas? perdidas? (?:alcanz|hiri|impact|peg)\w+ (?:a |en )|stray (?:bullet|round)s? (?:hit|"
    r"struck) |"
    r"(?<!\w)dej(?:o|aron|an|a) a (?=[^,;.]{1,40} con (?:\w+ )?(?:balazos?|impactos|heridas|quemaduras|"
    r"esquirlas))"
)
_DIED = re.compile(
    r"(?<!\w)(?:died?|dies|dead|dying|killed|killing|killing|murio|murieron|muri|muert|fallec|mato|mataron|"
    r"asesin|sin vida|succumb)"
)
_AGE = re.compile(r", \d{1,2}, ")
""" "One girl, 15, was hit in the shoulder": how old somebody is."""
_MORTAL = re.compile(r" (?:mortal|fatal)(?:es)?(?!\w)")
_OF_THINGS = re.compile(
    r"(?<!\w)(?:cuy[oa]s?|whose) [^,;]{0,80}$|(?<!\w)(?:ambulancia|vehiculo|camioneta|auto|casa|vivienda|"
    r"patrulla|"
    r"avion|helicoptero|barco|ambulance|vehicle|car|truck|house|building|school|plane|helicopter|boat|bus)s? "
    r"(?:\w+ )?(?:fue |fueron |was |were )?$"
)
""" "Dos paramédicos cuya ambulancia fue alcanzada por un proyectil": a thing was hit."""
_HE_DIED = re.compile(
    r"(?<!\w)(?:died|was killed|murio|fallecio)(?!\w)[^;]{0,120}[;:,] (?:\w+ ){0,3}?(?:he|she|le|lo|la) "
    r"(?:\w+ ){0,4}$"
)
""" "A tailor died; he had been shot in the back"."""
_THEN_DIED = re.compile(
    r"(?: [\w'’-]+){0,4}?,? (?:and|but|y|e|pero) (?:later |soon |then |luego |despues |poco despues )?"
    r"(?:died|was killed|murio|fallecio)(?!\w)"
)
""" "Was hit in the chest and died"."""
_IN_HOSPITAL = re.compile(
    r"(?<!\w)(?:in (?:an? )?(?:\w+ )?hospital|hospitali[sz]ed|(?:taken|rushed|airlifted|flown) to (?:an? |"
    r"the )?"
    r"(?:\w+ )?hospital|in (?:\w+ )?(?:critical|serious|stable) condition|hospitalizad[oa]s?|"
    r"(?:trasladad|llevad|ingresad)[oa]s? (?:al?|en) (?:un |el )?(?:hospital|clinica)|"
    r"estado (?:grave|critico|estable|delicado)|de gravedad)(?!\w)"
)
_SHOTS = ("shot", "gunned", "stabbed", "knifed", "bale", "bala", "tirote", "apunal", "acuchill", "dispar")
_CLAUSE = re.compile(r"[,;:.] |(?<!\w)(?:and|but|while|y|e|pero|mientras)(?!\w)")
_ONE = Count(low=1, best=1, high=1)
_AN = word_set("a an another un una otro otra one uno he she him her the el la le lo third tercero")
_LEADS = word_set("in on at of to by from for after during with en de del a al por con tras durante desde")


def maimed(sentence: Sentence) -> Count | None:
    """How many a sentence says were wounded by what a shot, a blade or a blast did to them."""
    text = sentence.folded
    hit = _WHOM.search(text)
    if hit is not None:
        return _first_of(sentence, hit.end(), hit.end() + 1)
    hurt = _HURT.search(text)
    if hurt is None or _THEN_DIED.match(text, hurt.end()):
        return None
    before = text[: hurt.start()]
    if _MORTAL.match(text, hurt.end()) or _OF_THINGS.search(before) or _HE_DIED.search(before):
        return None
    if _NOT_BODIES.match(text, hurt.end()) and hurt[0].startswith(("lo", "perd")):
        return None
    opens = [0, *(m.end() for m in _CLAUSE.finditer(_AGE.sub(_blank, before)))]
    own = _first_of(sentence, opens[-1], hurt.start())
    return own if own is not None or len(opens) == 1 else _first_of(sentence, opens[-2], opens[-1])


def _blank(found: re.Match[str]) -> str:
    """As many blanks as what was found."""
    return " " * len(found[0])


def is_hurt(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether whom a trigger befell lives: shot and in hospital, or hit by a stray bullet."""
    if trigger.type != "armed_attack" or trigger.voice != "passive":
        return False
    said = sentence.between(trigger.start, trigger.end)
    if _HURT.match(said):
        return True
    shot = said.startswith(_SHOTS) and trigger.is_verb
    return shot and _IN_HOSPITAL.search(sentence.folded) is not None and not _DIED.search(sentence.folded)


def _first_of(sentence: Sentence, start: int, end: int) -> Count | None:
    """How many the first phrase that begins between two offsets of the sentence counts, led by nothing."""
    words, text = sentence.words, sentence.folded
    for k in range(sentence.word_at(sentence.start + start), len(words)):
        if words[k].start >= sentence.start + end:
            break
        if k and words[k - 1].text in _LEADS and words[k].start > sentence.start + start:
            continue
        number = None if _AGE.match(text, words[k].start - sentence.start - 2) else read_number(sentence, k)
        if number is not None or words[k].text in _AN:
            return number or _ONE
    return None


__all__ = ["is_hurt", "maimed"]
