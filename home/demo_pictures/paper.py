"""Cut paper: the sheet that posters are drawn on, its colours, and a little geometry."""

import random
import re
from collections.abc import Iterable
from itertools import pairwise
from math import cos, hypot, sin, tau

from PIL import Image, ImageDraw

Point = tuple[float, float]

WIDTH, HEIGHT = 150, 100

PALETTE = {
    "chalk": "#f6f2ea",
    "slate": "#1b2327",
    "deep": "#123a4a",
    "sea": "#0b4a63",
    "brick": "#a33a1f",
    "mustard": "#f2c14e",
    "sage": "#93a88d",
    "moss": "#4f6f5c",
    "sand": "#e4d2ae",
    "mist": "#c5d5d6",
    "wave": "#4a8193",
    "clay": "#d68a5f",
    "brass": "#d19f35",
    "night": "#0b2631",
    "ochre": "#c9a877",
    "wine": "#7c2a16",
    "wood": "#4a3529",
    "bark": "#5d4433",
    "bronze": "#8a6420",
    "leaf": "#64866c",
    "yew": "#3f5f4d",
    "skin": "#ecbb94",
    "stone": "#b9ad98",
    "shade": "#1b232733",
}


def around(centre: Point, radius: float, turn: float) -> Point:
    """The point at `radius` from the centre, `turn` being a fraction of a turn from noon."""
    return centre[0] + radius * sin(turn * tau), centre[1] - radius * cos(turn * tau)


def smooth(points: Iterable[Point], closed: bool = False) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    path = list(points)
    path = [path[-1], *path, *path[:2]] if closed else [path[0], *path, path[-1]]
    curve = [
        (_between(a[0], b[0], c[0], d[0], step / 12), _between(a[1], b[1], c[1], d[1], step / 12))
        for a, b, c, d in zip(path, path[1:], path[2:], path[3:], strict=False)
        for step in range(12)
    ]
    return curve if closed else [*curve, path[-1]]


def _between(before: float, start: float, end: float, after: float, part: float) -> float:
    bend, twist = 2 * before - 5 * start + 4 * end - after, 3 * start - before - 3 * end + after
    return start + part / 2 * (end - before + part * (bend + part * twist))


