"""Posters of the town: its houses, its museum outside and inside, its garden."""

from itertools import pairwise
from math import hypot
from typing import TypedDict

from home.demo_pictures.paper import Point, Sheet, around

PERSON = """
    line slate 0.09 -0.07,0 -0.07,-0.4; line slate 0.09 0.07,0 0.07,-0.4; disc bark 0,-0.92 0.11
    curve coat -0.2,-0.3 -0.13,-0.8 0.13,-0.8 0.2,-0.3
"""


class FrontInks(TypedDict):
    """The colours of the museum's front, of the trees beside it and of the ground."""

    wall: str
    shade: str
    glass: str
    door: str
    dark: str
    light: str
    ground: str
    below: str


DAYLIGHT = FrontInks(
    wall="chalk",
    shade="#ddd0b6",
    glass="wave",
    door="deep",
    dark="moss",
    light="#6c8a6c",
    ground="#d8c7a2",
    below="#c3ae86",
)

MOONLIGHT = FrontInks(
    wall="#3a6b7c",
    shade="#1a4455",
    glass="mustard",
    door="#fbe3a4",
    dark="#0a222b",
    light="#0d2a34",
    ground="#12303c",
    below="#091c24",
)

COLUMN = """
    box wall 0,46 5 37; box shade 3.4,46 1.6 37; box wall -1,43.5 7 3; box wall -1,82 7 3
"""

PEDIMENT_AND_STEPS = """
    box wall 38,38 74 6; box shade 38,43.2 74 0.9; cut wall 36,38 75,20 114,38
    cut shade 46,35.6 75,23 104,35.6; disc wall 75,31 3.4; box shade 36,85 78 2.1
    box wall 33,87 84 2.1; box shade 30,89 90 2.1; box wall 27,91 96 2.1
"""

FLOWER_BED = "disc moss 0,0 0.9 0.34; disc brick 0,0 0.68 0.24; disc mustard 0,0 0.3 0.11"

YEW = "disc shade 0.4,0 0.8 0.18; cut yew -0.62,0 0,-2.5 0.62,0; cut leaf -0.62,0 0,-2.5 0.1,0"


def timbered_houses(sheet: Sheet) -> None:
    """Five half-timbered houses side by side."""
    sheet.lay("""
        fade #b7d0d2 #f7ead2 0 90; disc #fbe6ad 118,22 12
        curve #a9bfba -10,58 30,44 70,52 110,42 160,54 160,90 -10,90
        fade #cbbb9c #b3a07f 88 100
    """)
    _house(sheet, -3, 32, 42, "sand", "brick", "sea")
    _house(sheet, 57, 35, 44, "#e9b995", "#8c3a22", "moss")
    _house(sheet, 120, 33, 45, "mist", "brick", "#8c3a22")
    _house(sheet, 29, 28, 33, "chalk", "slate", "brick")
    _house(sheet, 92, 28, 37, "chalk", "slate", "sea")
    for x in range(-10, 170, 9):
        sheet.line("#9d8b6c", 0.4, (x, 89.5), (x * 1.12 - 9, 101))


def _house(
    sheet: Sheet, x: float, wide: float, top: float, wall: str, roof: str, shut: str
) -> None:
    """A half-timbered house, gable to the street, its foot at 88."""
    middle, ridge, part = x + wide / 2, top - wide * 0.62, (wide - 1.1) / 4
    sheet.box(wall, (x, top), wide, 88 - top)
    sheet.cut(wall, (x, top), (middle, ridge), (x + wide, top))
    sheet.box("stone", (x, 76), wide, 12)
    floors = (top, (top + 76) / 2, 76)
    for y in floors:
        sheet.box("wood", (x, y - 0.6), wide, 1.3)
    for high, low in pairwise(floors):
        for post in range(5):
            sheet.box("wood", (x + post * part, high), 1.1, low - high)
        for corner, side in ((x + 0.5, 1), (x + wide - 0.5, -1)):
            sheet.line("wood", 0.9, (corner, low), (corner + side * part, high))
        sill = (high + low) / 2 - 4
        sheet.box("slate", (middle - part + 0.9, sill), 2 * part - 1.8, 8)
        for dx in (1.3 - part, 0.35):
            glass = "mustard" if shut == "brick" else "mist"
            sheet.box(glass, (middle + dx, sill + 0.5), part - 1.7, 7)
        for dx in (-part * 1.62, part + 0.2):
            sheet.box(shut, (middle + dx, sill), part * 0.6, 8)
    sheet.line("wood", 1, (middle, top), (middle, top - wide * 0.5))
    braces = (x + wide * 0.22, top), (middle, top - wide * 0.3), (x + wide * 0.78, top)
    sheet.line("wood", 0.9, *braces)
    sheet.line(roof, 2.6, (x - 2, top + 1.4), (middle, ridge - 1.6), (x + wide + 2, top + 1.4))
    sheet.box(shut, (middle - 3, 77.8), 6, 10.2, 0.5)
    sheet.disc("mustard", (middle + 1.8, 83), 0.5)
    for dx in (-0.36, 0.2):
        sheet.box("slate", (middle + dx * wide, 78.6), wide * 0.16, 5.6)
        sheet.box("#7d8f92", (middle + dx * wide + 0.5, 79.1), wide * 0.16 - 1, 4.6)


