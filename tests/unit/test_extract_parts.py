"""Sentences, forms, triggers, voice, modality, claims and counts, each on its own."""

from __future__ import annotations

import time

import pytest

from geo.events.claims import claims_of
from geo.events.counts import counts_of
from geo.events.cues import load_classes
from geo.events.grounds import is_ground
from geo.events.inflect import forms
from geo.events.modality import modality_of
from geo.events.sentences import MAX_SENTENCE_CHARS, split_sentences
from geo.events.trigger_rules import load_triggers
from geo.events.triggers import TriggerFinder
from geo.events.types import CATCH_ALL

FINDER = TriggerFinder()


def triggers(text: str) -> list[tuple[str, str, str, str]]:
    """(type, words, voice, modality) of each trigger in a text, but for those of the catch-all type."""
    return [
        (t.type, text[t.start : t.end], t.voice, modality_of(s, t))
        for s in split_sentences(text)
        for t in FINDER.find(s)
        if t.type != CATCH_ALL
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One fell. Two rose.", ["One fell.", "Two rose."]),
        ("Gov. Lee spoke. The U.S. Army left.", ["Gov. Lee spoke.", "The U.S. Army left."]),
        ("Matan a 3; otro huye", ["Matan a 3;", "otro huye"]),
        ("¿Quién fue? ¡Nadie sabe! Él.", ["¿Quién fue?", "¡Nadie sabe!", "Él."]),
        ("Head line\n\nBody of\ntext here.", ["Head line", "Body of\ntext here."]),
        ("Lo dijo EE. UU. ayer.", ["Lo dijo EE. UU. ayer."]),
        ("   ", []),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    found = split_sentences(text)
    assert [s.text for s in found] == sentences
    assert all(text[s.start : s.end] == s.text for s in found)


def test_words_keep_their_offsets_through_accents_and_emoji() -> None:
    text = "🚁 Voló ÁGUILA sobre Cancún"
    (sentence,) = split_sentences(text)
    assert [(w.text, text[w.start : w.end]) for w in sentence.words] == [
        ("volo", "Voló"), ("aguila", "ÁGUILA"), ("sobre", "sobre"), ("cancun", "Cancún"),
    ]  # fmt: skip


def test_each_sentence_has_its_own_language() -> None:
    found = split_sentences("Two men were killed in the city. Dos hombres fueron asesinados en la ciudad.")
    assert [s.lang for s in found] == ["en", "es"]


def test_a_megabyte_without_a_stop_is_read_in_linear_time() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        for sentence in split_sentences(text):
            FINDER.find(sentence)
        return time.process_time() - start

    small = min(seconds("gunmen killed a man in the town " * 2_000) for _ in range(3))
    large = seconds("gunmen killed a man in the town " * 32_000)
    assert large < 16 * small * 3
    assert max(len(s.text) for s in split_sentences("x" * 50_000)) == MAX_SENTENCE_CHARS


@pytest.mark.parametrize(
    ("lang", "lemma", "extra", "expected"),
    [
        ("en", "kill", (), {"kill": "I", "kills": "V", "killed": "D", "killing": "G"}),
        (
            "en",
            "fly",
            ("flew", "flown"),
            {"fly": "I", "flies": "V", "flew": "V", "flown": "P", "flying": "G"},
        ),
        (
            "en",
            "shoot dead",
            ("shot dead", "shot dead"),
            {"shoot dead": "I", "shoots dead": "V", "shot dead": "D"},
        ),
    ],
)
def test_english_forms(lang: str, lemma: str, extra: tuple[str, ...], expected: dict[str, str]) -> None:
    made = dict(forms(lang, "verb", lemma, extra))
    assert {form: made.get(form) for form in expected} == expected


def test_spanish_forms_are_respelt() -> None:
    made = dict(forms("es", "verb", "atacar", ()))
    assert {f: made[f] for f in ("ataca", "atacaron", "ataquen", "atacado", "atacaria", "atacando")} == {
        "ataca": "V", "atacaron": "V", "ataquen": "V", "atacado": "P", "atacaria": "C", "atacando": "G",
    }  # fmt: skip
    assert [f for f, _ in forms("es", "noun", "explosion", ())] == ["explosion", "explosiones"]
    assert [f for f, _ in forms("es", "noun", "operacion militar", ())] == [
        "operacion militar",
        "operaciones militares",
    ]
    assert [f for f, _ in forms("es", "noun", "plan de paz", ())] == ["plan de paz", "planes de paz"]


def test_the_catalogues_hold_what_they_should() -> None:
    assert len(load_triggers()) > 5_000
    assert load_classes()["spyplane"].search("an rc-135v flew") is not None
    assert load_classes()["spyplane"].search("an rc-13 flew") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested two men.", ("arrest", "arrested", "active", "reported")),
        ("Two men were arrested.", ("arrest", "arrested", "passive", "reported")),
        ("The arrest of two men.", ("arrest", "arrest", "noun", "reported")),
        ("Man arrested in Tijuana", ("arrest", "arrested", "passive", "reported")),
        ("Fue detenido en Tijuana.", ("arrest", "detenido", "passive", "reported")),
        ("La policía detuvo a dos hombres.", ("arrest", "detuvo", "active", "reported")),
        ("La detención de dos hombres.", ("arrest", "detención", "noun", "reported")),
        ("Matan a 3 en Fresnillo", ("killing", "Matan", "active", "reported")),
        (
            "A reporter was gunned down in Veracruz.",
            ("attack_on_press", "gunned down", "passive", "reported"),
        ),
        ("Asesinan a periodista en Acapulco", ("attack_on_press", "Asesinan", "active", "reported")),
        ("The army did not kill anyone.", ("killing", "kill", "active", "denied")),
        ("The army denied that soldiers had killed two men.", ("killing", "killed", "active", "denied")),
        (
            "El ejército negó que sus soldados mataran a dos hombres.",
            ("killing", "mataran", "active", "denied"),
        ),
        ("No arrests were made.", ("arrest", "arrests", "noun", "denied")),
        ("El alcalde habría sido asesinado.", ("killing", "asesinado", "passive", "alleged")),
        ("Soldiers allegedly killed two men.", ("killing", "killed", "active", "alleged")),
        ("The alleged leader was arrested.", ("arrest", "arrested", "passive", "reported")),
        ("El presunto líder fue detenido.", ("arrest", "detenido", "passive", "reported")),
        ("Agents will arrest the governor.", ("arrest", "arrest", "active", "planned")),
        ("El gobierno planea desplegar tropas.", ("deployment", "desplegar", "active", "planned")),
        ("Warplanes would bomb the camp.", ("airstrike", "bomb", "active", "planned")),
        ("Military exercises are being planned.", ("exercise", "Military exercises", "noun", "planned")),
        ("Secuestraron a un joven.", ("kidnapping", "Secuestraron", "active", "reported")),
        ("El secuestro de un joven.", ("kidnapping", "secuestro", "noun", "reported")),
    ],
)
def test_the_first_trigger(text: str, expected: tuple[str, str, str, str]) -> None:
    assert triggers(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Heavy rain is expected in the city on Monday.",
        "The market opened higher in New York.",
        "He exercised his right to vote.",
        "In March 2024 the school opened.",
        "Stocks fell after the report.",
        "La bolsa cerró a la baja en Madrid.",
        "El equipo ganó el campeonato de liga.",
    ],
)
def test_what_tells_no_event_has_no_trigger(text: str) -> None:
    assert triggers(text) == []


