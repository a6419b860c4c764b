"""The face and body map: views to switch between, a caption, and zones to look at or choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mneedle_gui.domain.protocol import Protocol, Region
from mneedle_gui.domain.wording import Words, message
from mneedle_gui.domain.zone_map import ZoneMap
from mneedle_gui.ui.theme.dress import dress
from mneedle_gui.ui.theme.tokens import SPACE_1, SPACE_2
from mneedle_gui.ui.widgets.map_canvas import MapCanvas
from mneedle_gui.ui.widgets.map_shown import CHOSEN, MapState, ZoneIndex
from mneedle_gui.ui.widgets.text import label

FACE, FRONT, BACK = "face_front", "body_front", "body_back"
_TABS = {FACE: message("Face"), FRONT: message("Body front"), BACK: message("Body back")}
_CAPTIONS = {
    FACE: message("Face as you look at the client."),
    FRONT: message("Body as you look at the client."),
    BACK: message("Body seen from behind."),
}


class FaceMap(QWidget):
    """Shows which zones are chosen, and with ``clickable`` lets zones be chosen.

    ``zones_chosen`` brings all chosen zones, in the order of the protocol, after a click or Space.
    Both sides of a zone act together. Zones that have no shape on a map stay chosen.

    Args:
        maps: zone maps by view.
        protocol: zones and their parts.
        words: the language.
        zones: the zones that may be chosen; every treatable one when not given.
        clickable: whether zones can be chosen here.
        height: of the picture in pixels at 100 %.
        captioned: whether the caption is shown below.
    """

    zones_chosen = Signal(tuple)

    def __init__(
        self,
        maps: Mapping[str, ZoneMap],
        protocol: Protocol,
        words: Words,
        *,
        zones: Iterable[str] | None = None,
        clickable: bool = True,
        height: int = 420,
        captioned: bool = True,
    ) -> None:
        super().__init__()
        self._protocol, self._words = protocol, words
        self._order = tuple(zone.id for zone in protocol.zones)
        allowed = {z.id for z in protocol.zones if z.max_mm > 0} if zones is None else set(zones)
        self._choosable = frozenset(allowed) if clickable else frozenset()
        self._state = MapState(choosable=self._choosable)
        self._canvases: dict[str, MapCanvas] = {}
        self._tabs: dict[str, QPushButton] = {}
        self._captioned = captioned
        self._caption = label("", "hint")
        for view in (FACE, FRONT, BACK):
            if view in maps:
                index = ZoneIndex(maps[view], protocol)
                if view == FACE or index.zones & allowed:
                    self._add_view(view, index, height)
        self._lay_out()
        self._shown_view = ""
        self.show_view(next(iter(self._canvases), FACE))
        self.show_zones({})

    @property
    def view(self) -> str:
        """Which view is shown: ``face_front``, ``body_front`` or ``body_back``."""
        return self._shown_view

    @property
    def chosen(self) -> tuple[str, ...]:
        """The chosen zones in the order of the protocol."""
        return tuple(zone for zone in self._order if zone in self._state.shades)

    def canvas(self, view: str = "") -> MapCanvas:
        """The painted part of a view, the present one by default."""
        return self._canvases[view or self._shown_view]

    def show_zones(
        self,
        chosen: Mapping[str, int] | Iterable[str],
        labels: Mapping[str, str] | None = None,
        excluded: Collection[str] = (),
        *,
        head_only: bool = False,
    ) -> None:
        """Show chosen zones, silently.

        Args:
            chosen: zones with their shade 0 to 3, or zones only.
            labels: short texts in zones instead of the number of the shade.
            excluded: zones that are taken out; hatched, not clickable.
            head_only: leave out neck and chest while nothing there is chosen.
        """
        shades = dict(chosen) if isinstance(chosen, Mapping) else dict.fromkeys(chosen, CHOSEN)
        state = MapState(shades, dict(labels or {}), frozenset(excluded), self._choosable)
        self._state = state
        below = any(zone not in self._face_zones() for zone in {*shades, *excluded})
        for view, canvas in self._canvases.items():
            canvas.show_state(state, head_only=head_only and view == FACE and not below)
        if not self._choosable:
            self._offer_views()
        self._describe()

    def show_view(self, view: str) -> None:
        """Switch to another view."""
        self._shown_view = view
        for name, canvas in self._canvases.items():
            canvas.setVisible(name == view)
        for name, tab in self._tabs.items():
            tab.setChecked(name == view)
        self._caption.setText(self._words.say(_CAPTIONS[view]))

    def _offer_views(self) -> None:
        """Where nothing can be chosen, only the views on which there is something to see."""
        shown = {*self._state.shades, *self._state.excluded}
        some = [view for view, canvas in self._canvases.items() if canvas.shows_any(shown)]
        for view, tab in self._tabs.items():
            tab.setVisible(len(some) > 1 and view in some)
        if self._shown_view not in some:
            self.show_view(next(iter(some or self._canvases)))

    def zone_name(self, zone: str) -> str:
        """How a screen reader calls a zone: ``Cheeks, chosen``."""
        name = self._words.say(self._protocol.zone(zone).name)
        if zone in self._state.excluded:
            return self._words.say(message("{zone}, left out", zone=name))
        if zone not in self._state.shades:
            return self._words.say(message("{zone}, not chosen", zone=name))
        shade = self._state.shades[zone]
        if shade:
            return self._words.say(message("{zone}, chosen, severity {n}", zone=name, n=shade))
        return self._words.say(message("{zone}, chosen", zone=name))

    def _face_zones(self) -> frozenset[str]:
        return frozenset(z.id for z in self._protocol.zones if z.region is Region.FACE)

    def _add_view(self, view: str, index: ZoneIndex, height: int) -> None:
        canvas = MapCanvas(index, self.zone_name, height, self._order)
        canvas.toggled.connect(self._toggle)
        self._canvases[view] = canvas

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE_2)
        if len(self._canvases) > 1:
            box.addLayout(self._tab_row())
        for canvas in self._canvases.values():
            box.addWidget(canvas)
        if self._captioned:
            box.addWidget(self._caption)
        box.addStretch(1)

    def _tab_row(self) -> QHBoxLayout:
        row, group = QHBoxLayout(), QButtonGroup(self)
        row.setSpacing(SPACE_1)
        for view in self._canvases:
            tab = dress(QPushButton(self._words.say(_TABS[view])), "tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setAccessibleName(self._words.say(message("Show {view}", view=_TABS[view])))
            tab.clicked.connect(lambda _checked=False, view=view: self.show_view(view))
            group.addButton(tab)
            self._tabs[view] = tab
            row.addWidget(tab)
        row.addStretch(1)
        return row

    def _toggle(self, zone: str) -> None:
        state = self._state.toggled(zone)
        self.show_zones(state.shades, state.labels, state.excluded)
        self.zones_chosen.emit(self.chosen)

    def _describe(self) -> None:
        """What the picture shows, in words, for those who do not see it."""
        names = [self._protocol.zone(zone).name for zone in self.chosen]
        text = message("Map. Chosen: {zones}", zones=tuple(names))
        self.setAccessibleDescription(
            self._words.say(text if names else message("Map. Nothing is chosen"))
        )
        hint = self._words.say(message("Arrow keys move between areas, Space chooses"))
        for canvas in self._canvases.values():
            canvas.setAccessibleDescription(
                hint if self._choosable else self.accessibleDescription()
            )
