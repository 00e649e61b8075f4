"""Reading Word and Excel files into a :class:`~itsmlint.documents.model.Document`."""
