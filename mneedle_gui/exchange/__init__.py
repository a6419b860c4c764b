"""Other programs' formats: answers files, plan files and the list of questions, all JSON.

Pure text in, pure text out: reading and writing files is the system room's.
"""
