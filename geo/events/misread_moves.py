"""Verbs of moving that are told of something else: "sent it", "set fire to buses", "troops stationed in".

What moves is a thing, or the words only say who somebody is: no troops are deployed and no prisoner is moved.
"""

from __future__ import annotations

from collections.abc import Callable

from geo.events.actors import UNLAWFUL
from geo.events.arguments import arguments_of
from geo.events.phrases import Parse
from geo.events.relatives import modifies
from geo.events.role_rules import named
from geo.events.triggers import Trigger


def _sends_it(p: Parse, trigger: Trigger) -> bool:
    """ "Sent it": no troops."""
    after = p.word(min(trigger.last + 1, len(p.tags) - 1))
    return trigger.type == "deployment" and trigger.is_verb and after == "it"


def _says_who_came(p: Parse, trigger: Trigger) -> bool:
    """ "Infantes que llegaron el sábado se incautaron de": only who they are."""
    comes = p.lang == "es" and trigger.type == "deployment" and trigger.pos == "undergo"
    return comes and p.word(trigger.first).startswith(("lleg", "arrib")) and modifies(p, trigger)


def _are_vehicles(p: Parse, trigger: Trigger) -> bool:
    """ "Set fire to buses on Wednesday after the arrest of": no verb of moving prisoners."""
    return trigger.type == "prisoner_transfer" and p.word(trigger.first) in ("buses", "trucks", "ferries")


def _are_sent(p: Parse, trigger: Trigger) -> bool:
    """ "Ordered that troops be sent back to Somalia": soldiers are deployed, and not deported."""
    a = arguments_of(p, trigger) if trigger.type == "deportation" else None
    sent = named([*a.object, *a.subject]) if a is not None and trigger.is_verb else []
    return any(actor.kind == "military" or actor.id == "group-soldiers" for actor in sent[:1])


def _are_attackers(p: Parse, trigger: Trigger) -> bool:
    """ "Los asaltantes llegaron en motos": how gunmen came is no movement of troops."""
    comes = trigger.type == "deployment" and trigger.pos == "undergo"
    came = named(arguments_of(p, trigger).subject) if comes else []
    return bool(came) and all(actor.kind in UNLAWFUL for actor in came)


def _says_where_they_serve(p: Parse, trigger: Trigger) -> bool:
    """ "Troops stationed in Kobani reached the village": who they are, and no movement of theirs."""
    based = trigger.type == "deployment" and p.word(trigger.first).startswith(
        ("station", "estacion", "acanton")
    )
    return based and trigger.voice == "passive" and modifies(p, trigger)


MOVES: tuple[Callable[[Parse, Trigger], bool], ...] = (
    _sends_it,
    _says_who_came,
    _are_vehicles,
    _are_sent,
    _are_attackers,
    _says_where_they_serve,
)
"""The rules of it."""

__all__ = ["MOVES"]
