"""The rules of the style sheet, with places for tokens.

``$name`` is a token; ``14s`` is 14 pixels grown by the user's text factor. A border that grows on
focus takes its width from the padding, so that nothing moves.
"""

from __future__ import annotations

FRAMES = """
QWidget.canvas, QScrollArea.canvas { background: $canvas; border: none; }
QWidget.clear, QScrollArea.clear { background: transparent; border: none; }
QGroupBox.clear { background: transparent; border: none; margin: 0; padding: 0; }
QWidget.surface, QScrollArea.surface { background: $surface; border: none; }
QFrame.top-bar { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame.bottom-bar { background: $surface; border: none; border-top: 1px solid $line; }
QFrame.side-list { background: $surface; border: none; border-$end: 1px solid $line; }
QFrame.card { background: $surface; border: 1px solid $line; border-radius: $radius_card; }
QFrame.rule { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame.bar { background: $tint_line; border: none; border-radius: 2px; max-width: 4px; min-width: 4px; }
QFrame.bar[tone="stop"] { background: $stop_line; }
QFrame.why { background: $surface2; border: 1px solid $line; border-radius: $radius_answer; }
QFrame.summary { background: $tint; border: 1px solid $tint_line; border-radius: $radius_answer; }
QFrame.notice { background: $info_bg; border: 1px solid $info_line; border-radius: $radius_answer; }
QFrame.notice[tone="stop"] { background: $stop_bg; border-color: $stop_line; }
QFrame.notice[tone="warn"] { background: $warn_bg; border-color: $warn_line; }
QFrame.notice[tone="ok"] { background: $ok_bg; border-color: $ok_line; }
QFrame.error-summary { background: $surface; border: 2px solid $stop_line; border-radius: $radius_card; }
QFrame.error-summary:focus { border: 3px solid $focus; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $primary; border-radius: 3px; }
"""

TEXT = """
QLabel { color: $text; background: transparent; border: none; }
QLabel.title { font-size: $type_title; font-weight: 600; }
QLabel.heading { font-size: $type_heading; font-weight: 600; }
QLabel.wordmark { font-size: $type_heading; font-weight: 600; }
QLabel.question { font-size: $type_question; font-weight: 600; }
QLabel.strong { font-weight: 600; }
QLabel.secondary { color: $text2; }
QLabel.hint { font-size: $type_hint; color: $text2; }
QLabel.small { font-size: $type_hint; }
QLabel.small-strong { font-size: $type_hint; font-weight: 600; }
QLabel.status { font-size: $type_status; color: $text2; }
QLabel.status-strong { font-size: $type_status; font-weight: 600; color: $text; }
QLabel.error { font-size: $type_hint; font-weight: 600; color: $stop_text; }
QLabel[tone="stop"] { color: $stop_text; }
QLabel[tone="warn"] { color: $warn_text; }
QLabel[tone="ok"] { color: $ok_text; }
QLabel[tone="info"] { color: $info_text; }
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px; }
"""

BUTTONS = """
QPushButton { font-weight: 500; color: $text; background: $surface; border: 1px solid $control;
  border-radius: $radius_answer; padding: 0 17px; min-height: $button_1; }
QPushButton:hover { background: $surface2; }
QPushButton:pressed { background: $tint; }
QPushButton:focus { border: 3px solid $focus; padding: 0 15px; min-height: $button_3; }
QPushButton:disabled { color: $disabled; }
QPushButton.primary { font-weight: 600; color: $on_primary; background: $primary; border: 1px solid $primary; }
QPushButton.primary:hover, QPushButton.primary:pressed { background: $primary_hover; border-color: $primary_hover; }
QPushButton.primary:focus { border: 3px solid $focus; }
QPushButton.danger { color: $stop_text; border-color: $stop_line; }
QPushButton.small { padding: 0 11px; min-height: $small_1; }
QPushButton.small:focus { padding: 0 9px; min-height: $small_3; }
QPushButton.quiet { background: transparent; border: 1px solid transparent; padding: 0 9px; min-height: $small_1; }
QPushButton.quiet:hover { background: $tint; }
QPushButton.quiet:focus { border: 3px solid $focus; padding: 0 7px; min-height: $small_3; }
QPushButton.quiet::menu-indicator { width: 0; height: 0; image: none; }
QPushButton.link { font-size: $type_hint; font-weight: 400; color: $primary; background: transparent;
  border: 2px solid transparent; border-radius: 4px; padding: 1px; min-height: 20s; text-align: $start;
  text-decoration: $link_line; }
QPushButton.link:hover { color: $primary_hover; background: transparent; }
QPushButton.link:focus { border: 2px solid $focus; padding: 1px; min-height: 20s; }
QPushButton.link-stop { font-size: $type_body; font-weight: 600; color: $stop_text; background: transparent;
  border: 2px solid transparent; border-radius: 4px; padding: 1px; min-height: 22s; text-align: $start; }
QPushButton.link-stop:focus { border: 2px solid $focus; padding: 1px; min-height: 22s; }
QPushButton.link-stop QLabel.link-words { font-weight: 600; color: $stop_text; text-decoration: $link_line; }
QPushButton.row { background: transparent; border: 3px solid transparent; border-radius: $radius_answer;
  padding: 0; min-height: 46s; text-align: $start; }
QPushButton.row:hover { background: $surface2; }
QPushButton.row[here="true"] { background: $tint; }
QPushButton.row:focus { border: 3px solid $focus; padding: 0; min-height: 46s; }
QPushButton.row QLabel.row-title { font-weight: 500; }
QPushButton.row[here="true"] QLabel.row-title { font-weight: 600; color: $primary; }
QPushButton.row QLabel.row-title[dim="true"] { color: $text2; }
QPushButton.tab { font-size: $type_hint; padding: 0 9px; min-height: $small_1; }
QPushButton.tab:checked { color: $primary; background: $tint; border: 2px solid $primary; padding: 0 8px; min-height: $small_2; }
QPushButton.tab:focus { border: 3px solid $focus; padding: 0 7px; min-height: $small_3; }
QMenu { background: $surface; color: $text; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 8px 28px 8px 16px; border-radius: 4px; min-width: 120s; }
QMenu::item:selected { background: $tint; color: $primary; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px; }
QMenu::indicator { width: 16px; height: 16px; $start: 6px; }
QMenu::indicator:checked { image: url("$image_menu_tick"); }
"""

