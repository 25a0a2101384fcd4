"""Called deeds: the nouns by which a text calls back a deed that it told before: "the raid", "el rescate"."""

from __future__ import annotations

import re

from geo.events.harms import HARM
from geo.events.scenes import TAKINGS

CALLED: tuple[tuple[str, frozenset[str]], ...] = (
    ("raids?|searche?s?|cateos?|allanamientos?|redadas?|diligencias?|procedures?", TAKINGS),
    (
        "fallos?|sentencias?|condenas?|veredictos?|verdicts?|rulings?|sentences?|convictions?",
        frozenset({"sentence"}),
    ),
    ("operations?|operativos?|operacion(?:es)?", TAKINGS | HARM | {"covert_operation"}),
    ("arrests?|captures?|detentions?|detencion(?:es)?|capturas?|arrestos?", frozenset({"arrest"})),
    (
        "kidnappings?|abductions?|seizures?|secuestros?|raptos?|plagios?",
        frozenset({"kidnapping", "attack_on_press", "seizure"}),
    ),
    ("rescues?|rescates?|releases?|liberacion(?:es)?", frozenset({"release"})),
    ("escapes?|jailbreaks?|fugas?", frozenset({"escape"})),
    ("finds?|discover(?:y|ies)|hallazgos?|descubrimientos?", frozenset({"body_found", "seizure"})),
    ("arsons?|torchings?|quemas?|incendios?", frozenset({"property_attack"})),
    (
        "protests?|marche?s?|rall(?:y|ies)|demonstrations?|protestas?|manifestacion(?:es)?",
        frozenset({"protest"}),
    ),
    (
        "attacks?|assaults?|ambush(?:es)?|shootings?|shoot-?outs?|gun ?battles?|gunfights?|firefights?|"
        "clash(?:es)?|fighting|battles?|blasts?|explosions?|bombings?|strikes?|airstrikes?|massacres?|"
        "killings?|"
        "murders?|slayings?|incidents?|violence|crimes?|ataques?|asaltos?|tiroteos?|balaceras?|"
        "enfrentamientos?|combates?|"
        "explosion(?:es)?|atentados?|bombardeos?|emboscadas?|masacres?|matanzas?|asesinatos?|homicidios?|"
        "crimen|"
        "incidentes?|hechos?",
        HARM | {"property_attack", "body_found", "violence"},
    ),
)
"""What a deed told before is called, and the types of event that it may be."""
NOUNS = "|".join(nouns for nouns, _ in CALLED)
THE = r"(?:the|that|this|these|those|el|la|los|las|este|esta|ese|esa|dicho|dicha)"


def types_called(noun: str) -> frozenset[str]:
    """The types of event that one of `NOUNS` may mean."""
    return next(types for nouns, types in CALLED if re.fullmatch(nouns, noun))


__all__ = ["NOUNS", "THE", "types_called"]
