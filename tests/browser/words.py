"""What the page's controls are called, so that one story is told in both languages."""

from __future__ import annotations

from pathlib import Path

ARTICLES = {
    lang: (Path(__file__).resolve().parents[1] / "data" / f"article_{lang}.txt").read_text(encoding="utf-8")
    for lang in ("en", "es")
}
"""An invented article of about a thousand words in each language, with the same seven events and more."""

EN = {
    "map": "Map", "add": "Add reports", "text": "Text of the report", "find": "Find events",
    "fix": "Fix", "done": "Done", "discard": "Discard", "search": "Search for a place", "place": "Place",
    "save": "Save", "show": "Show them on the map", "from": "From", "to": "To", "actor": "Actor",
    "region": "Region", "copy": "Copy link", "name": "Your name", "reason": "Reason", "summary": "Summary",
    "type": "Event type", "confirm": "Confirm", "undo": "Undo", "saved": "Saved:", "events": "events",
    "corrected": "Corrected", "drop": "Drop files",
}  # fmt: skip

ES = {
    "map": "Mapa", "add": "Añadir informes", "text": "Texto del informe", "find": "Hallar eventos",
    "fix": "Corregir", "done": "Listo", "discard": "Descartar", "search": "Buscar un lugar",
    "place": "Lugar", "save": "Guardar", "show": "Mostrarlos en el mapa", "from": "Desde", "to": "Hasta",
    "actor": "Actor", "region": "Región", "copy": "Copiar enlace", "name": "Su nombre", "reason": "Motivo",
    "summary": "Resumen", "type": "Tipo de evento", "confirm": "Confirmar", "undo": "Deshacer",
    "saved": "Guardado:", "events": "eventos", "corrected": "Corregido", "drop": "Soltar archivos",
}  # fmt: skip

WORDS = {"en": EN, "es": ES}
