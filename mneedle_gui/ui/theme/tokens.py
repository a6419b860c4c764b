"""Colours, sizes and type steps: the only place where they are written down."""

from __future__ import annotations

from dataclasses import dataclass

FAMILY = "IBM Plex Sans Arabic"
"""The one font family; it holds Latin and Arabic."""

SMALLEST_FACTOR, LARGEST_FACTOR = 1.0, 2.0
"""The user's text size, as a factor on every size."""

_WIDEST_SIDE = 1.25  # side columns grow with the text only so far, the page needs the rest


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as ``#rrggbb``.

    ``line`` and ``disabled`` are decoration; every other pair that is used together passes WCAG AA
    (see the contrast test).
    """

    canvas: str
    surface: str
    surface2: str
    line: str
    control: str
    text: str
    text2: str
    disabled: str
    primary: str
    primary_hover: str
    on_primary: str
    tint: str
    tint_line: str
    focus: str
    stop_text: str
    stop_bg: str
    stop_line: str
    warn_text: str
    warn_bg: str
    warn_line: str
    ok_text: str
    ok_bg: str
    ok_line: str
    info_text: str
    info_bg: str
    info_line: str
    map1: str
    map2: str
    map3: str
    skin: str
    skin_line: str
    hair: str

    def of(self, name: str) -> str:
        """The colour with this token name; ``AttributeError`` when there is none."""
        return str(getattr(self, name))


LIGHT = Colours(
    canvas="#F5F3EF",
    surface="#FFFFFF",
    surface2="#FBFAF7",
    line="#DED9D1",
    control="#7F786E",
    text="#1E2226",
    text2="#565B61",
    disabled="#757A80",
    primary="#0E5A5A",
    primary_hover="#0A4747",
    on_primary="#FFFFFF",
    tint="#E1EFED",
    tint_line="#9CC7C3",
    focus="#1B5FC1",
    stop_text="#9B1C1C",
    stop_bg="#FCEBEA",
    stop_line="#C8403A",
    warn_text="#7A4A00",
    warn_bg="#FFF3D9",
    warn_line="#B97A10",
    ok_text="#1C6339",
    ok_bg="#E5F3EA",
    ok_line="#3D8B5C",
    info_text="#1D4A86",
    info_bg="#E8F0FA",
    info_line="#4C7DBF",
    map1="#CFE7E4",
    map2="#7FBDB8",
    map3="#0E5A5A",
    skin="#F6EEE7",
    skin_line="#8B7F74",
    hair="#DDD3C8",
)

DARK = Colours(
    canvas="#12171A",
    surface="#1A2125",
    surface2="#20282D",
    line="#38434A",
    control="#87939B",
    text="#EDF0F2",
    text2="#B4BEC5",
    disabled="#87939B",
    primary="#7BCBC4",
    primary_hover="#97D9D3",
    on_primary="#05201F",
    tint="#17342F",
    tint_line="#3F7C77",
    focus="#8AB8FF",
    stop_text="#FFB4AB",
    stop_bg="#3A1917",
    stop_line="#E5726A",
    warn_text="#FFD08A",
    warn_bg="#362809",
    warn_line="#D39A3A",
    ok_text="#9BDDB4",
    ok_bg="#12301F",
    ok_line="#5FB583",
    info_text="#A9CBFF",
    info_bg="#14283F",
    info_line="#6F9FDF",
    map1="#1F4A47",
    map2="#3F8F89",
    map3="#9BE0DA",
    skin="#2B2724",
    skin_line="#A39689",
    hair="#3A3430",
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every length, in logical pixels, grown by the user's text ``factor``.

    ``larger`` is added to each type step before it grows: 1 for Arabic, 0 otherwise.
    """

    factor: float = 1.0
    larger: int = 0

    def px(self, pixels: float) -> int:
        """A length on the 4-pixel grid, grown with the text."""
        return round(pixels * self.factor)

    def _type(self, pixels: int) -> int:
        return self.px(pixels + self.larger)

    @property
    def title(self) -> int:
        """Type of a page's title."""
        return self._type(24)

    @property
    def heading(self) -> int:
        """Type of a card's or panel's title."""
        return self._type(16)

    @property
    def question(self) -> int:
        """Type of a question."""
        return self._type(15)

    @property
    def body(self) -> int:
        """Type of body text, inputs and buttons."""
        return self._type(14)

    @property
    def hint(self) -> int:
        """Type of hints, errors and links."""
        return self._type(13)

    @property
    def status(self) -> int:
        """Type of statuses."""
        return self._type(12)

    @property
    def answer_height(self) -> int:
        """Least height of an answer tile."""
        return self.px(42)

    @property
    def button_height(self) -> int:
        """Height of a button."""
        return self.px(40)

    @property
    def input_height(self) -> int:
        """Height of an input box."""
        return self.px(38)

    @property
    def row_height(self) -> int:
        """Least height of a row of the section list."""
        return self.px(52)

    @property
    def top_bar_height(self) -> int:
        """Height of the top bar."""
        return self.px(56)

    @property
    def bottom_bar_height(self) -> int:
        """Height of the bottom bar."""
        return self.px(68)

    @property
    def list_width(self) -> int:
        """Width of the section list."""
        return self._side(264)

    @property
    def panel_width(self) -> int:
        """Width of the right-hand panel with its margin."""
        return self._side(336)

    @property
    def content_width(self) -> int:
        """Most width of the page between them."""
        return self.px(740)

    @property
    def panel_needs(self) -> int:
        """Window width below which the right-hand panel is shown on demand only."""
        return self._side(1180)

    def _side(self, pixels: int) -> int:
        return round(pixels * min(self.factor, _WIDEST_SIDE))


SPACE_1, SPACE_2, SPACE_3, SPACE_4, SPACE_5, SPACE_6 = 4, 8, 12, 16, 20, 28
"""The steps of white space; they do not grow with the text."""

RADIUS_INPUT, RADIUS_ANSWER, RADIUS_CARD = 6, 8, 10
"""Corner radii: inputs; answers, buttons and notices; cards."""

SMALLEST_WINDOW = (1024, 640)
"""Least width and height of the window."""
