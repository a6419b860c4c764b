"""The verbs of the program, without a window: settings, consultations, issuing paper."""
