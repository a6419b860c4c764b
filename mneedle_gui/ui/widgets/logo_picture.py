"""A clinic's logo made safe and small: JPEG or PNG in, plain PNG out."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

LONGEST_SIDE = 1200
"""Pixels; more is of no use on paper at the size of a logo."""

_MOST_PIXELS = 40_000_000


class LogoNotUsable(Exception):
    """The file is no JPEG or PNG picture, or far too large."""


def as_png(content: bytes) -> bytes:
    """The picture as PNG, at most 1200 pixels on its longer side, without anything else in it.

    Raises:
        LogoNotUsable: it cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise LogoNotUsable
                upright = ImageOps.exif_transpose(opened)
                plain = upright.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        raise LogoNotUsable from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new("RGBA", plain.size)
    clean.paste(plain)
    written = io.BytesIO()
    clean.save(written, format="PNG", optimize=True)
    return written.getvalue()
