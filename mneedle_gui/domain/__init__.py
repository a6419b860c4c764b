"""Pure thought: questions, answers, facts, screening and plan.

No file, clock, random number, language or window is reachable from here. Everything a function
needs is given to it; everything it finds out is in the frozen value it returns.
"""
