"""Posters of crafts: lace, glass, printing, drawing."""

from home.demo_pictures.paper import Point, Sheet, around, smooth

LETTERS = {
    "M": "cut ink 0,30 0,0 5,0 11,13 17,0 22,0 22,30 16.4,30 16.4,13 11,24 5.6,13 5.6,30",
    "O": "box ink 0,0 22 30 11; box back 6,6 10 18 5",
    "S": "stroke ink 5.6 5.6 19.2,8.4 16,3.6 10.4,2.7 4.4,5 3,9.6 6,13.2 11,15 16.4,17 19.2,21 "
    "17.4,25.6 11.4,27.3 5.8,26.2 2.8,21.6",
    "A": "cut ink -0.6,30 8,0 14,0 22.6,30 16.6,30 15,24 7,24 5.4,30; cut back 8.3,19 11,8 13.7,19",
    "Ï": "box ink 8,9 6 21; disc ink 5.4,3.2 3.2; disc ink 16.6,3.2 3.2",
    "Q": "box ink 0,0 22 30 11; box back 6,6 10 18 5; cut ink 10,20 15,17 24,30.6 18.4,32.6",
    "U": "box ink 0,0 22 30 11; box back 6,6 10 18 5; box back 0,-1 22 13; box ink 0,0 6 19; "
    "box ink 16,0 6 19; box back 6,-1 10 19",
    "E": "box ink 1,0 6 30; box ink 1,0 20 5.6; box ink 1,12.2 17 5.6; box ink 1,24.4 20 5.6",
}


LETTER_COLOURS = (
    ("brick", "chalk"),
    ("mustard", "slate"),
    ("sea", "chalk"),
    ("sand", "brick"),
    ("sage", "slate"),
    ("chalk", "sea"),
    ("brick", "mustard"),
    ("deep", "sand"),
)
"""The colours of a block of wood and of the letter on it."""

LETTER_BLOCK = """
    box #1b110b 1.6,2.2 33.6 42.4 1; box wood 0,0 33.6 42.4 1
    box #00000030 0,39.4 33.6 3 1; box #ffffff28 0,0 33.6 1.6 0.8
"""

HAND = """
    stroke slate 1.1 1.1 20,72 28,58 37,52 45,56 50,65 54,70 58.4,68
    line slate 1.1 20,72 50,71.6
    curve shade 86,78 92,84 104,96 128,104 120,84
    stroke dim 10 7.4 116,78 102,76 90,78 83,81; stroke fold 10 7 114,68 98,64 86,68 77,71.4
    curve skin 102,41.4 114,44 126,54 140,70 134,92 118,92 106,84 101,66
    curve fold 86,56 96,49 106,50 104,72 92,67 81,63.4 81,59
    cut mustard 63.4,61.2 66.6,65.4 121.4,23.4 118.4,19
    cut brass 65,63.3 66.6,65.4 121.4,23.4 119.9,21.2; line brick 5 120.6,20.7 123.4,18.6
    cut sand 58,68 63.4,61.2 66.6,65.4; cut slate 58,68 60,65.5 61.2,67
    stroke skin 12 7 113,53 99,45 88,49 79,58.6 75.4,62
    stroke skin 14 8 118,84 102,77 90,69.4 77,65.4; stroke fold 0.7 0.5 112,76 104,71.6 96,66.6
    stroke fold 0.6 0.4 92,48.4 94.4,50 95,52.6
    curve #f6d9c0 76,62.8 80,63.2 82,66 79,67.6 75.6,66
    cut chalk 112,97 135,56 146,62 124,101; cut brick 117,103 140,58 156,64 156,103
    cut wine 134,103 152,66 156,68 156,103
"""


def lace(sheet: Sheet) -> None:
    """A large round of lace between two paler ones."""
    sheet.fade("deep", "night")
    for x in range(-60, 220, 4):
        for lean in (58, -58):
            sheet.line("#f6f2ea1c", 0.2, (x, 0), (x + lean, 100))
    for x, size, thread in ((0, 0.62, "wave"), (150, 0.62, "wave"), (75, 1, "chalk")):
        _rosette(sheet, (x, 50), size, thread)


