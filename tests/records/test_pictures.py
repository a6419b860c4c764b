from __future__ import annotations

import os
import random
import socket
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from mneedle_gui.records import pictures
from mneedle_gui.records.errors import RecordsTrouble
from mneedle_gui.records.pictures import (
    NotAFile,
    NotAPicture,
    PictureBroken,
    PictureChanged,
    PictureTooLarge,
    picture_from,
    picture_from_file,
)
from tests.records.backup_stage import picture

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def seen(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture_from(content).content))
    image.load()
    return image


def noise(width: int = 80, height: int = 60) -> Image.Image:
    chance = random.Random(1)  # noqa: S311 - the same each time
    return Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))


def png_of(width: int, height: int) -> bytes:
    """The head of a picture of that size, and almost nothing else."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


# I01


@pytest.mark.parametrize("side", [6_325, 9_500, 13_000, 60_000])
def test_a_bomb_is_refused_from_its_head(side: int) -> None:
    with pytest.raises(PictureTooLarge):
        picture_from(png_of(side, side))


def test_a_telephones_largest_picture_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_POINTS", 80 * 60)
    assert picture_from(saved(noise())).width == 80
    with pytest.raises(PictureTooLarge):
        picture_from(saved(noise(81, 60)))


# I02


@pytest.mark.parametrize(
    "content",
    [
        b"hello, this is text",
        b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1",
        saved(noise(), "TIFF"),
        saved(noise(), "GIF"),
        saved(noise(), "BMP"),
        saved(noise(), "WEBP"),
        b"",
        b"PK\x03\x04",
    ],
)
def test_only_jpeg_and_png_are_pictures(content: bytes) -> None:
    with pytest.raises(NotAPicture) as told:
        picture_from(content)
    assert told.value.__cause__ is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_truncated_picture_is_told(kind: str) -> None:
    whole = saved(noise(), kind)
    for part in (0.1, 0.5, 0.9):
        with pytest.raises(PictureBroken):
            picture_from(whole[: int(len(whole) * part)])


def test_what_hangs_on_behind_a_picture_is_dropped() -> None:
    made = picture_from(saved(noise()) + b"PK\x03\x04 hidden words")
    assert b"hidden" not in made.content + made.thumbnail


def test_a_thousand_damaged_pictures_are_a_picture_or_a_calm_no() -> None:
    chance = random.Random(2)  # noqa: S311 - the same each time
    wholes = [
        saved(noise(40, 30), kind, **options)
        for kind, options in (("JPEG", {}), ("PNG", {}), ("JPEG", {"progressive": True}))
    ]
    for number in range(1000):
        damaged = bytearray(wholes[number % 3])
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            made = picture_from(bytes(damaged[: chance.randint(1, len(damaged))]))
        except RecordsTrouble:
            continue
        assert Image.open(BytesIO(made.content)).format == "JPEG"


# I03


def test_place_telephone_texts_and_small_pictures_are_gone() -> None:
    exif = Image.Exif()
    exif[MAKER] = "Telephone maker"
    exif.get_ifd(GPS)[1] = "N"
    texts = PngInfo()
    texts.add_text("Comment", "Telephone maker")
    texts.add_itxt("XML:com.adobe.xmp", "<x>Telephone maker</x>")
    for content in (
        saved(noise(), exif=exif, comment=b"Telephone maker", xmp=b"<x>Telephone maker</x>"),
        saved(noise(), "PNG", exif=exif, pnginfo=texts),
    ):
        assert b"Telephone maker" in content
        made = picture_from(content)
        for kept in (made.content, made.thumbnail):
            assert b"Telephone maker" not in kept
            assert not Image.open(BytesIO(kept)).getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & set(
                Image.open(BytesIO(kept)).info
            )


# I04


def test_a_picture_is_turned_upright_once() -> None:
    image = Image.new("RGB", (60, 40), "black")
    image.paste("white", (0, 0, 30, 40))
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    made = seen(saved(image, exif=exif, quality=95))
    assert made.size == (40, 60)
    assert made.getpixel((20, 5)) > (200, 200, 200)  # type: ignore[operator]
    assert made.getpixel((20, 55)) < (50, 50, 50)  # type: ignore[operator]
    assert seen(saved(made)).size == (40, 60)


# I05


def middle(content: bytes) -> tuple[int, int, int]:
    pixel = seen(content).getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(one, other, strict=True))


def test_every_kind_of_colour_becomes_what_one_sees() -> None:
    clear = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    half = Image.new("LA", (10, 10), (0, 128))
    palette = Image.new("RGB", (10, 10), (200, 30, 30)).quantize(4)
    grey16 = Image.new("I;16", (10, 10), 0x8080)
    cmyk = Image.new("CMYK", (10, 10), (0, 255, 255, 0))
    assert near(middle(saved(clear, "PNG")), (255, 255, 255))
    assert near(middle(saved(half, "PNG")), (127, 127, 127))
    assert near(middle(saved(palette, "PNG")), (200, 30, 30))
    assert near(middle(saved(palette, "PNG", transparency=0)), (255, 255, 255))
    assert near(middle(saved(grey16, "PNG")), (128, 128, 128))
    assert middle(saved(cmyk))[0] > 200
    assert near(middle(saved(Image.new("1", (10, 10), 1), "PNG")), (255, 255, 255))
    assert near(middle(saved(Image.new("L", (10, 10), 90))), (90, 90, 90))


def test_of_a_moving_picture_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    moving = saved(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert near(middle(moving), (254, 0, 0))


def test_a_colour_profile_is_applied_and_a_broken_one_ignored() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    red = Image.new("RGB", (10, 10), (200, 30, 30))
    assert near(middle(saved(red, icc_profile=profile)), (200, 30, 30))
    assert near(middle(saved(red, icc_profile=b"nonsense" * 40)), (200, 30, 30))


def test_large_pictures_become_2000_points_long_and_small_ones_stay() -> None:
    made = picture_from(saved(Image.new("RGB", (3000, 1500))))
    assert (made.width, made.height) == (2000, 1000)
    assert Image.open(BytesIO(made.thumbnail)).size == (320, 160)
    assert (picture_from(saved(noise())).width, picture_from(saved(noise())).height) == (80, 60)


# I06, I07


def test_what_is_no_plain_file_is_refused_before_reading(tmp_path: Path) -> None:
    real, link, pipe = tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.jpg"
    real.write_bytes(picture())
    link.symlink_to(real)
    os.mkfifo(pipe)
    door = socket.socket(socket.AF_UNIX)
    door.bind(str(tmp_path / "d.jpg"))
    for path in (link, pipe, tmp_path, tmp_path / "none", tmp_path / "d.jpg", Path("/dev/zero")):
        with pytest.raises(NotAFile) as told:
            picture_from_file(path)
        assert told.value.__cause__ is None
    door.close()
    assert picture_from_file(real).width == 60


def test_an_empty_and_a_far_too_large_file_are_refused(tmp_path: Path) -> None:
    empty, large = tmp_path / "a.jpg", tmp_path / "b.jpg"
    empty.write_bytes(b"")
    with large.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(NotAPicture):
        picture_from_file(empty)
    with pytest.raises(PictureTooLarge):
        picture_from_file(large)


def test_a_file_that_changes_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(picture())
    opened = os.open

    def written_meanwhile(*arguments: object) -> int:
        with path.open("ab") as file:
            file.write(b"more")
        return opened(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", written_meanwhile)
    with pytest.raises(PictureChanged):
        picture_from_file(path)
