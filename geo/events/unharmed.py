"""Unharmed: signs that nobody was killed: a banner hung there, who turned up is alive, the heat killed them.

"Una manta apareció colgada de un puente." "The boy was found wandering on the road: they had tortured him."
"Seven bodies were recovered in the desert, victims of the heat."
"""

from __future__ import annotations

import re

from geo.events.sign import sign

_NOTICE = (
    r"(?:narco-?)?(?:mantas?|lonas?|pancartas?|cartulinas?|letreros?|mensajes?|banners?|placards?|posters?|"
    r"signs?|flags?|messages?|leaflets?|banderas?|panfletos?)"
)
_OF_NOTICE = (
    rf"(?<!\w){_NOTICE}(?: (?:con|de|del|firmad[ao]s?|sobre|contra|with|signed|by|against|of|in|for|from|"
    r"threatening)(?: (?!(?:cuerpo|cadaver|hombre|mujer|joven|body|man|woman)(?!\w))[\w-]+){1,6}?)?"
    r"(?: (?:que|that|which|tambien|also|ayer))?(?: (?:was|were|has been|have been|had been|fue|fueron))? $"
)
_NOTICE_HUNG = re.compile(_OF_NOTICE)
""" "Una manta con amenazas apareció colgada", "a banner was found hanging": a thing."""
_HUNG_NOTICE = re.compile(
    r"^(?![^.;]{0,90}(?<!\w)(?:cuerpo|cadaver|hombre|mujer|joven|persona|sujeto|body|man|"
    r"woman|people)s?(?!\w))"
    rf"(?: [\w-]+){{0,9}}? (?<!con )(?<!bajo )(?<!with )(?<!and )(?<!y )(?:una?|la|el|dos|tres|varias|"
    rf"varios|a|the|two|three|several) {_NOTICE}(?!\w)|"
    r"^[^.;]{0,90},? (?:(?:y|and) )?(?:en (?:ella|el|la que|el que|las que|la cual)|in which|on which) (?:se "
    r"(?:amenaz|le[eiy]|acus|advert|anunci)|(?:\w+ )?threaten)"
)
""" "Apareció colgada de un puente una manta", "apareció colgada, y en ella se amenazaba a": likewise."""
_IS_ALIVE = re.compile(
    r"^(?: (?:ayer|hoy|el \w+|luego|despues|horas despues|dias despues))?,? (?:con vida|viv[oa]s?|a salvo|"
    r"san[oa]s? y salv[oa]s?|iles[oa]s?|caminando|deambulando|vagando|desorientad[oa]s?|alive|safe|unharmed|"
    r"wandering|walking|in good health|unhurt)(?!\w)"
)
""" "Apareció caminando por la carretera": who lives, whatever was done to him."""
_WEATHER = (
    r"(?:the )?(?:extreme |intense |desert )?(?:heat(?: ?stroke)?|cold|exposure|dehydration|hypothermia|"
    r"thirst|calor(?: extremo)?|frio|golpes? de calor|deshidratacion|hipotermia|insolacion|sed|"
    r"inanicion)(?!\w)"
)
_DIED_OF_IT = re.compile(
    rf"^ of {_WEATHER}|^[^.;]{{0,90}}?(?<!\w)(?:victims? of|died (?:of|from)|killed by|because of|owing to|"
    rf"due to|succumb\w* to|victimas? del?|por|a causa del?|debido al?|murieron de|de) {_WEATHER}"
)
_OF_WEATHER = re.compile(rf"(?<!\w)(?:of|to|from|by|de|del|por|al?) {_WEATHER}[^.;]{{0,60}}$")
""" "Bodies were recovered, most of them victims of the heat": nobody killed them."""

UNHARMED = (
    sign(_NOTICE_HUNG, types="body_found", said=r"apar|found hanging|hung|hang|colgad|halla|encontr"),
    sign(after=_HUNG_NOTICE, types="body_found", said=r"apar|found hanging|hung|hang|colgad"),
    sign(
        after=_IS_ALIVE, types="body_found", said=r"apar|hall|encontr|locali|ubic|f[oi]und|find|discov|turn"
    ),
    sign(after=_DIED_OF_IT, types="body_found killing violence"),
    sign(_OF_WEATHER, types="body_found killing violence"),
)
"""The signs of it."""

__all__ = ["UNHARMED"]
