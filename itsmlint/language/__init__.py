"""Understanding sentences: measures, vague words, obligations and who must meet them.

``pipeline`` is the only module of the program that imports spaCy, and only when it is asked for sentences.
"""
