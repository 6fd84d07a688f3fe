"""A picture of the demo, and how it becomes an image."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from home.demo_pictures.paper import Sheet


@dataclass(frozen=True)
class Picture:
    """One poster: its slug, its French title and description, and how it is drawn."""

    slug: str
    title: str
    alt: str
    draw: Callable[[Sheet], None]


def render(picture: Picture, width: int = 1600, height: int = 1067) -> Image.Image:
    """The picture in RGB, the same pixels each time; drawn twice as large, then reduced."""
    sheet = Sheet(width, height, seed=picture.slug)
    picture.draw(sheet)
    return sheet.image.resize((width, height), Image.Resampling.LANCZOS)
