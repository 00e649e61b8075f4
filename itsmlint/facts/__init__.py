"""Understanding a document: from what it holds to what it says.

:func:`itsmlint.facts.understanding.understand` makes the :class:`~itsmlint.facts.model.Facts` of a document.
"""
