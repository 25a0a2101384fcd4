"""The forms that a trigger's lemma takes, each with a tag that says how it is used.

Tags: N noun, V finite verb, D English past that may also be a participle, P participle, G gerund,
I infinitive (in English also the plain present), F future, C conditional.
"""

from __future__ import annotations

from collections.abc import Iterator

from geo.errors import DataError

Form = tuple[str, str]
"""Folded words separated by spaces, and the tag."""

_AR = {
    "V": ("a", "an", "o", "aron", "aba", "aban", "amos", "e", "en", "ara", "aran", "ase", "asen", "abamos"),
    "P": ("ado", "ada", "ados", "adas"),
    "G": ("ando",), "I": ("ar", "arlo", "arla", "arlos", "arlas", "arse"), "F": ("ara", "aran"),
    "C": ("aria", "arian"),
}  # fmt: skip
_ER = {
    "V": ("e", "en", "io", "ieron", "ia", "ian", "emos", "a", "an", "iera", "ieran", "iese", "iesen"),
    "P": ("ido", "ida", "idos", "idas"),
    "G": ("iendo",), "I": ("er", "erlo", "erla", "erlos", "erlas", "erse"), "F": ("era", "eran"),
    "C": ("eria", "erian"),
}  # fmt: skip
_IR = _ER | {
    "I": ("ir", "irlo", "irla", "irlos", "irlas", "irse"), "F": ("ira", "iran"), "C": ("iria", "irian"),
    "V": (*_ER["V"], "imos"),
}  # fmt: skip
_ENDINGS = {"ar": _AR, "er": _ER, "ir": _IR}
_VOWELS = "aeiou"


def spanish_verb(lemma: str, extra: tuple[str, ...]) -> Iterator[Form]:
    """Forms of a Spanish verb in the third person, the first plural, and the forms without person."""
    head, *rest = lemma.split(" ")
    tail = " ".join(["", *rest])
    stem, ending = head[:-2], head[-2:]
    if ending not in _ENDINGS:
        raise DataError(f"triggers.csv: expected a Spanish infinitive in -ar, -er or -ir, got {lemma!r}")
    for tag, endings in _ENDINGS[ending].items():
        if len(stem) == 1 and extra and tag == "P":
            continue  # "visto" is listed, and "vida" is no form of "ver"
        for suffix in endings:
            if extra and ending != "ar" and suffix in ("e", "en"):
                continue  # an irregular present is listed, and "here" is English
            yield _respelt(stem, suffix, ending) + tail, tag
    for form in extra:
        yield form, _spanish_tag(form.split(" ")[0])
        first, *more = form.split(" ")
        if first.endswith(("eron", "aron")):
            for suffix in ("ra", "ran", "se", "sen"):
                yield " ".join([first.removesuffix("ron") + suffix, *more]), "V"


def _respelt(stem: str, suffix: str, ending: str) -> str:
    if ending == "ar" and suffix.startswith("e"):
        for old, new in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(old):
                return stem[: -len(old)] + new + suffix
    if ending != "ar" and suffix.startswith(("a", "o")) and stem.endswith("g"):
        return stem[:-1] + "j" + suffix
    return stem + suffix


def _spanish_tag(form: str) -> str:
    if form.endswith(
        ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "isto", "ista", "istos", "istas",
         "elto", "elta", "eltos", "eltas", "ierto", "ierta", "iertos", "iertas", "uesto", "uesta",
         "uestos", "uestas")
    ):  # fmt: skip
        return "P"
    if form.endswith("ndo"):
        return "G"
    if form.endswith(("dra", "dran")):
        return "F"
    return "C" if form.endswith(("dria", "drian")) else "V"


def english_verb(lemma: str, extra: tuple[str, ...]) -> Iterator[Form]:
    """Forms of an English verb; `extra` gives past, participle and gerund where they are irregular."""
    head, *rest = lemma.split(" ")
    tail = " ".join(["", *rest])
    yield lemma, "I"
    yield _third(head) + tail, "V"
    past = extra[0] if extra else _past(head) + tail
    participle = extra[1] if len(extra) > 1 else past
    yield past, "D" if past == participle else "V"
    if participle != past:
        yield participle, "P"
    yield (extra[2] if len(extra) > 2 else _gerund(head, past) + tail), "G"
    for form in extra[3:]:
        yield form, "D"


def _third(head: str) -> str:
    if head.endswith(("s", "x", "z", "ch", "sh", "o")):
        return head + "es"
    return head[:-1] + "ies" if head.endswith("y") and head[-2:-1] not in _VOWELS else head + "s"


def _past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    return head[:-1] + "ied" if head.endswith("y") and head[-2:-1] not in _VOWELS else head + "ed"


def _gerund(head: str, past: str) -> str:
    doubled = head + head[-1]
    if past.startswith(doubled) or (len(head) <= 4 and head[-2:-1] in "aiu" and head[-3:-2] not in _VOWELS
                                    and head[-1] in "tnpb" and not past.startswith(head + "ed")):  # fmt: skip
        return doubled + "ing"
    return (head[:-1] if head.endswith("e") and not head.endswith("ee") else head) + "ing"


def noun(lemma: str, lang: str) -> Iterator[Form]:
    """A noun and its plural; in Spanish the first word and the adjectives after it agree."""
    yield lemma, "N"
    words = lemma.split(" ")
    if lang == "en":
        yield " ".join([*words[:-1], _third(words[-1])]) if "of" not in words else lemma, "N"
        return
    if " de " in f" {lemma} " or " a " in f" {lemma} " or " con " in f" {lemma} ":
        yield " ".join([_spanish_plural(words[0]), *words[1:]]), "N"
        return
    yield " ".join(map(_spanish_plural, words)), "N"


def _spanish_plural(word: str) -> str:
    if word[-1] in _VOWELS:
        return word + "s"
    return word[:-1] + "ces" if word.endswith("z") else word if word.endswith("s") else word + "es"


def forms(lang: str, pos: str, lemma: str, extra: tuple[str, ...]) -> list[Form]:
    """Every form of a lemma of the trigger catalogue.

    Parameters
    ----------
    lang
        "en" or "es".
    pos
        "verb", "undergo" (a verb whose subject has it done to them), "noun" or "phrase" (taken as it is).
    lemma
        Folded words; of a verb that starts with "=", the one form that counts.
    extra
        Irregular forms: for an English verb past, participle and gerund in that order, for a Spanish one any.
    """
    if pos == "phrase":
        return [(lemma, "N")]
    if lemma.startswith("="):
        tags = [_spanish_tag(word) for word in lemma[1:].split(" ")]
        done = "D" if pos == "verb" else "P"
        return [(lemma[1:], done if lang == "en" else "P" if "P" in tags else tags[0])]
    if pos == "noun":
        return list(noun(lemma, lang))
    return list((english_verb if lang == "en" else spanish_verb)(lemma, extra))
