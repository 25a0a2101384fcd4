"""Mishaps and things: signs that a word tells of an accident, or of what a thing is or is made for."""

from __future__ import annotations

import re

from geo.events.sign import sign

_OVERTURNED = re.compile(
    r"(?<!\w)(?:overturn|derail|capsiz|skidd|veer|flipp|roll|plung)\w*"
    r"(?! (?:after|when|amid) [^,;]{0,40}(?:shot|fire|attack|bomb))[^;]{0,70}, $"
)
""" "A bus overturned, killing 16": an accident."""
_BY_GUNFIRE = re.compile(
    r"^ (?:several times |\w+ times )?(?:by|with) (?:\w+ )?(?:gunfire|shots?|bullets?|gunmen|snipers?)(?!\w)"
)
""" "The helicopter was hit by gunfire": from the ground."""
_AIRCRAFT = (
    r"helicopter|chopper|plane|aircraft|airliner|jet|bus|minibus|truck|lorry|van|train|ferry|boat|c-130"
)
_CRASHED = re.compile(
    rf"(?<!\w)(?:{_AIRCRAFT})(?! (?:bomb|attack))(?:(?!shot|attack|bomb|missile|hijack|ram|fire)[^;])*? "
    r"(?:crash|collid|sank|sunk)\w*(?:(?!shot|attack|bomb|missile|rebel|hijack)[^;])*, $|"
    r"(?<!\w)(?:gas|fuel|petrol|diesel|lpg) (?:\w+ )?(?:tanker|truck|tank|cylinder|pipeline|leak|line|"
    r"station)[^;,]{0,12} (?:explo|blew|caught|burst)(?:(?!shot|attack|bomb|missile|rebel)[^;])*, $"
)
""" "A navy helicopter crashed in Michoacán, killing three", "a gas tanker exploded, killing": accidents."""
_BLAZE = re.compile(
    r"(?<!\w)(?:an?|the) (?:(?!arson|deliberate|criminal|enemy|friendly|artillery|rocket|gun|tank|mortar|"
    r"sniper)[\w-]+ ){0,2}(?:fire|blaze|stampede|landslide|crash|collapse) (?:at|in|on|that|which|of|near|"
    r"aboard) (?:(?!rebel|attack|soldier|troops|arson)[^;])*$"
)
""" "A fire at a nightclub killed 59"."""
_OF_CARS = re.compile(
    r"^ (?:multiple|frontal|vehicular|automovilistico|de (?:frente|trenes|autos|vehiculos|camiones)|entre "
    r"(?:(?:un|una|dos|tres|el|la|varios) )?(?:trailer|autobus|camion|auto|coche|moto|tren|vehiculo|taxi|"
    r"avion|helicoptero|barco|buque|lancha|carro|pipa|trenes|aeronave))"
)
""" "Choque entre un tráiler y un autobús": an accident."""
_OF_TRAINS = re.compile(
    r"(?<!\w)(?:tren(?:es)?|trains?|(?:auto)?bus(?:es)?|camion(?:es)?|trucks?|autos?|cars?|coches?|vehiculos?|vehicles?|avion(?:es)?|"
    r"planes?|barcos?|ships?|ferr(?:y|ies)|motos?|trailers?|helicopter(?:o|os|s)?)(?: \w+){0,2}? (?:(?:que|"
    r"that|which) )?(?:se )?$"
)
""" "Dos trenes que chocaron": an accident."""
_HANDLED = re.compile(
    r"(?<!\w)(?:destroy|shot down|shoot down|downed|downing|intercept|seiz|captur|deliver|suppl|bought|buy|"
    r"sell|sold|produc|unveil|acquir|display|test|develop|manufactur|export|import|destru|derrib|intercept|"
    r"incaut|decomis|entreg|suministr|"
    r"compr|vend|fabric|desarroll|adquir|exhib)\w*(?: (?!that |que |fir|launch|lanz|dispar|hit|us(?:ed|"
    r"ing) )[\w,.-]+){0,6} $"
)
""" "Aircraft destroyed four attack drones": what they were made for."""
_WEAPONS = re.compile(
    r"^ (?!at |on )(?:[\w,.-]+ ){0,6}?(?:missiles?|drones?|rockets?|projectiles?|uavs?|shells|misil(?:es)?|"
    r"cohetes?|proyectil(?:es)?|"
    r"balloons?|globos?)(?!\w)"
)
""" "Shot down 12 of 20 missiles": a defence."""
_ARMOUR = re.compile(
    r"^ (?:[\w,]+ ){0,5}?body (?:armou?r|cam(?:era)?s?)(?![^.;]*(?:corpse|bodies|remains|dead))"
)
""" "Body armor": nobody's."""
_FARES = re.compile(
    r"^ (?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|some|more|a|an|his|her|the|their) "
    r"){0,2}(?:passengers?|hitchhikers?|customers?|clients?|fares?|tourists?|students|children|supplies|"
    r"goods|cargo|mail|speed|pace)(?!\w)"
)
""" "Picked up passengers": no arrest."""
_BY_CHANCE = re.compile(
    r"^[^.;]{0,80}(?<!\w)(?:accidentally|by accident|accidental(?:mente)?|por accidente)(?!\w)"
)
""" "Killed when explosives blew up accidentally"."""
_OF_BONES = re.compile(
    r"^ (?:human )?(?:bones?|remains|bod(?:y|ies)|corpses?|skulls?|teeth|flesh|restos|huesos|cuerpos)(?!\w)"
)
""" "Found burned bone fragments": how remains were, and no arson."""
_BURNT_CAR = re.compile(
    r"(?<!\w)(?:vehiculos?|camionetas?|automovil(?:es)?|autos?|coches?|taxis?|camion(?:es)?|motocicletas?|"
    r"patrullas?|trailer(?:es)?|autobus(?:es)?|inmuebles?|viviendas?)"
    r"(?: (?!cuerpo|cadaver|hombre|persona)[a-z]+){0,3} $"
)
_IS_BURNT = re.compile(r"^ (?:totalmente |completamente )?(?:calcinad|quemad|incendiad)[oa]")
""" "Un taxi apareció calcinado", "una camioneta calcinada": no body."""
_BY_THE_WRISTS = re.compile(
    r"^ (?:(?:by|from) (?:his|her|their|the) (?:wrists?|arms?|feet|ankles?|hands?|legs?)|"
    r"(?:de|por) (?:las?|los) (?:munecas?|brazos?|pies|manos?|tobillos?|piernas?))(?!\w)"
)
""" "Hung by his wrists": no body."""
_IN_THE_AIR = re.compile(r"^ (?:al aire|(?:in|into) the air)(?!\w)")
""" "Celebrated with shots in the air": nobody's harm."""
_OF_BOMBS = re.compile(
    r"^[ -](?:makers?|making|experts?|squads?|disposal|technicians?|shelters?|detectors?|factor(?:y|"
    r"ies))(?!\w)"
)
""" "A bomb maker was killed": who makes what did not go off."""
_OF_RESCUE = re.compile(
    r"^ (?:workers?|teams?|crews?|services?|personnel|efforts?|helicopters?|boats?|vessels?|dogs?)(?!\w)"
)
""" "A rescue worker said": nobody is freed."""
_OF_ROAD = re.compile(
    r"(?<!\w)(?:convoys?|trucks?|tankers?|lorr(?:y|ies)|vehicles?|buses|ships?|vessels?|barges?)(?: (?:of|"
    r"carrying) [\w ]{1,30})?(?:,? (?:that|which))?(?: (?:was|were|is|are|being))* $"
)
""" "A convoy of fuel tankers escorted by the army": no flight."""
_DEFUSED = re.compile(
    r"(?<!\w)(?:recover|found|find|seiz|defus|discover|deactivat|neutrali[sz]|dispos|locat|hall|encontr|"
    r"desactiv|decomis|asegur|recuper|localiz|incaut)\w*(?: of)?(?: (?:an?|the|un|una|el|la|two|three|four|"
    r"five|six|several|dos|tres|"
    r"cuatro|cinco|seis|varios|varias|\d+|unexploded|live|homemade|improvised))* $"
)
""" "Troops recovered four improvised explosive devices": none went off."""
_WAS_DEFUSED = re.compile(
    r"^(?: [\w-]+){0,6}? (?:was|were|has been|have been|fue|fueron|ha sido|han sido) (?:[\w-]+ ){0,2}?"
    r"(?:defus|deactivat|neutrali[sz]|disarm|desactiv|desarm|detonated (?:safely|in a controlled))"
)
""" "A bomb was defused": it did not go off."""
_NO_AIRCRAFT = re.compile(
    r"^(?!.*(?<!\w)(?:avion|aviones|aeronave|dron|drone|helicoptero|vuelo|sobrevuelo|caza)s?(?!\w))"
)
_ON_PATROL = re.compile(
    r"^(?: \w+){0,3}?(?: (?:recorridos?|labores|patrullajes?|tareas|funciones|acciones))? de (?:vigilancia|"
    r"reconocimiento|prevencion)(?!\w)"
)
""" "Los militares realizaban un recorrido de vigilancia": on the ground."""
MISHAPS = (
    sign(after=_ARMOUR, types="body_found"),
    sign(after=_FARES, types="arrest kidnapping", said="pick"),
    sign(after=_OF_BOMBS, types="bombing", said="bomb"),
    sign(after=_OF_RESCUE, types="release", said="rescue"),
    sign(_OF_ROAD, types="military_flight", said="escort"),
    sign(after=_BY_CHANCE, types="bombing killing airstrike"),
    sign(after=_OF_BONES, types="property_attack", said="burn|charr|calcinad|quemad"),
    sign(_BURNT_CAR, types="body_found killing", said="calcinad"),
    sign(_BURNT_CAR, _IS_BURNT, types="body_found"),
    sign(_OF_TRAINS, forms="is_verb", types="armed_clash", said="choc|colision|collid|clash"),
    sign(
        _HANDLED,
        types="drone_attack airstrike",
        said=r"(?:attack |kamikaze )?drones?|(?:[a-z]+ )?(?:missiles?|misil)",
    ),
    sign(
        after=_WEAPONS,
        types="armed_attack",
        said=r"shot down|shoots? down|shooting down|down(?:ed|s|ing)|derrib",
    ),
    sign(after=_IN_THE_AIR, types="armed_attack"),
    sign(after=_BY_THE_WRISTS, types="body_found"),
    sign(_DEFUSED, forms="is_noun", types="bombing"),
    sign(_NO_AIRCRAFT, _ON_PATROL, types="surveillance_flight", said="reali.*|recorr.*|efectu.*|hac.*"),
    sign(after=_WAS_DEFUSED, forms="is_noun", types="bombing"),
    sign(_CRASHED, forms="G N", types="killing"),
    sign(_BLAZE, forms="V D", types="killing"),
    sign(after=_OF_CARS, forms="noun", types="armed_clash"),
    sign(_OVERTURNED, forms="G N", types="killing"),
    sign(after=_BY_GUNFIRE, types="airstrike"),
)
"""The signs of both."""

__all__ = ["MISHAPS"]