class Sheet:
    """Paper on which shapes are laid one over the other.

    A colour is a name of the palette or a hexadecimal one, with its opacity if need be.
    """

    def __init__(self, width: int, height: int, seed: str) -> None:
        self.unit = max(width / WIDTH, height / HEIGHT) * 2
        self.origin = width - WIDTH / 2 * self.unit, height - HEIGHT / 2 * self.unit
        self.image = Image.new("RGB", (2 * width, 2 * height), PALETTE["chalk"])
        self.pen = ImageDraw.Draw(self.image, "RGBA")
        self.random = random.Random(seed)

    def lay(
        self, recipe: str, at: Point = (0, 0), size: float = 1, side: int = 1, **inks: str
    ) -> None:
        """Lay the shapes of a recipe, moved to a place, enlarged, mirrored when side is -1.

        A step reads `shape colour number-or-point …`; `inks` gives colours to the recipe's words.
        """
        for shape, *words in (step.split() for step in re.split(r"[;\n]", recipe) if step.strip()):
            colours = [inks.get(word, word) for word in words if word[0] not in "-.0123456789"]
            measures: list[float | Point] = []
            for word in words[len(colours) :]:
                x, _, y = word.partition(",")
                place = at[0] + float(x) * size * side, at[1] + float(y or 0) * size
                measures.append(place if y else float(x) * size)
            getattr(self, shape)(*colours, *measures)

    def pixels(self, *points: Point) -> list[Point]:
        """The places of the points in pixels."""
        left, top = self.origin
        return [(left + x * self.unit, top + y * self.unit) for x, y in points]

    def fade(self, above: str, below: str, top: float = 0, bottom: float = HEIGHT) -> None:
        """Lay a band across the sheet that goes from one colour to another."""
        (_, start), (_, end) = self.pixels((0, top), (0, bottom))
        size = self.image.width, max(1, round(end) - round(start))
        mask = Image.linear_gradient("L").resize((1, size[1])).resize(size)
        lower, upper = (Image.new("RGB", size, _ink(colour)) for colour in (below, above))
        self.image.paste(Image.composite(lower, upper, mask), (0, round(start)))

    def cut(self, colour: str, *points: Point) -> None:
        """Lay a shape with straight sides."""
        self.pen.polygon(self.pixels(*points), fill=_ink(colour))

    def curve(self, colour: str, *points: Point) -> None:
        """Lay a shape with a soft outline."""
        self.cut(colour, *smooth(points, closed=True))

    def disc(self, colour: str, centre: Point, radius: float, height: float = 0) -> None:
        """Lay a disc, or an oval when its half height is given."""
        (x, y), tall = centre, height or radius
        corners = self.pixels((x - radius, y - tall), (x + radius, y + tall))
        self.pen.ellipse(corners, fill=_ink(colour))

    def ring(self, colour: str, centre: Point, radius: float, width: float) -> None:
        """Draw a circle; its width lies inside the radius."""
        x, y = centre
        corners = self.pixels((x - radius, y - radius), (x + radius, y + radius))
        self.pen.ellipse(corners, outline=_ink(colour), width=round(width * self.unit))

    def box(self, colour: str, corner: Point, wide: float, tall: float, radius: float = 0) -> None:
        """Lay a rectangle from its upper left corner, its corners rounded."""
        corners = self.pixels(corner, (corner[0] + wide, corner[1] + tall))
        self.pen.rounded_rectangle(corners, radius * self.unit, fill=_ink(colour))

    def line(self, colour: str, width: float, *points: Point) -> None:
        """Draw a broken line; its ends are round unless the colour lets light through."""
        ink = _ink(colour)
        thickness = max(1, round(width * self.unit))
        self.pen.line(self.pixels(*points), fill=ink, width=thickness, joint="curve")
        is_opaque = len(ink) == len("#rrggbb")
        for end in (points[0], points[-1]) if is_opaque else ():
            self.disc(colour, end, width / 2)

    def stroke(self, colour: str, start: float, end: float, *points: Point) -> None:
        """Draw a soft stroke whose width goes from one measure to another."""
        path = smooth(points)
        radii = [(start + (end - start) * i / len(path)) / 2 for i in range(len(path))]
        for ((x, y), here), ((u, v), there) in pairwise(zip(path, radii, strict=True)):
            far = hypot(u - x, v - y) or 1
            dx, dy = (y - v) / far, (u - x) / far
            left = (x + dx * here, y + dy * here), (u + dx * there, v + dy * there)
            right = (u - dx * there, v - dy * there), (x - dx * here, y - dy * here)
            self.cut(colour, *left, *right)
            self.disc(colour, (x, y), here)
        self.disc(colour, path[-1], end / 2)

    def leaf(self, colour: str, foot: Point, turn: float, long: float, wide: float) -> None:
        """Lay a leaf that grows from its foot towards a direction."""
        half, lean = hypot(long * 0.45, wide / 2), wide / long * 0.17
        left, right = around(foot, half, turn - lean), around(foot, half, turn + lean)
        self.curve(colour, foot, left, around(foot, long, turn), right)

    def turned(self, light: str, dark: str, *profile: Point) -> None:
        """Lay a vessel made on a wheel, lit from the left; its axis is the first point's x."""
        axis, right = profile[0][0], smooth(profile[1:])
        left = [(2 * axis - x, y) for x, y in reversed(right)]
        self.cut(light, *right, *left)
        self.cut(dark, *right, *[(axis + (x - axis) * 0.3, y) for x, y in reversed(right)])

    def waves(self, colour: str, top: float, bottom: float, rows: int, length: float) -> None:
        """Lay glints on water, longer and further apart as they come near."""
        for near in ((row + 0.5) / rows for row in range(rows)):
            y, thick = top + (bottom - top) * near**1.4, 0.25 + 0.35 * near
            for _ in range(9):
                x = self.random.uniform(0, WIDTH)
                half = length * (0.3 + near) * self.random.uniform(0.5, 1)
                self.curve(colour, (x - half, y), (x, y - thick), (x + half, y), (x, y + thick))


def _ink(colour: str) -> str:
    return PALETTE.get(colour, colour)
