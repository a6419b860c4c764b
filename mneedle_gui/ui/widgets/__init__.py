"""Parts of pages: they are shown values and say what was done with them."""
