"""Posters of machines: a clock, a steam engine, an astrolabe."""

from home.demo_pictures.paper import Point, Sheet, around

ARCHED_WINDOW = """
    box #b9cfd0 0,12 34 60 17; box #b9cfd0 0,40 34 40; line #d9c9a8 0.8 11,12 11,80
    line #d9c9a8 0.8 22,12 22,80; line #d9c9a8 0.8 0,34 34,34; line #d9c9a8 0.8 0,52 34,52
"""

CONSTELLATIONS = (
    [(8, 22), (18, 30), (26, 26), (31, 40), (22, 50), (12, 44)],
    [(122, 66), (132, 60), (140, 70), (134, 84), (144, 90)],
    [(118, 12), (130, 18), (141, 12)],
)


def clockwork(sheet: Sheet) -> None:
    """Brass wheels that drive a clock."""
    sheet.lay("fade #15475a night 0 100; disc #0b263188 58,52 46")
    _gear(sheet, (20, 88), 40, 0.01, "#2c5c6d", "#15394a")
    _gear(sheet, (20, 16), 36, 0.02, "#2c5c6d", "#15394a")
    _gear(sheet, (52, 50), 48, 0, "brass", "#143f50")
    _gear(sheet, (85.73, 24.7), 20, 0.0125, "brick", "#143f50")
    _gear(sheet, (21.6, 78.2), 19, 0.013, "mustard", "deep")
    _gear(sheet, (70.6, 82.2), 12, 0.02, "mist", "deep")
    sheet.lay("""
        disc #00000033 113.6,60.4 35; disc mustard 112,58 35; disc brass 112,58 33
        disc chalk 112,58 31.6; ring sand 112,58 22 0.6
    """)
    heart = (112, 58)
    for i in range(60):
        long, thick = (4.6, 1.1) if i % 5 == 0 else (1.5, 0.35)
        sheet.line("slate", thick, around(heart, 29 - long, i / 60), around(heart, 29, i / 60))
    sheet.lay("leaf deep 112,58 0.845 17 4.4; leaf deep 112,58 0.14 25 3.2")
    sheet.line("brick", 0.5, around(heart, 6, 0.92), around(heart, 26, 0.42))
    sheet.disc("brick", heart, 2)


def _gear(sheet: Sheet, centre: Point, teeth: int, turn: float, metal: str, back: str) -> None:
    """A toothed wheel whose radius follows its teeth, so that two of them mesh."""
    size, tooth = teeth * 0.62, ((0, -0.9), (0.28, -0.9), (0.4, 1), (0.68, 1), (0.8, -0.9))
    rim = (
        around(centre, size + far, turn + (i + part) / teeth)
        for i in range(teeth)
        for part, far in tooth
    )
    sheet.cut(metal, *rim)
    if size > 9:
        sheet.disc(back, centre, size * 0.8)
        for i in range(5):
            sheet.line(metal, size * 0.11, centre, around(centre, size * 0.84, turn + i / 5))
    for ink, radius in ((metal, size * 0.3 + 0.6), ("slate", 1.7), ("mustard", 0.8)):
        sheet.disc(ink, centre, radius)


