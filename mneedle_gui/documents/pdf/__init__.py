"""Documents onto sheets: the only place that knows reportlab.

No text is ever given to a markup parser: every string passes one door (``text``), is broken into
lines here and drawn glyph by glyph, so nothing that a person typed can be read as an instruction.
"""
