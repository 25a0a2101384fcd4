"""Harms: the types of event that hurt people."""

from __future__ import annotations

WITH_DEAD = frozenset({"armed_clash", "bombing", "drone_attack", "airstrike", "landmine"})
"""Whose dead the next sentence counts."""
TAKING = frozenset({"arrest", "kidnapping"})
"""Of whom the next sentence may tell that they were let go."""
HARM = WITH_DEAD | {"killing", "armed_attack", "attack_on_press", "abuse", "kidnapping"}
"""What leaves people wounded."""
