"""Tables of events in: UCDP GED, ACLED, and any table by a mapping of its columns."""

from __future__ import annotations

from geo.imports.confined import open_confined
from geo.imports.run import Imported, import_table, preview, recognise
from geo.imports.tables import Mapping, guess

__all__ = ["Imported", "Mapping", "guess", "import_table", "open_confined", "preview", "recognise"]
