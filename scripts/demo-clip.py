#!/usr/bin/env python3
"""Draws the clip of the demo city: four seconds of a road, the truck ahead comes nearer. Needs ffmpeg.

scripts/demo-clip.py [road.mp4]
"""

import subprocess
import sys
from pathlib import Path

WIDTH, HEIGHT, FRAMES, RATE = 320, 180, 48, 12
HORIZON, MIDDLE = 70, 160
WHERE = Path(__file__).parent.parent / "Sources/Product/DemoCity/Resources/road.mp4"


def ground(x, y, driven):
    """The colour of a point below the horizon: road with lines that come nearer, grass beside it."""
    depth = 60 / (y - HORIZON + 1)
    side = (x - MIDDLE) / (y - HORIZON + 1)
    stripe = int(depth * 4 + driven) % 2
    if abs(side) > 1.35:
        return (86, 116, 70) if stripe else (80, 108, 66)
    if abs(side) > 1.25 or (abs(abs(side) - 0.42) < 0.03 and stripe):
        return (225, 225, 220)
    return (92, 94, 98)


def frame(number):
    driven = number * 0.8
    near = 10 + number * 0.9
    bottom, left, right = HORIZON + near, MIDDLE - near * 0.42, MIDDLE + near * 0.42
    top = bottom - near * 0.95
    brakes = number > 24
    pixels = bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            if left <= x <= right and top <= y <= bottom:
                light = bottom - near * 0.22 <= y <= bottom - near * 0.1 and (x < left + near * 0.14 or x > right - near * 0.14)
                rim = x < left + 1.5 or x > right - 1.5 or y < top + 1.5
                colour = (235, 40, 36) if light and brakes else (120, 40, 36) if light else (40, 60, 52) if y > bottom - near * 0.08 else (30, 84, 60) if rim else (46, 118, 84)
            elif y > HORIZON:
                colour = ground(x, y, -driven)
            elif y > HORIZON - 8 - abs((x * 2) % 90 - 45) / 4 - abs((x * 5) % 64 - 32) / 8:
                colour = (120, 138, 128)
            else:
                colour = (176 + y // 3, 198 + y // 4, 222)
            pixels += bytes(colour)
    return bytes(pixels)


def main():
    to = sys.argv[1] if len(sys.argv) > 1 else WHERE
    command = ["ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(RATE), "-i", "-",
               "-c:v", "libx264", "-preset", "veryslow", "-crf", "30", "-pix_fmt", "yuv420p", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart", to]
    subprocess.run(command, input=b"".join(frame(number) for number in range(FRAMES)), check=True)


main()
