"""Digits as a hand draws them: strokes through points within -1…1 across and down, a little different each time."""

import math
import random


def _arc(x, y, width, height, start, end):
    count = int(abs(end - start) / 20) + 1
    angles = [math.radians(start + (end - start) * step / count) for step in range(count + 1)]
    return [(x + width * math.cos(a), y + height * math.sin(a)) for a in angles]


DIGITS = [
    [_arc(0, 0, 0.62, 1, -90, 270)],
    [[(-0.35, -0.6), (0.1, -1), (0.1, 1)]],
    [_arc(0, -0.45, 0.6, 0.55, 190, 395) + [(-0.65, 1), (0.7, 1)]],
    [_arc(-0.05, -0.48, 0.6, 0.52, 200, 440) + _arc(-0.05, 0.48, 0.68, 0.52, 280, 520)],
    [[(0.25, -1), (-0.7, 0.35), (0.75, 0.35)], [(0.35, -0.25), (0.35, 1)]],
    [[(0.6, -1), (-0.5, -1), (-0.55, -0.1)] + _arc(-0.05, 0.35, 0.65, 0.62, 225, 500)],
    [[(0.45, -1), (-0.05, -0.65), (-0.45, -0.1), (-0.6, 0.4)] + _arc(0, 0.45, 0.6, 0.55, 180, 540)],
    [[(-0.65, -1), (0.65, -1), (-0.15, 1)]],
    [_arc(0, -0.5, 0.52, 0.48, 90, 450), _arc(0, 0.5, 0.63, 0.5, -90, 270)],
    [_arc(0, -0.45, 0.6, 0.55, 0, 360) + [(0.6, -0.4), (0.5, 0.2), (0.1, 1)]],
]


def jittered(digit, seed, side=280):
    """The digit's strokes in pixels of a square sheet: another size, place, slant and unsteadiness for each seed."""
    draw = random.Random(1000 * digit + seed)
    width, height = draw.uniform(55, 85), draw.uniform(70, 100)
    x0 = side / 2 + draw.uniform(-25, 25)
    y0 = side / 2 + draw.uniform(-15, 15)
    slant = draw.uniform(-0.2, 0.2)

    def place(point):
        x, y = point[0] - slant * point[1], point[1]
        return (x0 + width * x + draw.gauss(0, 2), y0 + height * y + draw.gauss(0, 2))

    return [[place(point) for point in stroke] for stroke in DIGITS[digit]]
