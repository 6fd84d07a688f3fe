"""Posters of the coast: a lighthouse, a cliff, a harbour."""

from PIL import Image

from home.demo_pictures.paper import Sheet, smooth

BOAT = """
    cut main 0,-38 0,-5 17,-5; cut jib 0,-35 0,-5 -13,-4; line wood 0.7 0,0 0,-40
    curve slate -16,-2.4 0,-1.6 18,-2.8 14,2.4 -10,2.4; stroke chalk 0.4 0.4 -12,0.3 0,0.8 14,0
"""

GULL_WING = "stroke slate 0.15 0.15 0,0 0.5,-0.5 1,-0.3"


def lighthouse(sheet: Sheet) -> None:
    """A striped lighthouse and its beam, at sunset."""
    sheet.lay("""
        fade #5d93a0 #f3cf94 0 66; disc #f7d98e 50,62 30; disc mustard 50,62 20
        cut #fbeec366 110,19.5 0,4 0,26; cut #fbeec344 110,19.5 150,12 150,31
        fade wave deep 66 100
    """)
    for row in range(9):
        half = 19 - row * 1.1 + sheet.random.uniform(-3, 3)
        sheet.box("#f2c14ecc", (50 - half, 67.4 + row * 2.9), 2 * half, 0.9, 0.45)
    sheet.waves("#ffffff22", 69, 98, 8, 9)
    sheet.lay("curve night 70,101 84,88 96,80 112,76 128,79 151,86 160,110")
    for i, (light, dark) in enumerate([("chalk", "mist"), ("brick", "wine")] * 3):
        half, foot, upper, top = 7.2 - i * 0.55, 79 - i * 8.6, 6.65 - i * 0.55, 70.3 - i * 8.6
        right = (110 + upper, top), (110 + half, foot)
        sheet.cut(light, (110 - half, foot), (110 - upper, top), *right)
        sheet.cut(dark, (110 + half * 0.3, foot), (110 + upper * 0.3, top), *right)
    sheet.lay("""
        box slate 104,25.4 12 2 0.5; box #fbeec3 107,15.5 6 10; line slate 0.5 110,7 110,25
        curve brick 105.6,16 107,12.5 110,10.6 113,12.5 114.4,16 110,16
        curve slate 90,112 100,82 112,76 124,79 138,88 155,94 160,115
    """)
    for x, y, size in ((24, 30, 3.4), (33, 24, 2.6), (17, 21, 2)):
        for side in (-1, 1):
            sheet.lay(GULL_WING, (x, y), size, side)


def cliff(sheet: Sheet) -> None:
    """A chalk cliff, its arch and its needle, and a sail."""
    sheet.lay("""
        fade #9cc0c6 #f7ead0 0 68; disc #fbe3a4 122,30 11; fade wave sea 66 100
        cut mist 100,68 103.5,42 106,34 110,43 115,68
        cut chalk 100,68 103.5,42 106,34 107.5,50 108,68
    """)
    front = [(0, 17), (30, 21), (58, 25), (70, 29), (76, 38), (80, 50), (85, 68)]
    opening = smooth([(72, 68), (71, 57), (66, 49), (60.5, 50), (57, 58), (56, 68)])
    sheet.cut("chalk", *front, *opening, (0, 68))
    edge = smooth([(67.5, 50.5), (70.5, 44), (71, 36), (70, 29)])
    sheet.cut("mist", *front[3:], *opening[:20], *edge)
    for y, end in ((30, 66), (36.5, 52), (43, 62), (49.5, 45), (56, 54), (62.5, 41)):
        sheet.stroke("#d9cdb5", 0.45, 0.45, (-2, y - 1), (28, y), (end, y + 1.2))
    for fold, top in ((12, 20), (36, 24)):
        left = smooth([(fold + 2, top), (fold + 7, 40), (fold + 3, 54), (fold + 8, 68)])
        right = smooth([(fold + 15, 68), (fold + 12, 54), (fold + 13, 40), (fold + 7, top)])
        sheet.cut("mist", *left, *right)
    sheet.lay("""
        curve sage -10,8 20,15 48,20 72,29.5 58,27.5 28,24 -10,20
        curve moss -10,4 14,12 40,20 24,20.5 -10,17
    """)
    sheet.waves("#f6f2ea66", 69, 88, 7, 8)
    sheet.lay("""
        curve chalk -10,82 30,84 62,92 92,104 -10,120; curve sand -10,84 28,86 58,94 84,104 -10,120
        cut brick 124,56 124,74 111.5,74; cut chalk 124.6,59 124.6,74 133,74
        curve slate 110,75.5 122,76 135,75.2 131,79.4 122,80 114,79.4
        cut shade 113,80.4 132,80.4 127,82.6 117,82.6
    """)
    for _ in range(60):
        x, y = sheet.random.uniform(0, 62), sheet.random.uniform(88, 100)
        if y > 86 + x * 0.16:
            pebble = sheet.random.choice(["ochre", "chalk", "mist"])
            sheet.disc(pebble, (x, y), sheet.random.uniform(0.5, 1.2), 0.5)


def harbour(sheet: Sheet) -> None:
    """Three sailing boats before a quay and its houses."""
    sheet.lay("""
        fade #8fbcc4 #f8e6c2 0 60; disc mustard 30,24 12
        curve #a9bfa8 -10,46 30,34 70,44 110,36 160,46 160,70 -10,70
    """)
    walls, x = ("chalk", "clay", "sand", "mist", "#e9c58a", "chalk", "sage"), -2
    for i, wide in enumerate((13, 11, 15, 10, 13, 12, 16, 11, 14, 12, 13, 15)):
        top, bays = 30 + i * 7 % 5 * 2.4, 2 if wide < 12 else 3
        sheet.box(walls[i * 3 % 7], (x, top), wide, 58 - top)
        roof = (x - 0.6, top), (x + wide * 0.5, top - 8), (x + wide + 0.6, top)
        sheet.cut(("slate", "#8c3a22", "deep")[i % 3], *roof)
        for floor in range(3 if top < 33 else 2):
            for bay in range(bays):
                sheet.box("deep", (x + wide / bays * (bay + 0.5) - 1, top + 3 + floor * 7), 2, 3.6)
        sheet.box(("brick", "sea", "moss")[i % 3], (x + 1, 53.4), wide - 2, 1.6)
        x += wide
    sheet.lay("box #c9b78f 0,58 150 3; box #8f7f62 0,61 150 8")
    sheet.lay(BOAT, (21, 66), 1.05, main="brick", jib="chalk")
    sheet.lay(BOAT, (66, 66), 1.34, main="chalk", jib="mustard")
    sheet.lay(BOAT, (115, 66), 1.16, main="mustard", jib="brick")
    _mirror(sheet, shore=68, sky=28)
    sheet.waves("#12465888", 69, 99, 9, 13)
    sheet.waves("#f6f2ea44", 69, 99, 6, 9)


def _mirror(sheet: Sheet, shore: float, sky: float) -> None:
    """Water under the shore, which reflects what stands between it and the sky."""
    (_, top), (_, line) = sheet.pixels((0, sky), (0, shore))
    above = sheet.image.crop((0, round(top), sheet.image.width, round(line)))
    sheet.fade("wave", "deep", shore, 100)
    water = sheet.image.crop((0, round(line), *sheet.image.size))
    reflection = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize(water.size)
    sheet.image.paste(Image.blend(water, reflection, 0.32), (0, round(line)))
