"""Posters of nature, living or collected: trees, fossils, plants, butterflies."""

from math import cos, exp, pi, sin, tau

from home.demo_pictures.paper import Point, Sheet, around, smooth

TREE = """
    disc shade 0.2,0 0.95 0.1; line bark 0.16 0,0 -0.05,-1; line bark 0.1 0,-0.6 0.4,-1.1
    disc dark -0.52,-1.15 0.55; disc dark 0.52,-1.2 0.56; disc dark 0,-1.55 0.66
    disc light -0.62,-1.24 0.43; disc light 0.42,-1.29 0.44; disc light -0.1,-1.64 0.52
    disc fruit -0.78,-1.1 0.1; disc fruit -0.38,-1.3 0.1; disc fruit -0.03,-1.5 0.1
    disc fruit 0.34,-1.25 0.1; disc fruit 0.77,-1.2 0.1; disc fruit -0.18,-1.8 0.1
"""

PLATE = """
    box shade 1.4,2 42 86; box chalk 0,0 42 86; box sand 23,74 16 9
    line slate 0.35 25,76.5 37,76.5
    line slate 0.35 25,78.6 34,78.6; line slate 0.35 25,80.7 36,80.7
"""

WINGS = """
    curve edge 0,1 5,1.6 9.4,3 9.8,7 6.4,10.6 3,8.4 1,4
    curve edge 0,1 2.4,-5.5 8,-8.6 12.6,-8 12,-3 8.4,1.4 3,2.4
    curve wing 1.3,2 5,2.5 8.3,3.5 8.6,6.5 6,9.1 3.5,7.5 2,4.3; disc spot 6.2,6 1.3
    curve wing 1.7,0 3.5,-4.9 7.6,-7.1 11,-6.7 10.6,-3 7.9,0.3 3.9,1
    disc spot 8.6,-5 1.5; disc spot 5.4,-2.2 0.8; stroke slate 0.3 0.3 0,-5 1.6,-8 3.4,-10
"""


INSECT = "disc slate 0,1 0.95 6; disc slate 0,-5 1.1; disc chalk 0,-1 0.5"

DRESSES = (
    ("mustard", "slate", "brick"),
    ("sea", "night", "mist"),
    ("clay", "wine", "chalk"),
    ("sage", "moss", "mustard"),
    ("brick", "slate", "mustard"),
    ("mist", "wave", "deep"),
    ("brass", "bark", "chalk"),
)
"""The colours of a butterfly: its wings, their edge and their spots."""


def orchard(sheet: Sheet) -> None:
    """Two rows of apple trees along an alley."""
    sheet.lay("""
        fade #a9c6c4 #f8e6bd 0 56; disc #fbf0cf 40,36 13
        curve #a8b99d -20,50 20,38 60,46 100,37 170,46 170,80 -20,80
        curve sage -20,56 30,48 80,53 130,46 170,54 170,90 -20,90
        fade #8aa36f moss 57 100; cut #e6d9a666 73.6,57 76.4,57 97,101 53,101
    """)
    for x in (2, 15, 28, 41, 54, 66, 84, 96, 109, 122, 135, 148):
        sheet.lay(TREE, (x, 60), 5, dark="#5c7d63", light="#7e9a74", fruit="clay")
    for near in range(5):
        for side in (-1, 1):
            foot = 75 + side * (12 + near**1.5 * 7), 63 + near**1.6 * 2.9
            sheet.lay(TREE, foot, 5.6 + near * 2.6, dark="yew", light="#7c9a63", fruit="brick")


def ammonite(sheet: Sheet) -> None:
    """A large ammonite before layers of rock."""
    sheet.fade("wave", "deep")
    for i, colour in enumerate(("#3c7284", "#2f6376", "#235568", "#1a495b")):
        top = [(x, 22 + i * 20 + 5 * sin(x / 21 + i * 1.4)) for x in range(-5, 171, 15)]
        sheet.cut(colour, (-5, 101), *smooth(top), (160, 101))
    for x, y, size in ((16, 22, 9), (134, 80, 12), (24, 84, 6), (130, 20, 5)):
        _shell(sheet, (x, y), size, "#5f98a8", "#3c7284", "#2a5d70")
    _shell(sheet, (79, 54), 43, "#143a49", "#143a49", "#143a49")
    _shell(sheet, (75, 49.5), 43, "sand", "ochre", "#a67c4d")


