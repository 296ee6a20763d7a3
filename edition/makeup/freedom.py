"""How far a search may go and what it may cost: further each time nothing was found."""

from __future__ import annotations

from dataclasses import dataclass

CUTS, CUTS_WIDE = 2, 6
"""Places to part a story that are followed on to the next page."""

PARTED_TRIED, PARTED_TRIED_WIDE = 4, 12
"""Pages with a story that goes on that are looked at closely, for each way to come so far."""

FREEST = 3
"""Stories that may wait where all has been tried before."""


@dataclass(frozen=True, slots=True)
class Freedom:
    """How far the search may go: further each time nothing was found.

    ``later``: so many stories may wait for a later page. ``jumps``: stories may go on on the
    next page as the publication allows, inside too. ``wide``: they are parted at many places,
    and sections stand among one another.
    ``short``: stories may be left out and lines left unfilled. ``plain``: page 1 is filled as
    any other, with the stories told first. ``filled``: with fillers wherever they help.
    """

    later: int = 0
    jumps: bool = False
    wide: bool = False
    short: bool = False
    plain: bool = False
    filled: bool = False

    @property
    def cuts(self) -> int:
        """Places to part a story that are followed on to the next page."""
        return CUTS_WIDE if self.wide else CUTS

    @property
    def parted_tried(self) -> int:
        """Pages with a story that goes on that are looked at closely, for each way so far."""
        return PARTED_TRIED_WIDE if self.wide else PARTED_TRIED


@dataclass(slots=True)
class Patience:
    """What a search may still cost: pages thought through, and tables by their columns."""

    left: int