def _rosette(sheet: Sheet, heart: Point, size: float, thread: str) -> None:
    """A round of needle lace: scallops, petals and a heart."""

    def dots(count: int, shift: float, *rounds: tuple[str, float, float]) -> None:
        for i in range(count):
            for ink, far, radius in rounds:
                sheet.disc(ink, around(heart, far * size, (i + shift) / count), radius * size)

    sheet.disc("deep", heart, 45 * size)
    dots(24, 0, (thread, 42, 5.4), ("deep", 42, 4.2), (thread, 42, 1.8))
    sheet.disc(thread, heart, 40 * size)
    sheet.disc("deep", heart, 38.6 * size)
    for turn in (i / 96 for i in range(96)):
        sheet.line(thread, 0.3, around(heart, 36 * size, turn), around(heart, 39 * size, turn))
    sheet.ring(thread, heart, 36.5 * size, 0.7)
    petals = ((thread, 11, 35.5, 0.042), ("deep", 14, 33.6, 0.03), (thread, 16, 30, 0.019))
    for ink, start, end, wide in petals:
        for turn in (i / 12 for i in range(12)):
            foot, tip = around(heart, start * size, turn), around(heart, end * size, turn)
            right, left = (around(heart, 27 * size, turn + lean) for lean in (wide, -wide))
            sheet.curve(ink, foot, right, tip, left)
    dots(12, 0.5, (thread, 32, 2.6), ("deep", 32, 1.3), (thread, 26.5, 1.7), ("deep", 26.5, 0.85))
    dots(12, 0.5, (thread, 22.5, 1.1), ("deep", 22.5, 0.55))
    dots(12, 0, (thread, 8.6, 2))
    sheet.disc(thread, heart, 5 * size)
    sheet.disc("mustard" if thread == "chalk" else "deep", heart, 2.6 * size)


def rose_window(sheet: Sheet) -> None:
    """A rose window in a dark wall."""
    heart = (75, 50)
    sheet.fade("#26333a", "#12191d")
    for i in range(26):
        joint = i / 26 + 0.01
        sheet.line("#30404899", 0.5, around(heart, 48, joint), around(heart, 100, joint))
    sheet.lay("""
        ring #30404899 75,50 58 0.5; ring #30404899 75,50 70 0.5; ring #30404899 75,50 84 0.5
        disc #8f8674 75,50 48.4; disc stone 75,50 47; disc slate 75,50 44.6
    """)
    for i in range(24):
        pane = around(heart, 39.4, i / 24)
        sheet.disc("stone", pane, 5)
        sheet.disc(("sea", "mustard", "brick", "wave")[i % 4], pane, 4.1)
        sheet.disc("#ffffff40", around(heart, 40.2, i / 24 - 0.004), 2.2)
    sheet.lay("disc stone 75,50 34.8; disc slate 75,50 33.4")
    for i in range(12):
        turn, tint, eye = i / 12, ("brick", "sea")[i % 2], ("clay", "mustard")[i % 2]
        sheet.line("stone", 1, heart, around(heart, 34, turn + 1 / 24))
        sheet.disc(("mustard", "wave")[i % 2], around(heart, 30.6, turn + 1 / 24), 2)
        for ink, start, end, wide in (("stone", 10, 33.6, 0.037), (tint, 12, 32.4, 0.031)):
            left, right = around(heart, 24, turn - wide), around(heart, 24, turn + wide)
            sheet.curve(ink, around(heart, start, turn), left, around(heart, end, turn), right)
        sheet.disc(eye, around(heart, 25.6, turn), 2.9)
        sheet.disc("#ffffff55", around(heart, 26.1, turn - 0.005), 1.5)
        glint = around(heart, 20, turn - 0.02), around(heart, 22, turn)
        sheet.curve("#ffffff2c", around(heart, 13, turn), *glint)
    sheet.lay("disc stone 75,50 12; disc deep 75,50 10.8")
    for i in range(6):
        sheet.leaf("brick" if i % 2 else "mustard", heart, i / 6, 10, 5.4)
    sheet.lay("disc stone 75,50 3.2; disc mustard 75,50 2.2")