def _shell(sheet: Sheet, heart: Point, size: float, light: str, dim: str, dark: str) -> None:
    """A ribbed shell rolled on itself, lit from the upper left."""
    ribs, grow = 34, 0.46

    def edge(step: float, depth: float) -> Point:
        far = size * exp(-grow * step / ribs) * (1 - depth * (1 - exp(-grow)))
        return around(heart, far, 0.32 - (step - depth * (1 - depth) * 2.6) / ribs)

    for step in range(ribs * 6):
        is_lit = cos((0.32 - step / ribs) * tau + 0.9) > -0.2
        for ink, start, end, low in ((dark, 0, 1.1, 12), (light if is_lit else dim, 0.06, 0.74, 9)):
            front = [edge(step + start, i / 10) for i in range(low)]
            back = [edge(step + end, i / 10) for i in range(low)]
            foot = edge(step + (start + end) / 2, low / 10 - 0.04)
            sheet.cut(ink, *front, foot, *reversed(back), edge(step + (start + end) / 2, 0))
    sheet.disc(dark, heart, size * 0.06)


def herbarium(sheet: Sheet) -> None:
    """A fern, a ginkgo leaf and an umbel, each on its sheet."""
    sheet.fade("#8ea588", "#768f76")
    for corner in ((7, 10), (54, 6), (101, 9)):
        sheet.lay(PLATE, corner)
    sheet.lay("""
        stroke moss 0.9 0.9 26,88 27,60 28,18; stroke bark 1 1 73,84 75,62 75,50
        stroke moss 1 1 120,90 122,70 122,50; leaf moss 122,74 -0.17 13 5
        leaf moss 122,66 0.17 13 5
        leaf moss 122,62 -0.17 13 5
    """)
    for i in range(15):
        long = 3 + 15 * sin(min(1, (15.6 - i) / 12) * pi / 2) * (1 if i > 2 else 0.5 + i * 0.2)
        for side, ink in ((-1, "moss"), (1, "#6a8a6c")):
            sheet.leaf(ink, (27, 82 - i * 4.4), side * (0.25 - i * 0.008), long, 3.6)
    fan = [around((75, 56), 26 + 1.1 * sin(i * 1.9), (i - 10) * 0.0135) for i in range(21)]
    notch = around((75, 57), 13, 0)
    sheet.curve("mustard", (75, 58), (67, 50), *fan[:10], notch, *fan[11:], (83, 50))
    sheet.curve("brass", (75, 58), notch, *fan[11:], (83, 50))
    for i in (*range(1, 10), *range(11, 20)):
        sheet.line("#a8741c", 0.3, (75, 57), around((75, 56), 23.4, (i - 10) * 0.0135))
    for i in range(11):
        turn = (i - 5) * 0.017
        flower = around((122, 52), (33, 28, 36)[i % 3] - 90 * turn**2, turn)
        sheet.line("moss", 0.5, (122, 52), flower)
        for petal in range(7):
            ink = "brick" if (i + petal) % 3 else "clay"
            sheet.disc(ink, around(flower, 2.3, petal / 7), 1.25)
        sheet.disc("mustard", flower, 1.2)
    for strip in ((23, 78), (70.4, 70), (117.6, 80)):
        sheet.box("#e4d2aecc", strip, 8, 2.2)


def butterflies(sheet: Sheet) -> None:
    """Twelve butterflies pinned in a box."""
    sheet.lay("""
        fade #6b3a24 #54301f 0 100; box #3a2218 6,5 138 90; box chalk 9,8 132 84
        box #ddd0b6 9,8 132 1.4; box #ddd0b6 9,8 1.4 84
    """)
    for row in range(3):
        for column in range(4):
            wing, edge, spot = DRESSES[(row * 4 + column * 3) % 7]
            x, y = 27.5 + column * 31.7, 21.4 + row * 26.6
            size = (0.98, 0.84, 1.04)[(row + column) % 3]
            sheet.disc("#1b232718", (x + 1, y + 2), 11 * size, 8.6 * size)
            for side in (-1, 1):
                sheet.lay(WINGS, (x, y), size, side, wing=wing, edge=edge, spot=spot)
            sheet.lay(INSECT, (x, y), size)
            sheet.lay("box sand -5,12.4 10 2.2; line slate 0.3 -3.4,13.5 3.4,13.5", (x, y))
