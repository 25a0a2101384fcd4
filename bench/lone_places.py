"""Where a name stands that has many namesakes, when a text names nothing else.

    python bench/lone_places.py

Each of 90 names is put into one bare sentence and placed without a focus. The country beside it is the one
that we would take ourselves; a few names stand twice, so that not all of them can be had. Nothing is fitted
on the list.
"""

from __future__ import annotations

import sys

from geo.places.resolve import Geoparser

NAMES = """
GR:Athens EG:Alexandria UA:Odessa PS:Bethlehem GR:Crete LB:Tripoli GB:Birmingham AU:Melbourne
GB:Cambridge IT:Naples IT:Rome RU:Moscow ES:Valencia CL:Santiago UY:Montevideo GB:Manchester IE:Dublin
FR:Paris DE:Berlin GB:London AU:Sydney PE:Lima CU:Havana PK:Hyderabad IN:Hyderabad IT:Florence FR:Nice
IT:Venice IT:Milan ES:Madrid TR:Ankara ES:Barcelona ES:Granada NI:Granada CO:Cartagena CO:Armenia
VE:Mérida MX:Mérida MX:Monterrey US:Monterey CA:Vancouver CA:London RU:Saint_Petersburg US:St._Petersburg
EG:Luxor LB:Lebanon SY:Palmyra PH:Santiago MX:Durango MX:Guadalajara ES:Guadalajara MX:Reynosa US:Phoenix
US:Portland US:Richmond US:Columbus US:Jackson US:Springfield GB:Newcastle AU:Newcastle AU:Perth IN:Delhi
IN:Salem DZ:Oran US:Boston GB:York DK:Copenhagen US:Denver US:Memphis EG:Cairo US:Toledo ES:Toledo
PH:Toledo IT:Turin FR:Lyon IL:Tel_Aviv PK:Peshawar IQ:Basra HR:Split BE:Brussels CY:Nicosia GE:Tbilisi
US:Buffalo US:El_Paso US:Houston US:Baltimore SO:Burao SD:Khartoum RU:Rostov JP:Sendai
""".split()  # noqa: SIM905
SENTENCE = "Two people were killed in {} on Monday, police said."


def main() -> None:
    """Print how many of the names are placed in the country beside them, and where the others went."""
    parser = Geoparser.open()
    right, others = 0, []
    for entry in NAMES:
        country, _, name = entry.replace("_", " ").partition(":")
        found = [m for m in parser.parse(SENTENCE.format(name), lang="en") if m.surface == name]
        place = found[0].place if found else None
        if place is not None and place.country == country:
            right += 1
        else:
            answer = f"{place.country} {place.confidence:.2f}" if place is not None else "nowhere"
            others.append(f"{country}:{name} {answer}")
    sys.stdout.write(f"{right} of {len(NAMES)} right; else: {', '.join(others)}\n")


if __name__ == "__main__":
    main()
