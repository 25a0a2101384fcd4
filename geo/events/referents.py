"""Who took part so far in a report: whom a pronoun means, and who did what is told without a doer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from geo.events.actors import ARMED, NATIONAL, UNLAWFUL, ActorMention
from geo.events.pronouns import Number
from geo.events.reading import Line
from geo.records import Role

Cast = list[tuple[ActorMention, Role]]
"""Actors with their roles."""
_TAKING = frozenset({"arrest", "seizure"})
SCENES = {"seizure": frozenset({"arrest"}), "arrest": frozenset({"seizure"}), "raid": _TAKING}
"""What goes with a deed: told right after it without a doer, the same body did it. Of attacks, deaths and
releases it does not hold: tried on the open gold, as many doers were wrong as right."""
_ASSAULTS = frozenset({"kidnapping", "armed_attack", "property_attack", "release", "escape", "killing"})
"""Deeds that "the assault" may call back."""
_OF_LAW = frozenset({"arrest", "charges", "sentence", "extradition", "deportation", "prisoner_transfer"})
"""Deeds of those who enforce the law, which the crime that they are about is not."""
_IN_FORCE = NATIONAL - {"government"}
_MEMORY = 2
"""A pronoun means somebody of the last so many sentences."""


def _is_body(actor: ActorMention, number: Number | None) -> bool:
    """Whether "it" may mean somebody: an army, a ministry, "the navy", and no person."""
    armed = actor.kind in ARMED and (actor.is_group or actor.is_catalogued)
    return bool(actor.kind) and (number is None or (number == "one" and armed))


def _is_single(
    one: tuple[ActorMention, Role, Number | None, int],
    told: list[tuple[ActorMention, Role, Number | None, int]],
) -> bool:
    """Whether somebody is one person by name, whom "two others" does not mean, and no part of a list."""
    named = one[0].kind in ("person", "official") and not one[0].is_group
    return named and sum(s[1] == one[1] and s[3] == one[3] for s in told) == 1


@dataclass(slots=True)
class Referents:
    """Who took part so far, for the pronouns to come: actor, role, number and the sentence they stood in."""

    seen: list[tuple[ActorMention, Role, Number | None, int]] = field(default_factory=list)
    deeds: list[tuple[ActorMention, str, int]] = field(default_factory=list)
    """Who did what in which line."""
    dead: list[tuple[ActorMention, int]] = field(default_factory=list)
    """Who was killed, by which line."""
    lines: list[Line] = field(default_factory=list)
    """The report's lines, for those who act in a sentence that tells no event."""

    def before(self, at: int) -> Line | None:
        """The line before line `at`, in the same paragraph."""
        line = self.lines[at - 1] if 0 < at < len(self.lines) else None
        same = line is not None and line.sentence.paragraph == self.lines[at].sentence.paragraph
        return line if same else None

    def meant(
        self,
        role: Role,
        number: Number,
        at: int,
        *,
        alive: bool = False,
        person: bool = False,
        others_than: Collection[ActorMention] = (),
    ) -> list[ActorMention]:
        """Whom a pronoun of the number in the place of `role` on line `at` means.

        "A judge jailed a man for nine years: he had beaten her": rather whoever was tried than who judged.
        "A soldier killed a driver. He was arrested": whoever lived, where it is done to somebody `alive`.
        "Ecuador captured a man. He is accused of": no body, where only a `person` can be meant, and none of
        `others_than` where there is anybody else.
        """
        near = [s for s in self.seen if at - s[3] <= _MEMORY and s[1] not in ("claimant", "supporter")]
        if alive and self.dead:
            killed = [actor for actor, line in self.dead if line < at]
            left = [s for s in near if s[0] not in killed and (number != "one" or s[2] == "one")]
            near = left if left and len(left) < len(near) else near
        near = [s for s in near if s[0] not in others_than] or near
        if person and number == "one":
            near = [s for s in near if s[2] == "one" or s[0].kind in ("person", "official")]
        if number == "many":
            near = [s for s in near if not _is_single(s, near)]
        if number == "body":
            bodies = [s for s in near if _is_body(s[0], s[2])]
            acting = [s[0] for s in bodies if s[1] != "target"] or [s[0] for s in bodies]
            return [*acting, *self._spoke(at)][-1:] if role == "agent" else []
        same = [s for s in near if s[1] in (role, "participant")]
        if number == "many" and same:
            last = [s for s in same if s[3] == same[-1][3]]
            if len(last) > 1 or last[0][2] != "one":
                return [s[0] for s in last]
        fitting = [s for s in same if s[2] in (number, None)]
        if not fitting and (others_than or not (role == "agent" and number == "many")):
            fitting = [s for s in near if s[2] in (number, None)]
        if fitting and fitting[-1][0].kind == "judiciary":
            fitting = [s for s in near if s[2] in (number, None) and s[0].kind != "judiciary"] or fitting
        return [fitting[-1][0]] if fitting else []

    def _spoke(self, at: int) -> list[ActorMention]:
        """The bodies that the line before quotes: "the prosecutor's office said. It opened an inquiry"."""
        line = self.before(at)
        if line is None:
            return []
        said = [a for a in line.actors if any(c.start <= a.start < c.end for c in line.claims)]
        one = [a for a in said if not line.sentence.between(a.start, a.end).endswith("s")]
        return [a for a in one if _is_body(a, "one")] or [
            a for a in said if a.is_catalogued and a.kind != "person"
        ]

    def on_the_scene(self, kind: str, at: int) -> list[ActorMention]:
        """Who did in this or the last line what a deed told without a doer goes with: one body, no more."""
        near = [(a, scene) for a, scene, line in self.deeds if at - line <= 1]
        doers = [a for a, scene in near if a.kind in ARMED and kind in SCENES.get(scene, ())]
        same = {(a.id, a.name) for a, _ in near}
        return doers[-1:] if len(same) == 1 else []

    def in_charge(self, at: int) -> list[ActorMention]:
        """Which body of a state did or fought what the last line tells, or else speaks there: one alone."""
        acted = [s[0] for s in self.seen if s[3] == at - 1 and s[1] in ("agent", "participant")]
        lawful = [a for a in acted if a.kind in _IN_FORCE] or [
            a for a in self._spoke(at) if a.kind in _IN_FORCE
        ]
        return lawful[-1:] if len({(a.id, a.name) for a in lawful}) == 1 else []

    def called_back(self, at: int) -> list[ActorMention]:
        """Who did the deed of this or the last line that "the assault" means: one body, no more."""
        near = {(a.id, a.name): a for a, deed, line in self.deeds if at - line <= 1 and deed in _ASSAULTS}
        return [a for a in near.values() if a.kind in ARMED] if len(near) == 1 else []

    def enforcing(self, at: int) -> list[ActorMention]:
        """Who arrested, charged or tried somebody in the last lines, and whom others' crimes are not."""
        return [a for a, deed, line in self.deeds if deed in _OF_LAW and at - line <= _MEMORY]

    def outlaws(self, at: int) -> list[ActorMention]:
        """Which outlaws were told of last: "soldiers shot an attacker. Two others were held"."""
        return [s[0] for s in self.seen if at - s[3] <= _MEMORY and s[0].kind in UNLAWFUL][-1:]

    def holds(self, actor: ActorMention) -> bool:
        """Whether somebody was told to have kidnapped others: who frees them is somebody else."""
        return any(a == actor and kind == "kidnapping" for a, kind, _ in self.deeds)

    def suffering(self, at: int) -> list[ActorMention]:
        """Whom something befell last."""
        return [s[0] for s in self.seen if s[1] == "target" and at - s[3] <= _MEMORY][-1:]

    def armed(self, at: int) -> list[ActorMention]:
        """Who of those that bear arms did something last."""
        doers = [a for a, _, line in self.deeds if at - line <= _MEMORY and a.kind in ARMED]
        return doers[-1:]

    def marchers(self, at: int) -> list[ActorMention]:
        """Who protested or blocked a road in the last lines: whom officials then meet."""
        deeds = [(a, line) for a, deed, line in self.deeds if deed in ("protest", "blockade")]
        return [a for a, line in deeds if at - line <= _MEMORY][-1:]

    def present(self, at: int) -> list[ActorMention]:
        """Which forces of a state the line before names, though it tells no deed of theirs: one, no more."""
        line = self.before(at)
        forces = [a for a in line.actors if a.kind in _IN_FORCE] if line is not None else []
        return forces if len(forces) == 1 else []

    def judging(self, at: int) -> list[ActorMention]:
        """Which court did something last."""
        return [s[0] for s in self.seen if s[0].kind == "judiciary" and at - s[3] <= _MEMORY][-1:]

    def acting(self, at: int) -> list[ActorMention]:
        """Who acts in what line `at` has told so far."""
        return [s[0] for s in self.seen if s[3] == at and s[1] == "agent"]
