"""The windows: the only room that knows Qt.

Signals go up, values go down. ``session.Session`` holds the one consultation; pages show it.
"""
