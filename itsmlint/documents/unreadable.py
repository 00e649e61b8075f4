"""Why a file cannot be read."""

from typing import Literal, TypeAlias

Reason: TypeAlias = Literal[
    "empty",  # no bytes
    "not-office",  # bytes of no known kind
    "legacy-format",  # .doc, .xls: OLE compound file
    "encrypted",  # password-protected
    "damaged",  # truncated or corrupt zip
    "git-lfs-pointer",  # a pointer stands in for the file
    "renamed",  # HTML, RTF, PDF ... under an Office extension
    "missing-part",  # the package lacks its main part, or it is of another kind
    "bad-xml",  # a main part is not well-formed
    "unsafe-xml",  # a document type declaration or entities
    "over-limit",  # larger than a limit of the reader
    "not-permitted",  # the file may not be opened
    "not-a-file",  # folder, pipe, socket, device
    "no-content",  # a sound package without any text
    "reader-failed",  # a defect of itsmlint
]


class UnreadableError(Exception):
    """A file that cannot be read; becomes a finding of the FIL rule with this reason.

    ``detail`` is the fact in plain words, without the file's path and without any of its text:
    "the zip directory is cut off", "part word/document.xml inflates to more than 64 MiB".
    """

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