def bottles(sheet: Sheet) -> None:
    """Six glass bottles before a window, and their shadows."""
    sheet.lay("fade #fbf1d8 #f0dcae 0 78; disc #fffaf0 60,34 26; box #d8c39a 0,24 150 2.6")
    for x in (-3, 48, 99, 150):
        sheet.box("#d8c39a", (x - 1.6, 0), 3.2, 78)
    sheet.lay("fade #c79a63 #a87a45 78 100; box #e2bf8a 0,77 150 2")
    rack = (
        (16, "#0b4a63", ((3, 22), (3, 38), (10, 46), (11, 56), (11, 80), (9, 84))),
        (40, "#4f6f5c", ((4, 40), (3.4, 48), (15, 60), (16, 74), (12, 84))),
        (63, "#a33a1f", ((2.6, 12), (2.6, 40), (8.6, 52), (9, 64), (9, 82), (8, 84))),
        (87, "#d19f35", ((3.6, 34), (3.4, 44), (8, 54), (17, 68), (17, 78), (13, 84))),
        (112, "#4a8193", ((3.4, 26), (3, 36), (9.6, 42), (10, 52), (10, 80), (9, 84))),
        (133, "#7c2a16", ((2.6, 44), (2.4, 52), (9, 58), (9.6, 70), (9, 82), (8, 84))),
    )
    for x, glass, profile in rack:
        (neck, top), half = profile[0], profile[-1][0]
        left, right = x - half, x + half
        sheet.cut(glass + "55", (left, 84), (right, 84), (right + 24, 101), (left + 18, 101))
        sheet.cut("#fff3cf55", (x - 2, 85), (x + half * 0.3, 85), (right + 10, 101), (x + 13, 101))
        sheet.turned(glass + "bb", glass + "66", (x, 0), *((x + w, y) for w, y in profile))
        sheet.box(glass, (x - neck - 1, top - 1), neck * 2 + 2, 2.6, 1)
        flank = [(x - w * 0.66, y) for w, y in smooth(profile)]
        glint = flank[len(flank) // 2 : -14]
        sheet.cut("#ffffff88", *glint, *((a + 1.3, b) for a, b in reversed(glint)))
    sheet.lay("box ochre 13.4,14.4 5.2 7 0.6; box ochre 109.4,18.4 5.2 7 0.6")


def wooden_type(sheet: Sheet) -> None:
    """Eight wooden letters that spell Mosaïque."""
    sheet.lay("""
        fade #5b3825 #3c2418 0 100; box #2b1910 0,0 150 3; box #2b1910 0,49 150 3
        box #2b1910 0,97 150 3
    """)
    for i, (letter, (wood, ink)) in enumerate(zip("MOSAÏQUE", LETTER_COLOURS, strict=True)):
        x, y = 5 + i % 4 * 35.4, 5 + i // 4 * 47.6
        sheet.lay(LETTER_BLOCK, (x, y), wood=wood)
        sheet.lay(LETTERS[letter], (x + 5.6, y + 5.6), ink=ink, back=wood)


def drawing_hand(sheet: Sheet) -> None:
    """A hand that draws the sea with a pencil."""
    sheet.lay("""
        fade sage #7d977d 0 100; cut shade 12,10 104,6 110,97 18,101
        cut chalk 10,6 102,2 108,94 16,98
        disc mustard 40,32 10
    """)
    for i in range(12):
        sheet.line("mustard", 1, around((40, 32), 12.4, i / 12), around((40, 32), 15.4, i / 12))
    for i in range(4):
        ripple = ((22 + i * 4 + j * (14 - i * 2.4), 79 + i * 3 - j % 2 * 1.6) for j in range(4))
        sheet.stroke("wave", 0.8, 0.8, *ripple)
    sheet.lay(HAND, dim="#d79f74", fold="#b97c54")
