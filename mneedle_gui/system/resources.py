"""Where the questionnaire, the protocol, the words, the fonts and the pictures are.

One rule for a checkout, an installed wheel and a frozen program: inside the package if present,
otherwise beside it.
"""

from __future__ import annotations

from pathlib import Path

import mneedle_gui

_PROOF = "questionnaire"


class ResourcesMissing(Exception):
    """The program's own content is not where it belongs, so it cannot start."""


def resources_root(package: Path | None = None) -> Path:
    """The ``resources`` folder; asked for once, at start, and then handed on as a ``Path``.

    A folder counts only if it holds ``questionnaire/``: an empty or foreign folder of the same
    name is passed over.

    Args:
        package: the folder of the package; this program's own unless a test says otherwise.

    Raises:
        ResourcesMissing: no such folder; names both places that were looked at.
    """
    home = package if package is not None else Path(mneedle_gui.__file__).resolve().parent
    candidates = (home / "resources", home.parent / "resources")
    for candidate in candidates:
        if (candidate / _PROOF).is_dir():
            return candidate
    looked = " or ".join(f"'{candidate}'" for candidate in candidates)
    raise ResourcesMissing(
        f"The program's content is missing: no folder '{_PROOF}' in {looked}. Install it again."
    )
