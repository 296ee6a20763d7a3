"""How far the pages of an issue have come: the states between two pages, and the ways on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from .copy import Copy
from .matter import Carried
from .options import Option
from .steps import Step


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Stories before ``story`` are set; ``waiting`` ones and ``carried`` rests are not yet."""

    story: int
    waiting: tuple[int, ...] = ()
    carried: tuple[Carried, ...] = ()
    used: tuple[int, ...] = ()
    """Fillers on the pages so far, by kind."""
    jumps: int = 0
    """Stories that may still go on on the next page."""
    adverts: int = 0
    """Advertisements without a page of their own that stand on the pages so far."""


@dataclass(frozen=True, slots=True)
class Way:
    """A page that follows a state, what its advertisements cost, and the state it leads to."""

    step: Step
    extra: float
    state: State


@dataclass(eq=False, slots=True)
class Ways:
    """What is known of the ways through an issue, whatever its front page is.

    Each state is there once, however it was come to.
    """

    states: dict[tuple[object, ...], State] = field(default_factory=dict)
    onward: dict[tuple[int, State], list[Way]] = field(default_factory=dict)

    def state(
        self,
        story: int,
        waiting: tuple[int, ...],
        carried: tuple[Carried, ...],
        used: tuple[int, ...],
        jumps: int,
        adverts: int = 0,
    ) -> State:
        """Return the one state that is so."""
        key = (story, waiting, carried, used, jumps, adverts)
        found = self.states.get(key)
        if found is None:
            found = self.states[key] = State(story, waiting, carried, used, jumps, adverts)
        return found


Reached: TypeAlias = dict[State, tuple[float, "Step | None", "State | None"]]
"""By state: what it costs to come to, the page that led to it, the state before."""


@dataclass(frozen=True, slots=True)
class Start:
    """A front page to go on from: what it costs, what goes on after it.

    ``jumps``: stories that may go on on the next page besides those that fit none.
    ``used``: fillers on it, by kind.
    """

    carried: tuple[Carried, ...]
    cost: float = 0.0
    jumps: int = 0
    used: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """The pages from the second on, and the stories that stand on none.

    ``cost`` is that of the front page as well, which is the one numbered ``start``.
    """

    cost: float
    start: int
    steps: tuple[Option, ...]
    left_out: tuple[Copy, ...] = ()
