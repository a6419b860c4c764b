"""The promises of the program, room by room."""
