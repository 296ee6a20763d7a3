"""Where stories and pictures stand on the finished pages, for whoever finds fault there."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document
from ..model import Article, Figure, Origin, StandingMatter
from ..page_plan import Stand
from .across import second_half
from .engine import Setting
from .positions import Spot


def stands(document: Document, setting: Setting) -> Iterator[Stand]:
    """Yield every story, and every picture that has a name, with its place."""
    for part in document.parts:
        origin = getattr(part.subject, "origin", None)
        if isinstance(part.subject, Article):
            for spot in setting.articles.get(part.anchor, ()):
                yield _stand(spot, part.title, None, origin)
        if isinstance(part.subject, StandingMatter) and part.subject.figure is not None:
            figure, place = part.subject.figure, setting.anchors.get(part.anchor)
            if place is not None and figure.picture:
                yield _stand(place, part.title, figure.name, figure.origin)
        for placed in part.body:
            place = setting.anchors.get(placed.anchor or "")
            if place is not None and isinstance(placed.block, Figure) and placed.block.picture:
                spots = (place, *setting.boxes.get(second_half(placed.anchor or ""), ()))
                for spot in spots:
                    yield _stand(spot, part.title, placed.block.name, placed.block.origin)
    for advert in document.issue.adverts:
        for spot in setting.boxes.get(f"watch-advert-{advert.slug}", ()):
            yield _stand(spot, None, advert.name, advert.origin)


def _stand(spot: Spot, story: str | None, picture: str | None, origin: Origin | None) -> Stand:
    return Stand(spot.page, spot.left, spot.top, spot.width, spot.height, story, picture, origin)
