"""The grammar: phrases, subjects and arguments of a trigger in both languages, and the roles they give."""

from __future__ import annotations

import pytest

from geo.events.actor_finder import ActorFinder
from geo.events.arguments import arguments_of
from geo.events.phrases import Parse
from geo.events.reading import Line, lay_out
from geo.events.roles import cast
from geo.events.sentences import split_sentences
from geo.events.triggers import TriggerFinder

ACTORS = ActorFinder.open()
TRIGGERS = TriggerFinder()


def line(text: str) -> Line:
    """One sentence laid out, with its triggers and without places and dates."""
    sentences = split_sentences(text)
    (found,) = lay_out(sentences, [], [], ACTORS.find(text, lang=sentences[0].lang))
    found.triggers = TRIGGERS.find(found.sentence, {a.kind for a in found.actors})
    return found


def words(parse: Parse, first: int, last: int) -> str:
    start, end = parse.sentence.words[first].start, parse.sentence.words[last].end
    return parse.sentence.text[start - parse.sentence.start : end - parse.sentence.start]


def place(text: str, kind: str, name: str) -> list[str]:
    """The words of the phrases that fill one place around the first trigger of a type."""
    found = line(text)
    trigger = next(t for t in found.triggers if t.type == kind)
    filled = getattr(arguments_of(found.parse, trigger), name)
    return [words(found.parse, phrase.first, phrase.last) for phrase in filled]


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("Gunmen from the coast killed a baker.", "killing", ["Gunmen"]),
        ("On the road, two thieves killed a baker.", "killing", ["two thieves"]),
        ("Police said gunmen killed a baker.", "killing", ["gunmen"]),
        ("The men who killed a baker fled.", "killing", ["The men"]),
        ("The men, who live in a village, killed a baker.", "killing", ["The men"]),
        ("Thieves robbed a bank and killed a guard.", "killing", ["Thieves"]),
        ("Soldiers and a sailor killed a baker.", "killing", ["Soldiers", "a sailor"]),
        ("Villagers accuse soldiers of torturing a baker.", "abuse", ["soldiers"]),
        ("The army said it had killed a baker.", "killing", ["The army"]),
        ("A baker killed in the market was buried.", "killing", ["A baker"]),
        ("Los hombres que mataron a un panadero huyeron.", "killing", ["Los hombres"]),
        ("Murieron en el ataque dos panaderos.", "killing", ["dos panaderos"]),
        ("Murieron dos panaderos en el ataque armado.", "killing", ["dos panaderos"]),
        ("A dos panaderos los mataron soldados.", "killing", ["soldados"]),
        ("Vecinos acusan a militares de torturar a un panadero.", "abuse", ["militares"]),
        (
            "Un juez condenó a un panadero al que declaró culpable de matar a su vecino.",
            "killing",
            ["un panadero"],
        ),
        (
            "Soldados hallaron drogas que eran llevados al mar y detuvieron a dos hombres.",
            "arrest",
            ["Soldados"],
        ),
        ("El juez oyó a Juan Ruiz, acusado de matar a dos panaderos.", "killing", ["Juan Ruiz"]),
        (
            "Extraditaron a Juan Ruiz, de 58 años, señalado como cobrador de la banda, quien fue detenido.",
            "arrest",
            ["Juan Ruiz"],
        ),
        ("Murió Juan Ruiz, de 40 años, baleado por sicarios.", "killing", ["Juan Ruiz"]),
        ("Los maestros tuvieron que abandonar sus casas con sus familias.", "displacement", ["Los maestros"]),
    ],
)
def test_the_subject_of_a_verb(text: str, kind: str, subject: list[str]) -> None:
    assert place(text, kind, "subject") == subject


@pytest.mark.parametrize(
    ("text", "kind", "name", "filled"),
    [
        ("Gunmen killed a baker and two nuns near a bar.", "killing", "object", ["a baker", "two nuns"]),
        ("Police arrested at least ten bakers.", "arrest", "object", ["at least ten bakers"]),
        ("La policía detuvo en la plaza a tres panaderos.", "arrest", "object", ["tres panaderos"]),
        ("A un panadero lo mataron.", "killing", "object", ["un panadero"]),
        ("A baker was killed by two thieves.", "killing", "by", ["two thieves"]),
        ("Un panadero fue asesinado a manos de custodios.", "killing", "by", ["custodios"]),
        ("Un panadero fue condenado por robo.", "sentence", "by", []),
        ("The killing of a baker by thieves shook the town.", "killing", "of", ["a baker"]),
        ("El asesinato de un panadero conmocionó al pueblo.", "killing", "of", ["un panadero"]),
        ("The arrest was made by marines.", "arrest", "by", ["marines"]),
        ("Gunfire was heard between soldiers and bandits.", "armed_clash", "sides", ["soldiers", "bandits"]),
        ("Rebels launched an offensive.", "military_operation", "subject", ["Rebels"]),
        ("Los rebeldes lanzaron ayer una ofensiva.", "military_operation", "subject", ["Los rebeldes"]),
    ],
)
def test_what_else_goes_with_a_trigger(text: str, kind: str, name: str, filled: list[str]) -> None:
    assert place(text, kind, name) == filled


@pytest.mark.parametrize(
    ("text", "kind", "roles"),
    [
        ("Thieves killed a baker.", "killing", [("agent", "group-criminals"), ("target", "baker")]),
        ("The baker's murder was the work of thieves.", "killing", [("target", "baker")]),
        ("Gunmen attacked an army post.", "armed_attack",
         [("agent", "group-gunmen"), ("target", "group-soldiers")]),
        ("A convoy of soldiers came under attack.", "armed_attack", [("target", "group-soldiers")]),
        ("The bodies of two nuns were found.", "body_found", [("target", "nuns")]),
        ("Army raid on a village.", "raid", [("agent", "group-soldiers")]),
        ("Lawyer Ana López, a mother of two, was kidnapped.", "kidnapping", [("target", "Ana López")]),
        ("Integrantes del CJNG y de La Línea se enfrentaron.", "armed_clash",
         [("participant", "cjng"), ("participant", "la-linea")]),
        ("Polish and German troops held drills.", "exercise",
         [("participant", "pl-military"), ("participant", "de-military")]),
    ],
)  # fmt: skip
def test_roles(text: str, kind: str, roles: list[tuple[str, str]]) -> None:
    found = line(text)
    trigger = next(t for t in found.triggers if t.type == kind)
    assert [(role, actor.id or actor.name) for actor, role in cast(found, trigger)] == roles
