"""Photos as phones and attackers send them."""

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
