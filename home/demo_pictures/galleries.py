"""Posters of what a gallery shows: ceramics, a ship, a tapestry, puppets."""

from home.demo_pictures.paper import Sheet, smooth

APPLE = "disc ink 0,0 6.4; disc #ffffff30 -1.6,-1.8 2.6; line slate 0.6 0,-5.6 1.4,-8.6"

FRIEZE = """
    line brick 0.9 0,18 11,1; line moss 0.9 11,1 22,18; leaf brick 22,1.6 0.5 7 3
    leaf ink 11,17 -0.12 9 3.2; leaf ink 11,17 0 9 3.2; leaf ink 11,17 0.12 9 3.2
"""

HORSE = """
    line hair 1.9 24,-12 29.5,-8.5 28,-3; line hair 1.9 10,-12 12.6,-7 10,0
    stroke hair 2.4 1.6 5.5,-14.5 1.4,-13.5 0.4,-6
    curve coat 4.6,-14 9,-17.4 16,-16.4 22,-17.2 26,-22 29,-25.4 31.6,-25.6 36.6,-21 \
        36,-18.6 32,-19.6 30,-17 29,-12.4 25.6,-9.4 18,-10.2 11,-9 5.6,-9.6
    line coat 2.5 26.5,-13 26.6,-6.5 25.6,-0.4; line coat 2.5 7.4,-12 4.8,-6.5 6.8,-0.4
    line slate 2.2 25.6,0.2 26.8,0.2; line slate 2.2 6.8,0.2 8,0.2; line slate 2.2 10,0.2 11.2,0.2
    line hair 1.3 22.4,-18.4 19.8,-18.8; line hair 1.3 23.7,-19.8 21.1,-20.2
    line hair 1.3 25,-21.1 22.4,-21.5; line hair 1.3 26.3,-22.5 23.7,-22.9
    line hair 1.3 27.6,-23.8 25,-24.2; line hair 1.3 28.9,-25.2 26.3,-25.6
    cut coat 29.4,-25 29.4,-28.6 31.6,-25.4; disc chalk 32.4,-22.8 0.55
    curve hair 13,-17 20,-16.8 20.6,-12.4 13,-12; line chalk 0.5 13.6,-14.6 20,-14.4
    ring chalk 8.4,-13 2.1 0.4
"""

PUPPET = """
    line slate 0.25 -13,14 -15,53; line slate 0.25 13,12 15,45; line slate 0.25 -6,13.5 -5.4,74
    line slate 0.25 6,12.5 6,75; line slate 0.25 0,13 0,32
    line wood 1.7 -13.6,14 13.6,12; line wood 1.7 -3,15.4 3,10.6
    line coat 3.4 -3,62 -5.4,74; line trim 2.8 -5.4,74 -6.6,86; line coat 3.4 3,62 6,75
    line trim 2.8 6,75 5,88; curve slate -5,84.6 -7.6,84.4 -11.2,86.4 -10.8,88 -4.6,88
    curve slate 3.4,86.6 6,86.4 9.6,88.4 9.2,90 3,90
    line coat 3.4 -5,46 -11,55; line trim 2.8 -11,55 -15,53; disc #f0c9a4 -15,53 2
    line coat 3.4 5,46 10.6,53; line trim 2.8 10.6,53 15,45; disc #f0c9a4 15,45 2
    cut coat -6,43 6,43 9.6,66 -9.6,66; disc #f0c9a4 0,36.8 6
    disc slate -2.2,36.4 0.7; disc slate 2.2,36.4 0.7; disc clay -3.5,38.6 1.1
    disc clay 3.5,38.6 1.1
    stroke brick 0.6 0.6 -2,39.6 0,40.6 2,39.6
"""


