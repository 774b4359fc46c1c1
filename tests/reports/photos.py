"""Photos as phones and attackers send them."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def a_photo(
    kind: str = "JPEG", size: tuple[int, int] = (640, 480), exif: bytes | None = None, noise: int = 0
) -> bytes:
    """A picture of this kind and size; `noise` makes it as heavy as one of a real place."""
    image = Image.effect_noise(size, noise).convert("RGB") if noise else Image.new("RGB", size, "teal")
    file = BytesIO()
    image.save(file, kind, **({"exif": exif} if exif else {}))
    return file.getvalue()


def a_bomb(width: int, height: int) -> bytes:
    """A PNG whose head alone says how large it is: decoding it would take gigabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")
