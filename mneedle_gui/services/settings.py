"""What the clinic set up once: its name, phone, paper, device, prices, look. A typed file.

The file is readable JSON in the user's settings folder. It holds nothing about clients.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from pathlib import Path
from typing import TypeVar

from mneedle_gui.domain.clinic import Clinic, Paper
from mneedle_gui.system.files import FileMissing, FileTrouble, read_bytes, write_text

FILE_NAME = "settings.json"
_LARGEST = 4 * 1024 * 1024
_Kind = TypeVar("_Kind", bound=Enum)


class Look(Enum):
    """Light, dark, or as the desktop is."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. ``text_factor`` is 1.0 to 2.0; ``set_up`` is true after the first start.

    ``practitioner_level`` is the id of the level of the ``practitioner``, empty for no own limit.
    """

    clinic: Clinic = Clinic()
    practitioner: str = ""
    practitioner_level: str = ""
    paper: Paper = Paper.A4
    device: str = "pen"
    look: Look = Look.SYSTEM
    text_factor: float = 1.0
    switches: frozenset[str] = frozenset()
    set_up: bool = False

    def with_clinic(self, clinic: Clinic) -> Settings:
        """The same settings for another clinic."""
        return replace(self, clinic=clinic)


def load_settings(folder: Path) -> tuple[Settings, bool]:
    """The settings in ``folder``, and whether they could be read.

    A missing file gives the defaults and true. A damaged file gives what can be used and false; it
    is not overwritten before somebody saves settings again.
    """
    try:
        text = read_bytes(folder / FILE_NAME, at_most=_LARGEST).decode("utf-8")
        content = json.loads(text)
    except FileMissing:
        return Settings(), True
    except (FileTrouble, ValueError, RecursionError):
        return Settings(), False
    if not isinstance(content, dict):
        return Settings(), False
    return _settings(content)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write the settings; the old file stays whole if that fails.

    Raises:
        FileTrouble: the machine would not write.
    """
    clinic = asdict(settings.clinic)
    clinic["logo"] = base64.b64encode(settings.clinic.logo).decode("ascii")
    price = settings.clinic.price_per_session
    clinic["price_per_session"] = None if price is None else str(price)
    content = {
        "clinic": clinic,
        "practitioner": settings.practitioner,
        "practitioner_level": settings.practitioner_level,
        "paper": settings.paper.value,
        "device": settings.device,
        "look": settings.look.value,
        "text_factor": settings.text_factor,
        "switches": sorted(settings.switches),
        "set_up": settings.set_up,
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / FILE_NAME, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _settings(content: dict[str, object]) -> tuple[Settings, bool]:
    whole = True
    defaults = Settings()
    clinic, fine = _clinic(content.get("clinic"))
    whole &= fine
    paper, fine = _choice(content.get("paper"), defaults.paper)
    whole &= fine
    look, fine = _choice(content.get("look"), defaults.look)
    whole &= fine
    factor = content.get("text_factor", defaults.text_factor)
    if not isinstance(factor, int | float) or not 1.0 <= factor <= 2.0:  # noqa: PLR2004 - its bounds
        factor, whole = defaults.text_factor, False
    switches = content.get("switches", [])
    listed = switches if isinstance(switches, list) else []
    return (
        Settings(
            clinic=clinic,
            practitioner=_text(content.get("practitioner")),
            practitioner_level=_text(content.get("practitioner_level")),
            paper=paper,
            device=_text(content.get("device")) or defaults.device,
            look=look,
            text_factor=float(factor),
            switches=frozenset(name for name in listed if isinstance(name, str)),
            set_up=content.get("set_up") is True,
        ),
        whole,
    )


def _clinic(content: object) -> tuple[Clinic, bool]:
    if not isinstance(content, dict):
        return Clinic(), content is None
    texts = {
        field.name: _text(content.get(field.name))
        for field in fields(Clinic)
        if field.name not in {"logo", "price_per_session"}
    }
    whole = True
    logo = b""
    try:
        logo = base64.b64decode(_text(content.get("logo")), validate=True)
    except (binascii.Error, ValueError):
        whole = False
    price: Decimal | None = None
    if content.get("price_per_session") is not None:
        try:
            price = Decimal(_text(content.get("price_per_session")))
        except InvalidOperation:
            whole = False
    if price is not None and (not price.is_finite() or price < 0):
        price, whole = None, False
    return Clinic(logo=logo, price_per_session=price, **texts), whole


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _choice(value: object, default: _Kind) -> tuple[_Kind, bool]:
    try:
        return (default if value is None else type(default)(value)), True
    except ValueError:
        return default, False
