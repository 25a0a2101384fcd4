"""How much a file may ask of this machine before it is refused, in one place.

The reader's child process is held to these; `docs/formats.md` states them and a test compares the two.
"""

from __future__ import annotations

from typing import Final

FILE_BYTES: Final = 50 * 1024 * 1024
"""A PDF or DOCX file larger than this is refused before it is read."""

TEXT_BYTES: Final = 2 * 1024 * 1024
"""A plain-text or Markdown file larger than this is refused: it is a corpus, not a report."""

MARKUP_BYTES: Final = 10 * 1024 * 1024
"""A web page larger than this is refused: its tree would take a hundred times as much memory."""

OUTPUT_CHARS: Final = 2_000_000
"""The most text that one report may come to after parsing."""

EXPANDED_BYTES: Final = 100 * 1024 * 1024
"""What a DOCX (a zip) may come to when unpacked, all parts together."""

EXPANSION_RATIO: Final = 200
"""How many times its packed size one part of a zip may grow, once past `RATIO_FREE_BYTES`."""

RATIO_FREE_BYTES: Final = 4 * 1024 * 1024
"""Parts that unpack to less than this may compress as well as they like."""

ZIP_PARTS: Final = 5_000
"""The most parts that a DOCX may hold."""

PDF_PAGES: Final = 1_000
"""The most pages that a PDF report may have."""

MEMORY_BYTES: Final = 1024 * 1024 * 1024
"""Address space of the reading process (RLIMIT_AS; not enforced by macOS or Windows)."""

CPU_SECONDS: Final = 20
"""Processor time for one file (RLIMIT_CPU; not enforced by Windows)."""

WALL_SECONDS: Final = 40
"""Time for one file, kept by the parent, which kills the reading process when it is over."""

FILES_A_WORKER: Final = 200
"""A reading process is replaced after this many files, and after every failure that is not the file's."""

FEED_BYTES: Final = 5 * 1024 * 1024
"""A feed or a page that the watcher fetches may be this large."""

FEED_ENTRIES: Final = 500
"""Entries of one feed that are looked at, from its top."""