def test_what_somebody_is_charged_with_is_no_event() -> None:
    text = "He faces charges of murder, kidnapping, drug trafficking and extortion."
    (sentence,) = split_sentences(text)
    told = [t for t in FINDER.find(sentence) if not is_ground(sentence, t)]
    assert [t.type for t in told if t.type != "charges"] == []
    text = "Se le acusa de homicidio, secuestro y extorsión."
    (sentence,) = split_sentences(text)
    assert [t.type for t in FINDER.find(sentence) if not is_ground(sentence, t) and t.type != "charges"] == []


def test_what_somebody_was_arrested_for_may_be_an_event() -> None:
    (sentence,) = split_sentences("Two men were arrested for the murder of a mayor.")
    told = [t.type for t in FINDER.find(sentence) if not is_ground(sentence, t)]
    assert told == ["arrest", "killing"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("According to the army, two men died.", "the army"),
        ("Two men died, the prosecutor said.", "the prosecutor"),
        ("Two men died, said prosecutor Ana Ruiz.", "prosecutor Ana Ruiz"),
        (
            "On November 6, 2025, Texas governor Greg Abbott announced the arrest.",
            "Texas governor Greg Abbott",
        ),
        ("Según la fiscalía, murieron dos hombres.", "la fiscalía"),
        ("Murieron dos hombres, informó la fiscalía.", "la fiscalía"),
        ("El gobernador dijo que murieron dos hombres.", "El gobernador"),
    ],
)
def test_who_says_so(text: str, source: str) -> None:
    (sentence,) = split_sentences(text)
    assert [text[c.start : c.end] for c in claims_of(sentence) if c.end > c.start] == [source]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Three people were killed and five wounded.", [(3, 3, 3, "killed"), (5, 5, 5, "wounded")]),
        ("Police arrested 14 people and killed one man.", [(14, 14, 14, "arrested"), (1, 1, 1, "killed")]),
        ("Between three and five policemen were killed.", [(3, 4, 5, "killed")]),
        ("More than 20 people were killed.", [(21, 21, 21, "killed")]),
        ("At least 12 people died.", [(12, 12, 12, "killed")]),
        ("As many as ten soldiers were killed.", [(1, 10, 10, "killed")]),
        ("Al menos doce personas fueron asesinadas.", [(12, 12, 12, "killed")]),
        ("Matan a 3 en Fresnillo", [(3, 3, 3, "killed")]),
        ("Hay veintitrés muertos y cuatro heridos.", [(23, 23, 23, "killed"), (4, 4, 4, "wounded")]),
        ("Entre tres y cinco policías murieron.", [(3, 4, 5, "killed")]),
        ("Un hombre de 23 años fue asesinado.", [(1, 1, 1, "killed")]),
        ("Más de 20 personas detenidas.", [(21, 21, 21, "arrested")]),
        ("Two dozen people were killed.", [(24, 24, 24, "killed")]),
        ("He was 23 years old and was killed.", []),
        ("They fired 40 shots on November 6.", []),
        ("The 2019 murder of a priest.", []),
        ("She vanished on June 2 and her body was found.", []),
        ("In June 12 men were killed.", [(12, 12, 12, "killed")]),
    ],
)
def test_counts(text: str, counts: list[tuple[int, int, int, str]]) -> None:
    (sentence,) = split_sentences(text)
    assert [(n.count.low, n.count.best, n.count.high, n.outcome) for n in counts_of(sentence)] == counts