def ceramics(sheet: Sheet) -> None:
    """Two vases and a bowl of fruit."""
    sheet.lay("""
        fade #a9bba3 #8ea588 0 76; disc #f3dca6 84,44 34; fade brick #86301a 76 100
        disc shade 45,86 22 2.6; disc shade 85,87 19 2.6; disc shade 123,87 24 2.6
        turned sea deep 38,0 42.6,26 41.6,30 42.4,38 53,50 57,62 53,76 46,86
        box chalk 32.4,24.4 11.2 2.6 1.2; box #f6f2eadd 21.4,54 33.2 1; box #f6f2eadd 20.4,69 35.2 1
        turned chalk #dccfb8 78,0 87,12 83,15 82.4,24 84,40 90,58 90,74 86,87
        stroke sea 0.9 0.9 77.6,80 78.6,64 77.4,48 78,32
    """)
    for i in range(7):
        sheet.disc("mustard", (24.2 + i * 4.6, 62.2), 1.5 if i % 2 else 2.1)
        for side in (-1, 1):
            sheet.leaf("sea", (78, 76 - i * 5.6), side * (0.15 - i * 0.006), 8.6 - i * 0.5, 3.6)
    bowl = "turned mustard brass 116,0 138,56.4 137,62 132,74 124,80 123,84 126,87"
    sheet.lay(f"{bowl}; disc #9c6f1d 116,56 22 3.4")
    for x, y, colour in ((106, 52, "brick"), (117, 50, "clay"), (126, 53, "#8d9f4f")):
        sheet.lay(APPLE, (x, y), ink=colour)
    sheet.lay(bowl)


def model_ship(sheet: Sheet) -> None:
    """The model of a three-master on its stand."""
    sheet.lay("""
        fade #b24a2b #8a2f19 0 84; disc #d98d5b 72,42 37; fade #3a2a22 #221a17 84 100
        line wood 1.1 112,58 133,47; cut sand 98,24 130,48.6 106,56; cut chalk 98,30 121,52.6 104,56
    """)
    masts = ((50, 20, 17, (26, 36, 47)), (72, 8, 22, (14, 25, 37, 50)), (95, 16, 18, (22, 33, 45)))
    for x, top, wide, yards in masts:
        sheet.line("wood", 1.2, (x, 64), (x, top))
        for side in (-9, 9):
            sheet.line("wood", 0.25, (x, top + 3), (x + side, 65))
        for i, y in enumerate(yards):
            spread = 0.6 + 0.4 * i / (len(yards) - 1)
            _sail(sheet, x, y, wide * spread, yards[1] - yards[0] - 1.5)
        sheet.lay("cut mustard 0,-1 -8,1 0,3", (x, top))
    sheet.lay("""
        cut wood 32.6,47.6 43,51 45,63 36,60; box mustard 35.4,51.7 2.2 2.8
        box mustard 39,52.8 2.2 2.8
        curve slate 33,54 42,60 62,63.4 90,63.2 107,59.5 118,56 112,66 102,75 80,78 54,77.4 41,71
        stroke mustard 1.3 1.3 36.6,60.5 46,65 64,67.4 90,67.2 106,64 112.6,61.6
        cut ochre 52,74 60,74 58,86 54,86; cut ochre 86,74 94,74 92,86 88,86
        box ochre 42,85 62 4.4 0.8; box #a58455 42,87.6 62 1.8 0.8; box brass 66,85.9 14 2.6 0.4
    """)
    for i in range(9):
        sheet.box("chalk", (48 + i * 6.2, 69 - abs(i - 4) * 0.16), 2, 1.8)


def _sail(sheet: Sheet, x: float, y: float, wide: float, tall: float) -> None:
    """A square sail full of wind, hanging from its yard."""
    belly = ((0.46, 0), (0.62, 0.6), (0.54, 1), (0.04, 0.86), (-0.5, 1), (-0.38, 0.5), (-0.46, 0))
    fold = ((0.46, 0), (0.62, 0.6), (0.54, 1), (0.3, 0.91), (0.34, 0.5), (0.2, 0))
    for ink, outline in (("chalk", belly), ("sand", fold)):
        sheet.cut(ink, *smooth((x + a * wide, y + b * tall) for a, b in outline))
    sheet.line("wood", 0.8, (x - wide * 0.54, y), (x + wide * 0.54, y))


