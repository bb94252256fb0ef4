"""The numbers of Tests/DataTests/PictureViewTests.swift: what Pillow reads.

    python3 pictures.py    needs Pillow and NumPy
"""

import io
import struct
import zlib

import numpy
from PIL import Image, ImageOps

SHADES = numpy.array([[0, 50, 100], [150, 200, 255]], dtype=numpy.uint8)


def chunk(name, content):
    body = name + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def png(kind, numbers, chunks=b""):
    """An 8-bit PNG file of one row of pixels."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    width = len(numbers) // channels
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, kind, 0, 0, 0))
        + chunks
        + chunk(b"IDAT", zlib.compress(b"\0" + bytes(numbers)))
        + chunk(b"IEND", b"")
    )


def on_white(file):
    picture = Image.open(io.BytesIO(file)).convert("RGBA")
    white = Image.new("RGBA", picture.size, (255, 255, 255, 255))
    return numpy.asarray(Image.alpha_composite(white, picture).convert("RGB"))[0].T.tolist()


def main():
    for number in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = number
        file = io.BytesIO()
        Image.fromarray(SHADES).save(file, "PNG", exif=exif)
        shown = numpy.asarray(ImageOps.exif_transpose(Image.open(file)))
        print("orientation", number, shown.shape, shown.flatten().tolist())
    alphas = [0, 1, 64, 127, 128, 254, 255]
    print("gray, alpha", on_white(png(4, [n for a in alphas for n in (0, a)]))[0])
    print("gray 200, alpha", on_white(png(4, [n for a in alphas for n in (200, a)]))[0])
    print("color, alpha", on_white(png(6, [255, 0, 0, 128, 10, 20, 30, 77])))
    palette = chunk(b"PLTE", bytes([0, 0, 0, 10, 20, 30])) + chunk(b"tRNS", bytes([128, 200]))
    print("palette, alpha", on_white(png(3, [0, 1], palette)))
    key = chunk(b"tRNS", struct.pack(">H", 50))
    print("gray, one shade clear", on_white(png(0, [0, 50, 100], key))[0])
    gamma = chunk(b"gAMA", struct.pack(">I", 100000))
    print("gamma", numpy.asarray(Image.open(io.BytesIO(png(0, [0, 50, 200, 255], gamma)))).tolist())


main()
