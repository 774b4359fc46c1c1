"""The figures of an issue as a picture for mail: a dot for each value, a bar for its interval."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import resvg_py
from markupsafe import escape
from PIL import Image

from backend.core.candidates import Figure

FONT = Path(str(files("ui_templates"))) / "emails" / "fonts" / "figtree.ttf"
FAMILY = "Figtree Light"
"""What the font calls itself; any other name draws no text at all."""
MOST_LETTERS = 34
WIDTH, ROW, TOP, MARGIN = 520, 58, 14, 16
INK, QUIET, LINE, PETROL, SOFT = "#10242C", "#53686F", "#CBD6DA", "#0A5A70", "#BFE0E9"
SCALES = {"score": (-100, 100), "favourable": (0, 100), "mean": (1, 5)}
"""Where the axis of each kind of figure begins and ends."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its words."""

    label: str
    value: str
    figure: Figure


@lru_cache(maxsize=32)
def draw(bars: tuple[Bar, ...]) -> bytes:
    """The picture as PNG, half as large again so that it stays sharp."""
    height = TOP + ROW * len(bars) + 6
    rows = "".join(_row(bar, TOP + ROW * place) for place, bar in enumerate(bars))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' font-family="{FAMILY}" font-weight="500">'
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>{rows}</svg>'
    )
    png = resvg_py.svg_to_bytes(
        svg_string=svg, zoom=1.5, skip_system_fonts=True, font_files=[str(FONT)], sans_serif_family=FAMILY
    )
    return _small(bytes(png))


def _small(png: bytes) -> bytes:
    """The same picture in eight colours, which is a fifth of its weight."""
    drawn = Image.open(BytesIO(png)).convert("RGB").quantize(8)
    packed = BytesIO()
    drawn.save(packed, "PNG", optimize=True)
    return packed.getvalue()


def _short(label: str) -> str:
    """What fits beside the value; the words of the mail say it whole."""
    return label if len(label) <= MOST_LETTERS else f"{label[: MOST_LETTERS - 1].rstrip()}…"


def _row(bar: Bar, y: int) -> str:
    low, high = SCALES.get(bar.figure.name, (0, 100))

    def at(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    axis = y + 36
    parts = [
        f'<text x="{MARGIN}" y="{y + 16}" font-size="16" fill="{INK}">{escape(_short(bar.label))}</text>',
        f'<text x="{WIDTH - MARGIN}" y="{y + 16}" font-size="16" fill="{PETROL}" text-anchor="end">'
        f"{escape(bar.value)}</text>",
        f'<path d="M{MARGIN} {axis}H{WIDTH - MARGIN}" stroke="{LINE}" stroke-width="2"/>',
    ]
    if bar.figure.low is not None and bar.figure.high is not None:
        ends = f"M{at(bar.figure.low):.1f} {axis}H{at(bar.figure.high):.1f}"
        parts.append(f'<path d="{ends}" stroke="{SOFT}" stroke-width="12" stroke-linecap="round"/>')
    parts.append(f'<circle cx="{at(bar.figure.value):.1f}" cy="{axis}" r="7" fill="{PETROL}"/>')
    return "".join(parts)