def museum_by_day(sheet: Sheet) -> None:
    """The museum in the sun, with visitors on their way."""
    sheet.lay("fade #7fb0ba #f5e6c8 0 90; disc mustard 112,27 15")
    _museum_front(sheet, DAYLIGHT)
    sheet.lay("""
        box brick 48.2,50 5.6 26; disc mustard 51,56 1.6; box sea 96.2,50 5.6 26
        disc mustard 99,56 1.6
    """)
    for x, size, coat in ((62, 12, "brick"), (66.5, 8, "mustard"), (90, 12, "sea")):
        sheet.lay(PERSON, (x, 95), size, coat=coat)


def museum_by_night(sheet: Sheet) -> None:
    """The museum with its windows lit, under the moon."""
    sheet.fade("#071a23", "#1d5166", 0, 92)
    for _ in range(70):
        x, y = sheet.random.uniform(0, 150), sheet.random.uniform(0, 40)
        size = sheet.random.choice([0.18, 0.25, 0.4])
        if hypot(x - 120, y - 19) > 12:
            sheet.disc("#f6f2eacc", (x, y), size)
    outer = (around((121, 20), 9, 0.039 + i * 0.0315) for i in range(21))
    inner = (around((117.6, 17.4), 8.3, 0.59 - i * 0.0236) for i in range(21))
    sheet.cut("#fbeec3", *outer, *inner)
    _museum_front(sheet, MOONLIGHT)
    sheet.cut("#f2c14e66", (72, 86), (78, 86), (92, 101), (58, 101))
    for x, size in ((71.5, 10), (76, 7), (97, 10)):
        sheet.lay(PERSON, (x, 95), size, coat="slate")


def _museum_front(sheet: Sheet, inks: FrontInks) -> None:
    """A museum front between two clumps of trees: steps, six columns, a pediment, two wings."""
    for side in (-1, 1):
        sheet.lay("disc dark 77,12 15; disc dark 69,24 14", (75, 50), 1, side, **inks)
        sheet.lay("disc light 75,9 10.5; disc light 67,21 9.8", (75, 50), 1, side, **inks)
    sheet.lay("fade ground below 86 100", **inks)
    for x in (8, 109):
        sheet.lay("box shade 0,46 33 40; box wall -1.5,43 36 4", (x, 0), **inks)
        for column in range(3):
            panes = "box glass 0,52 6 8 3; box glass 0,56 6 9; box glass 0,70 6 10"
            sheet.lay(panes, (x + 4 + column * 9.5, 0), **inks)
    sheet.lay("box shade 41,44 68 42; box door 72.5,54 5 32", **inks)
    for left in (48.6, 60.6, 84.6, 96.6):
        sheet.lay("box glass 0,52 4.8 20", (left, 0), **inks)
    for column in range(6):
        sheet.lay(COLUMN, (42.5 + column * 12, 0), **inks)
    sheet.lay(PEDIMENT_AND_STEPS, **inks)