ANSWERS = """
QRadioButton.answer, QCheckBox.answer { background: $surface; border: 1px solid $control;
  border-radius: $radius_answer; min-height: $answer_1; padding-$start: 14px; spacing: 0; }
QRadioButton.answer:hover { background: $surface2; }
QRadioButton.answer:checked { background: $tint; border: 2px solid $primary;
  min-height: $answer_2; padding-$start: 13px; }
QRadioButton.answer:focus { border: 3px solid $focus; min-height: $answer_3; padding-$start: 12px; }
QCheckBox.answer { background: transparent; border: 3px solid transparent; min-height: 32s;
  padding-$start: 3px; }
QCheckBox.answer:hover { background: $surface2; }
QCheckBox.answer:focus { border: 3px solid $focus; }
QCheckBox.plain { background: transparent; border: 3px solid transparent; border-radius: $radius_answer;
  padding: 3px; spacing: 8px; min-height: 26s; }
QCheckBox.plain:focus { border: 3px solid $focus; }
QRadioButton::indicator, QCheckBox::indicator { width: 19s; height: 19s; }
QRadioButton::indicator:unchecked { image: url("$image_radio_off"); }
QRadioButton::indicator:checked { image: url("$image_radio_on"); }
QCheckBox::indicator:unchecked { image: url("$image_check_off"); }
QCheckBox::indicator:checked { image: url("$image_check_on"); }
QLabel.answer-text { }
QLabel.answer-hint { font-size: $type_status; color: $text2; }
"""

INPUTS = """
QLineEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox { color: $text; background: $surface;
  border: 1px solid $control; border-radius: $radius_input; padding: 0 13px; min-height: $input_1;
  selection-background-color: $primary; selection-color: $on_primary; }
QPlainTextEdit { color: $text; background: $surface; border: 1px solid $control;
  border-radius: $radius_input; padding: 6px 9px;
  selection-background-color: $primary; selection-color: $on_primary; }
QLineEdit[wrong="true"], QComboBox[wrong="true"], QDateEdit[wrong="true"], QSpinBox[wrong="true"],
QDoubleSpinBox[wrong="true"] { border: 2px solid $stop_line; padding: 0 12px; min-height: $input_2; }
QPlainTextEdit[wrong="true"] { border: 2px solid $stop_line; padding: 5px 8px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {
  border: 3px solid $focus; padding: 0 11px; min-height: $input_3; }
QPlainTextEdit:focus { border: 3px solid $focus; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $disabled; background: $surface2; }
QComboBox::drop-down { border: none; width: 28s; subcontrol-position: center $end; }
QComboBox::down-arrow { image: url("$image_arrow_down"); width: 16s; height: 16s; }
QComboBox QAbstractItemView { color: $text; background: $surface; border: 1px solid $control;
  selection-background-color: $tint; selection-color: $primary; outline: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: none; }
QScrollBar::handle { background: $control; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: none; width: 0; height: 0; }
QMessageBox, QDialog { background: $surface; }
"""

ALL = (FRAMES, TEXT, BUTTONS, ANSWERS, INPUTS)
