"""Rules for the maps, the panel, the plan page and the pages around them.

``$name`` is a token; ``14s`` is 14 pixels grown by the user's text factor, as in ``rules``.
"""

from __future__ import annotations

PLAN = """
QPushButton.wrap-link { background: transparent; border: 2px solid transparent; border-radius: 4px; padding: 0;
  min-height: 0; }
QPushButton.wrap-link:focus { border: 2px solid $focus; padding: 0; min-height: 0; }
QLabel.link-words { font-size: $type_hint; color: $primary; text-decoration: $link_line; }
QPushButton.tab { font-weight: 500; font-size: $type_hint; color: $text2; background: transparent;
  border: 1px solid $control; border-radius: $radius_answer; padding: 0 11px; min-height: 28s; }
QPushButton.tab:hover { background: $surface2; }
QPushButton.tab:checked { color: $primary; background: $tint; border: 2px solid $primary;
  padding: 0 10px; min-height: 26s; font-weight: 600; }
QPushButton.tab:focus { border: 3px solid $focus; padding: 0 9px; min-height: 24s; }
QFrame.outcome { background: $surface2; border: 1px solid $line; border-radius: $radius_answer; }
QFrame.outcome[tone="ok"] { background: $ok_bg; border-color: $ok_line; }
QFrame.outcome[tone="warn"] { background: $warn_bg; border-color: $warn_line; }
QFrame.outcome[tone="info"] { background: $info_bg; border-color: $info_line; }
QFrame.outcome[tone="stop"] { background: $stop_bg; border-color: $stop_line; }
QLabel.outcome-word { font-size: $type_heading; font-weight: 600; }
QLabel.number { font-size: $type_body; font-weight: 600; }
QLabel.tiny-title { font-size: $type_status; color: $text2; }
QPushButton.step { font-size: $type_heading; font-weight: 600; padding: 0; min-height: 30s; min-width: 30s; }
QPushButton.step:focus { padding: 0; border: 3px solid $focus; min-height: 26s; min-width: 26s; }
QPushButton.sample { text-align: $start; padding: 0 13px; min-height: 46s; border: 1px solid $line; }
QPushButton.sample:hover { background: $tint; border-color: $tint_line; }
QPushButton.sample:focus { border: 3px solid $focus; padding: 0 11px; min-height: 42s; }
QListWidget.thumbs { background: $surface; border: none; border-$end: 1px solid $line; outline: none; padding: 8px; }
QListWidget.thumbs::item { color: $text2; border: 2px solid transparent; border-radius: $radius_input; padding: 6px; }
QListWidget.thumbs::item:selected { color: $primary; background: $tint; border-color: $primary; }
QListWidget.thumbs:focus { border: 3px solid $focus; padding: 5px; }
QLabel.paper { border: 1px solid $line; }
QScrollArea.desk { background: $canvas; border: none; }
QScrollArea.desk:focus { border: 3px solid $focus; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { background: transparent; border: none;
  padding: 0; min-height: 0; }
QDoubleSpinBox::up-button, QDoubleSpinBox::down-button { border: none; background: transparent;
  width: 1px; image: none; subcontrol-origin: border; }
QDoubleSpinBox::up-button { subcontrol-position: top $end; }
QDoubleSpinBox::down-button { subcontrol-position: bottom $end; }
QDoubleSpinBox::up-arrow, QDoubleSpinBox::down-arrow { image: none; width: 0; height: 0; }
QDateEdit::drop-down { border: none; width: 28s; subcontrol-position: center $end; }
QDateEdit::down-arrow { image: url("$image_arrow_down"); width: 16s; height: 16s; }
"""
