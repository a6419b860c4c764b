"""From a consultation to paper.

``compose`` says what stands on the paper, as a :class:`~mneedle_gui.documents.model.Document` of
finished sentences without coordinates; ``pdf`` puts it on sheets.
"""
