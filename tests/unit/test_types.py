"""The catalogue of event types: complete, in both languages, and legible to every eye."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from geo.errors import DataError
from geo.events.types import FAMILIES, GLYPHS, load_types, read_catalogue
from geo.events.words import word_set

REQUIRED = word_set(
    "arrest killing surveillance_flight prisoner_transfer extradition deployment exercise raid armed_clash "
    "drone_attack landmine kidnapping disappearance seizure sanction designation threat talks protest "
    "attack_on_press"
)

PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip

# Viénot, Brettel and Mollon (1999): what a dichromat sees, as a linear map of linear RGB.
SIMULATIONS = {
    "protan": np.array([[0.11238, 0.88762, 0.0], [0.11238, 0.88762, 0.0], [0.00401, -0.00401, 1.0]]),
    "deutan": np.array([[0.29275, 0.70725, 0.0], [0.29275, 0.70725, 0.0], [-0.02234, 0.02234, 1.0]]),
}


def linear(color: str) -> np.ndarray:
    rgb = np.array([int(color[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear RGB (D65)."""
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    t = np.clip(xyz / np.array([0.9505, 1.0, 1.089]), 0, None)
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_required_types_are_there() -> None:
    types = load_types()
    assert set(types) >= REQUIRED
    assert len(types) == 42


def test_each_type_is_named_and_defined_in_both_languages() -> None:
    for t in load_types().values():
        assert all((t.name("en"), t.name("es"), t.definition("en"), t.definition("es"))), t.id
        assert t.plover in PLOVER, t.id
    assert load_types()["arrest"].name("es") == "Detención"
    assert load_types()["arrest"].name("en") == "Arrest"


def test_no_two_types_look_the_same() -> None:
    types = list(load_types().values())
    assert len({t.color for t in types}) == len(types)
    assert len({(t.family, t.symbol) for t in types}) == len(types)
    assert load_types()["killing"].glyph == "●"
    assert len(set(GLYPHS.values())) == len(GLYPHS)


@pytest.mark.parametrize("vision", SIMULATIONS)
def test_families_stay_apart_without_red_or_green(vision: str) -> None:
    seen = {name: lab(SIMULATIONS[vision] @ linear(color)) for name, color in FAMILIES.items()}
    close = [
        (a, b) for a, b in combinations(seen, 2) if float(np.linalg.norm(seen[a] - seen[b])) < 9.0
    ]  # 2.3 is just noticeable
    assert close == []


def test_a_catalogue_with_another_header_is_refused(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "event_types.csv").write_text("id,name\nx,y\n", encoding="utf-8")
    monkeypatch.setenv("SIGHTLINE_DATA", str(tmp_path))
    with pytest.raises(DataError, match="line 1: expected id,color"):
        read_catalogue("event_types.csv", ("id", "color"))
    with pytest.raises(DataError, match="cannot be read"):
        read_catalogue("triggers.csv", ("lang",))
