"""A picture from outside, made anew: what is kept has only its visible points, nothing else.

Where it was taken, with which telephone, at what time, and the small picture inside it are gone. The
kind and the size are looked at before anything is decoded.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
import threading
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from mneedle_gui.domain.wording import message
from mneedle_gui.records.database import trouble_of
from mneedle_gui.records.errors import NotEnoughMemory, RecordsTrouble

LONGEST_POINTS = 2000
THUMBNAIL_POINTS = 320
MOST_POINTS = 40_000_000
MOST_BYTES = 100_000_000

_FORMATS = ("JPEG", "PNG")
_QUALITY = 88
_BROKEN = (
    OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, TypeError,
    struct.error, zlib.error,
)  # fmt: skip
_ONE_AT_A_TIME = threading.Lock()  # what is to be done about a warning is set for all threads


class NotAPicture(RecordsTrouble):
    """Neither JPEG nor PNG."""

    sentence = message(
        "Only JPEG and PNG pictures can be used. On an iPhone, choose Settings, Camera, Formats, Most Compatible; or"
        " open the picture on the computer and save it as JPEG."
    )


class PictureBroken(RecordsTrouble):
    """It begins like a picture and cannot be read to its end."""

    sentence = message(
        "This picture is damaged or not complete. Copy it from the camera again, or choose another."
    )


class PictureTooLarge(RecordsTrouble):
    """More points or bytes than a camera makes."""

    sentence = message(
        "This picture is too large: at most 40 million points and 100 MB. Save it smaller and choose it again."
    )


class NotAFile(RecordsTrouble):
    """A folder, a link, a device or nothing."""

    sentence = message("This is not a file with a picture. Choose the picture itself.")


class PictureChanged(RecordsTrouble):
    """Another program wrote to the file while it was read."""

    sentence = message("The picture changed while it was read. Wait a moment and choose it again.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew: JPEG, upright, at most 2000 points long; and a small one of 320."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def picture_from_file(path: Path) -> Picture:
    """The picture in a file that somebody chose.

    Raises:
        NotAFile, NotAPicture, PictureBroken, PictureTooLarge, PictureChanged: as they say.
        RecordsTrouble: the file cannot be read.
    """
    return picture_from(_read(path))


def picture_from(content: bytes) -> Picture:
    """The picture in the bytes of a JPEG or PNG file. The first frame is used; the ground is white.

    Raises:
        NotAPicture, PictureBroken, PictureTooLarge: as they say.
        NotEnoughMemory: the computer has not enough free.
    """
    trouble: RecordsTrouble
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _made_anew(content)
    except UnidentifiedImageError:
        trouble = PictureBroken() if _begins_like_one(content) else NotAPicture()
    except Image.DecompressionBombError:
        trouble = PictureTooLarge()
    except MemoryError:
        trouble = NotEnoughMemory()
    except _BROKEN:
        trouble = PictureBroken()
    raise trouble


def _made_anew(content: bytes) -> Picture:
    with Image.open(BytesIO(content), formats=_FORMATS) as found:
        if found.width * found.height > MOST_POINTS:
            raise PictureTooLarge
        found.load()
        upright = _seen(ImageOps.exif_transpose(found))
    upright.thumbnail((LONGEST_POINTS, LONGEST_POINTS), Image.Resampling.LANCZOS)
    small = upright.copy()
    small.thumbnail((THUMBNAIL_POINTS, THUMBNAIL_POINTS), Image.Resampling.LANCZOS)
    return Picture(_jpeg(upright), _jpeg(small), upright.width, upright.height)


def _seen(picture: Image.Image) -> Image.Image:
    """What one sees of it, on a new white canvas without anything that came along."""
    if picture.mode.startswith("I;16"):  # 16 bits of grey become 8
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    flat = picture if picture.mode in {"RGB", "L", "CMYK"} else picture.convert("RGBA")
    canvas = Image.new("RGB", flat.size, "white")
    if flat.mode == "RGBA":
        canvas.paste(flat, mask=flat.getchannel("A"))
    else:
        canvas.paste(_in_common_colours(flat, picture.info.get("icc_profile")))
    return canvas


def _in_common_colours(picture: Image.Image, profile: object) -> Image.Image:
    """The picture in the colours every screen takes for granted; telephones often use wider ones."""
    if picture.mode == "RGB" and isinstance(profile, bytes):
        try:
            return (
                ImageCms.profileToProfile(
                    picture, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode="RGB"
                )
                or picture
            )
        except (ImageCms.PyCMSError, *_BROKEN):
            return picture
    return picture.convert("RGB")


def _jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=_QUALITY, optimize=True)
    return file.getvalue()


def _begins_like_one(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def _read(path: Path) -> bytes:
    """All of a plain file, looked at before it is opened and again after it was read."""
    trouble: RecordsTrouble | None = None
    content = b""
    try:
        before = path.lstat()
        if not stat.S_ISREG(before.st_mode):
            raise NotAFile
        if before.st_size > MOST_BYTES:
            raise PictureTooLarge
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        )
        with os.fdopen(handle, "rb") as file:
            content = file.read(MOST_BYTES + 1)
            after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise PictureChanged
    except FileNotFoundError:
        trouble = NotAFile()
    except OSError as error:
        trouble = NotAFile() if error.errno == errno.ELOOP else trouble_of(error)
    if trouble is not None:
        raise trouble
    return content
