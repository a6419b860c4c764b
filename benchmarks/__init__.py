"""What is timed, and against what. ``python3 dev.py bench`` prints each figure beside its bar."""
