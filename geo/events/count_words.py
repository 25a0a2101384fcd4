"""Words of counts: what people are called, what is none, what became of them: "12 dead", "dos heridos"."""

from __future__ import annotations

import re
from typing import Literal

Outcome = Literal["killed", "wounded", "arrested"]

OUTCOMES: dict[Outcome, re.Pattern[str]] = {
    "killed": re.compile(
        r"^(?:kill(?:ed|s|ing|ings)?|dead|died|dies|die|deaths?|murder\w*|slain|executed|executions?|"
        r"homicides?|beheaded|assassinat\w+|fatalit\w+|corpses?|bod(?:y|ies)|massacred?|gunned|"
        r"decapitated|lives|muert[oa]s?|muere|mueren|murio|murieron|mata|matan|mato|mataron|matar|"
        r"asesin\w+|ejecut\w+|fallec\w+|homicidios?|cadaver(?:es)?|cuerpos?|abatid[oa]s?|abaten|"
        r"acribill\w+|vidas?|victimas mortales|decesos?|ultimad[oa]s?|ultiman)$"),
    "wounded": re.compile(
        r"^(?:wound(?:ed|ing|s)?|injur(?:ed|ing|es|ies)|hurt|hurts|hurting|herid[oa]s?|hieren|"
        r"hiere|hirio|lesionad[oa]s?|lesion(?:o|aron|an)|hirieron|hiriendo|lesionando)$"),
    "arrested": re.compile(
        r"^(?:arrest(?:ed|s|ing)?|detain(?:ed|s)?|captur(?:ed|e|es)|detention|apprehended|custody|"
        r"detenid[oa]s?|detien\w+|detuv\w+|detencion(?:es)?|arrest\w+|captur\w+|aprehend\w+|"
        r"capturad[oa]s?|deten\w+)$"),
}  # fmt: skip
"""What may become of people, and the words that say so."""
PERSON = re.compile(
    r"^(?:people|persons?|m[ae]n|wom[ae]n|girls?|boys?|children|child|youths?|teen\w*|students?|polic\w+|"
    r"officers?|cops?|agents?|soldiers?|marines?|troops|civilians?|migrants?|gunm[ae]n|hitm[ae]n|suspects?|"
    r"members?|victims?|others?|journalists?|mayors?|lawm[ae]n|guards?|guardsm[ae]n|servicem[ae]n|troopers?|"
    r"rangers?|fisherm[ae]n|sailors?|airm[ae]n|firefighters?|teachers?|passengers?|farmers?|brothers?|"
    r"sisters?|workers?|"
    r"inmates?|prisoners?|traffickers?|figures?|bod(?:y|ies)|corpses?|heads?|leaders?|drivers?|federals?|"
    r"individuals?|adults?|minors?|militiamen|militants?|insurgents?|fighters?|residents?|villagers?|"
    r"tourists?|protesters?|alleged|more|capos?|personas?|hombres?|mujer(?:es)?|ninos?|ninas?|jovenes|joven|"
    r"estudiantes?|polici\w+|agentes?|militares?|soldados?|marinos?|civiles|civil|migrantes?|sicarios?|"
    r"presunt\w+|integrantes?|miembros?|victimas?|elementos?|periodistas?|alcaldes?|herman\w+|trabajador\w+|"
    r"reos?|presos?|narcotraficantes?|cuerpos?|cadaver(?:es)?|custodios?|campesin\w+|sujetos?|individuos?|"
    r"menores|menor|adultos?|maestr\w+|taxistas?|mas|ejecutad\w+|asesinad\w+|muert\w+|dead|killed|wounded|"
    r"injured|herid\w+|lesionad\w+|detenid\w+|arrested|hooded|murders?|homicid\w+|executions?|deaths?|"
    r"comerciantes?|choferes?|chofer|guardias?|ministeriales|guerriller\w+|milician\w+|rebeldes?|rebels?)$"
)
NOT_PEOPLE = re.compile(
    r"^(?:years?|year-old|months?|weeks?|days?|hours?|minutes?|kilomet\w+|km|miles?|meters?|metres?|percent|"
    r"kilos?|kilogram\w*|tons?|tonnes?|pounds?|dollars?|pesos?|times?|shots?|bullets?|vehicles?|cars?|"
    r"trucks?|rounds?|attacks?|anos?|meses|mes|semanas?|dias?|horas?|metros?|millas?|toneladas?|dolares|"
    r"veces|balazos|tiros|disparos|vehiculos?|camionetas?|hechos|ataques|municipios?|estados?|january|"
    r"february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|"
    r"abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|de enero|am|pm|a.m|p.m|hrs|"
    r"helicopters?|aircraft|drones?|aeronaves|helicopteros?|cartels?|carteles|weapons|armas|guns|houses|"
    r"casas|million|millones|thousand dollars)$"
)

__all__ = ["NOT_PEOPLE", "OUTCOMES", "PERSON", "Outcome"]
