"""itsmlint: a linter for IT service management documents.

The way of a file through the program is the list of the folders: ``documents`` reads it, ``facts``
understands it, ``checks`` judge it by the rules of ``rules/``, ``reports`` tell what was found.
"""

__version__ = "0.1.0"