def tapestry(sheet: Sheet) -> None:
    """Four embroidered horses between two friezes."""
    sheet.fade("#efe4cb", "#e6d8b8")
    for y in range(0, 100, 2):
        sheet.line("#c9b48a30", 0.3, (0, y), (150, y))
    for y, edge, shift in ((0, 19, 0), (81, 78.4, 11)):
        sheet.box("#e0cfa6", (0, y), 150, 19)
        sheet.lay("box brick 0,0 150 1.2; box deep 0,1.8 150 0.6", (0, edge))
        for i in range(-1, 8):
            sheet.lay(FRIEZE, (i * 22 + shift, y), ink=("sea", "brass", "moss")[i % 3])
    sheet.box("ochre", (0, 73.6), 150, 4.8)
    for x in range(0, 156, 6):
        sheet.stroke("moss", 0.6, 0.6, (x, 76), (x + 3, 74.4), (x + 6, 76))
    sheet.lay(HORSE, (-8, 74), 1.22, coat="moss", hair="sage")
    sheet.lay(HORSE, (30, 74), 1.3, coat="brick", hair="mustard")
    sheet.lay(HORSE, (71, 74), 1.34, coat="deep", hair="brass")
    sheet.lay(HORSE, (114, 74), 1.26, coat="brass", hair="brick")
    for star in ((22, 30), (66, 27), (107, 30)):
        for i in range(8):
            sheet.leaf("mustard" if i % 2 else "brick", star, i / 8, 4.6, 1.7)


def puppets(sheet: Sheet) -> None:
    """A king and a harlequin on a stage."""
    sheet.lay("""
        fade deep #1d5d74 0 84; disc #f3d48a 75,52 38; disc #f9e7b9 75,52 31
        fade #8a5a34 #5f3b20 84 100
    """)
    for i in range(-9, 10):
        sheet.line("#4f301a", 0.4, (75 + i * 9, 84), (75 + i * 14, 101))
    for side in (-1, 1):
        for fold in range(6):
            hem = [
                (75 + side * (x + fold * 5.5 * (0.5 + y / 120)), y)
                for x, y in smooth([(34, 0), (46, 30), (55, 56), (52, 90)])
            ]
            top, foot = (75 + side * 90, 0), (75 + side * 90, 90)
            sheet.cut("wine" if fold % 2 else "brick", top, *hem, foot)
        sheet.lay("stroke mustard 2 2 56,58 66,60 80,57", (75, 0), 1, side)
    for i in range(11):
        sheet.disc("brick" if i % 2 else "wine", (-4 + i * 16, -3), 10, 14)
    sheet.line("mustard", 1, (0, 0.4), (150, 0.4))
    _puppet(sheet, 57, 0, "sea", "mustard")
    _puppet(sheet, 93, 2, "brick", "chalk")
    sheet.lay("""
        cut sea 51.6,34 50,25.6 54,29 57,24 60,29 64,25.6 62.4,34
        disc mustard 50,25.4 1.2; disc mustard 57,23.8 1.2; disc mustard 64,25.4 1.2
        cut slate 87,35.4 93.2,19 99,35.4; box mustard 86,34.2 14 2.2 1.1
        disc mustard 93.2,19 1.2; disc mustard 93,25 1.2; disc mustard 93,30.4 1.2
    """)


def _puppet(sheet: Sheet, x: float, y: float, coat: str, trim: str) -> None:
    """A marionette on its strings, in a coat of lozenges."""
    sheet.disc("#1b232744", (x, 90 + y), 11, 1.4)
    sheet.lay(PUPPET, (x, y), coat=coat, trim=trim)
    for row in range(4):
        for i in (-1, 0, 1):
            place = x + i * (3.6 + row * 0.7), 47.8 + row * 5.2 + y
            sheet.lay("cut trim 0,-2.3 1.5,0 0,2.3 -1.5,0", place, trim=trim)
    for i in range(-3, 4):
        sheet.disc("chalk", (x + i * 1.9, 43.6 + y - abs(i) * 0.15), 1.5)