def steam_engine(sheet: Sheet) -> None:
    """A steam engine and its great wheel."""
    sheet.fade("#e8d8b8", "#d9c297", 0, 80)
    for x in (8, 58, 108):
        sheet.lay(ARCHED_WINDOW, (x, 0))
    sheet.fade("#9a3a20", "#6d2412", 80, 100)
    for i in range(-8, 20):
        sheet.line("#5a1d0f", 0.35, (75 + i * 9, 80), (75 + i * 17, 101))
    sheet.lay("""
        box slate 18,78 118 6 1; box #32414a 18,78 118 1.6 0.8; cut deep 41,79 46,46 54,46 59,79
        ring slate 50,46 37 6.4; ring brick 50,46 35.4 3.2
    """)
    hub = (50, 46)
    for i in range(6):
        spoke = hub, around(hub, 17, i / 6 + 0.035), around(hub, 32.6, i / 6)
        sheet.stroke("brick", 2.4, 2.4, *spoke)
    sheet.lay("""
        disc slate 50,46 7.4; disc brass 50,46 5.6; line slate 4.6 50,46 62.3,52.7
        line #8fa3a8 3 62.3,52.7 99,60; disc mustard 62.3,52.7 2.6; line #8fa3a8 2.2 97,60 112,60
        line slate 1 88,55 109,55; line slate 1 88,65 109,65; box slate 95,55 5 10 1
        box moss 108,48 25 24 2; box #3e5a4a 108,62 25 10 2; box brass 107.4,46.6 4 26.8 1
        box brass 129.4,46.6 4 26.8 1; box slate 112,72 17 7; box moss 113,38 15 10 1
        line brass 2.6 120.5,38 120.5,24 126,18 137,18; box slate 136,15 3 6 0.6
        line brass 1.4 86,78 86,26; line slate 1 86,26 78,34 86,41; line slate 1 86,26 94,34 86,41
        disc mustard 78,34 2.8; disc mustard 94,34 2.8; disc brass 86,25 1.8
        disc chalk 141,17 1.8; disc chalk 144.5,14.5 2.8; disc chalk 148,10 4.4; disc chalk 150,3 6
    """)


def astrolabe(sheet: Sheet) -> None:
    """A brass astrolabe before the constellations."""
    sheet.fade("#071a23", "#174a5e")
    for _ in range(60):
        star = sheet.random.uniform(0, 150), sheet.random.uniform(0, 100)
        sheet.disc("#f6f2eaaa", star, sheet.random.choice([0.2, 0.3, 0.5]))
    for constellation in CONSTELLATIONS:
        sheet.line("#f2c14e66", 0.3, *constellation)
        for star in constellation:
            sheet.disc("mustard", star, 0.9)
    sheet.lay("""
        ring mustard 75,6.6 6 1.3; curve brass 62,19 67,13 75,9 83,13 88,19 75,22
        disc #00000044 77,57 40
        disc brass 75,55 40; disc mustard 75,55 38.6; disc bronze 75,55 35; disc deep 75,55 34.2
    """)
    heart = (75, 55)
    for i in range(120):
        outer = 38 if i % 5 else 37
        sheet.line("bronze", 0.3, around(heart, outer, i / 120), around(heart, 35.8, i / 120))
    for radius in range(4, 34, 5):
        sheet.ring("#4a8193aa", (75, 65.2 - radius * 0.3), radius, 0.35)
    for i in range(12):
        sheet.line("#4a819377", 0.3, around(heart, 3, i / 12), around(heart, 34, i / 12))
    sheet.lay("""
        ring mustard 75,55 33.4 1.6; ring mustard 75,44.6 22 2.6; ring bronze 75,44.6 20.6 0.4
        line mustard 1.6 43,55 107,55; line mustard 1.6 75,66 75,87.4
    """)
    pointers = (
        *((heart, 32.4, turn) for turn in (0.29, 0.36, 0.43, 0.57, 0.64, 0.71, 0.8, 0.2)),
        *(((75, 44.6), 20, turn) for turn in (0.07, 0.3, 0.42, 0.6, 0.72, 0.93)),
    )
    for centre, far, turn in pointers:
        foot, aim = around(centre, far, turn), turn + 0.45
        sheet.leaf("mustard", foot, aim, 7, 2.6)
        sheet.disc("brick", around(foot, 7.2, aim), 0.8)
    for ink, width in (("#5a3d10", 4), ("chalk", 2.6)):
        sheet.line(ink, width, around(heart, 36, 0.115), around(heart, 36, 0.615))
    sheet.lay("disc brick 75,55 3; disc mustard 75,55 1.4")