def blue_room(sheet: Sheet) -> None:
    """A room of the museum: its pictures, a bench, two visitors."""
    sheet.lay("cut #c99a63 26,70 124,70 150,88 150,101 0,101 0,88")
    for x in range(-200, 360, 16):
        sheet.line("#b07f4a", 0.35, (75 + (x - 75) * 0.42, 70), (x * 1.1 - 7.5, 101))
    sheet.lay("""
        cut #0d3140 0,0 26,16 26,70 0,88; cut #17475a 150,0 124,16 124,70 150,88
        box #1d566b 26,16 98 54; cut #e9dfc9 0,0 150,0 124,16 26,16
        cut #fffaf0 30,0 120,0 105,12 45,12
        line #d8cbb0 0.5 60,12 46.5,0; line #d8cbb0 0.5 75,12 75,0; line #d8cbb0 0.5 90,12 103.5,0
        box chalk 26,68 98 2
    """)
    frames = ((33, 27, 22, 30, "#e9b995"), (59, 24, 35, 26, "#f3d9a0"), (98, 27, 20, 25, "chalk"))
    for x, y, wide, tall, paper in frames:
        sheet.box("shade", (x + 1, y + 1.4), wide, tall)
        for inset, ink in ((0, "brass"), (1, "bronze"), (1.6, paper)):
            sheet.box(ink, (x + inset, y + inset), wide - 2 * inset, tall - 2 * inset)
    sheet.lay("""
        cut slate 37,55.4 37.6,49 39.6,46 44,44.5 48.4,46 50.4,49 51,55.4
        disc #f2d9bd 44,39 4.4 5.4
        curve brick 39,39 40,33 44,31.6 48,33 49,39 44,35.4
        disc brick 80,38 5; box wave 60.6,39 31.8 9.4; cut chalk 84,33 84,44 78.5,44
        cut deep 60.6,34 66,33 72,39 72,48.4 60.6,48.4
        disc mustard 105,36 3.6; cut sea 100.6,49 109,34 115,49; line slate 0.6 102,32 114,44
        cut brass 5,22 18,29 18,60 5,67; cut #e6c9a8 6.5,25 16.8,30.6 16.8,58.2 6.5,64
        cut moss 6.5,53 9,48 12,46.6 16.8,51 16.8,58.2 6.5,64; disc mustard 12.4,39 1.6 2.4
        cut brass 145,22 132,29 132,60 145,67; cut deep 143.5,25 133.2,30.6 133.2,58.2 143.5,64
        disc chalk 138.5,41 2.6 4; box shade 50,88 48 2.4 1.2
        box slate 54,82 2 7; box slate 91,82 2 7; box brick 51,78.5 45 4.4 1.2
    """)
    sheet.lay(PERSON, (107, 84), 24, coat="mustard")
    sheet.lay(PERSON, (114, 84), 15, coat="chalk")


def formal_garden(sheet: Sheet) -> None:
    """An alley between clipped yews, a fountain and a pavilion."""
    sheet.lay("fade #9cc4cb #f8ead0 0 42; disc #fbe6ad 108,22 11")
    trees = ((8, 34, 16), (28, 36, 11), (122, 36, 11), (142, 34, 16), (46, 38, 7), (104, 38, 7))
    for x, y, size in trees:
        sheet.disc("moss", (x, y), size)
        sheet.disc("leaf", (x - size * 0.15, y - size * 0.2), size * 0.75)
    sheet.lay("""
        box chalk 54,28 42 14; cut deep 52,28 57,20 93,20 98,28; box sand 70,24 10 18
        cut brick 68.6,24 75,17 81.4,24; box wave 57,31 3 7; box wave 63,31 3 7; box wave 84,31 3 7
        box wave 90,31 3 7; box wave 73,30 4 12; fade #b9c58f #8aa86c 42 100
        cut #efe0b8 70.6,42 79.4,42 117,101 33,101
    """)
    for side in (-1, 1):
        _beds_and_yews(sheet, side)
    sheet.lay("disc chalk 75,75 17 5; disc wave 75,74.6 15 4")
    for lean in (-0.09, -0.045, 0, 0.045, 0.09):
        tip = (75 + lean * 40, 58 + abs(lean) * 30)
        sheet.stroke("chalk", 0.7, 0.5, (75, 74), tip, (75 + lean * 110, 73))


def _beds_and_yews(sheet: Sheet, side: int) -> None:
    """What borders one side of the alley, which vanishes at 42."""

    def place(across: float, y: float) -> Point:
        return 75 + side * (4.4 + (y - 42) * 0.72 + across * (10 + (y - 42) * 1.2)), y

    for top, low in ((45, 51), (54, 64), (68.4, 84), (90, 112)):
        tall = low - top
        for ink, edge in (("#efe0b8", -0.1), ("moss", 0), ("#a9bf7d", 0.12)):
            near, far = top + tall * edge, low - tall * edge
            corners = ((edge, near), (1.5 - edge, near), (1.5 - edge, far), (edge, far))
            sheet.cut(ink, *(place(across, y) for across, y in corners))
        sheet.lay(FLOWER_BED, place(0.75, top + tall * 0.48), tall)
    for foot in (46, 52.6, 66, 87):
        yew = 75 + side * (2.6 + (foot - 42) * 0.66), foot
        sheet.lay(YEW, yew, 2.4 + (foot - 42) * 0.24)
