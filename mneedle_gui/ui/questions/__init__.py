"""One editor per kind of question, the table kind to editor, and the block around an editor."""
