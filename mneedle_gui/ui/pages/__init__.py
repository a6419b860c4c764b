"""What stands in the middle of the window, one file per page."""
