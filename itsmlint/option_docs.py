"""The docstrings below the fields of a struct: what an option means, written once."""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec


@cache
def field_docs(shape: type) -> Mapping[str, str]:
    """The docstrings below the fields of a struct and of those it is made from, on one line each."""
    docs: dict[str, str] = {}
    for part in reversed(shape.__mro__):
        if issubclass(part, msgspec.Struct) and part is not msgspec.Struct:
            docs.update(_own_field_docs(part))
    return docs


def _own_field_docs(shape: type) -> Iterator[tuple[str, str]]:
    (definition,) = ast.parse(textwrap.dedent(inspect.getsource(shape))).body
    assert isinstance(definition, ast.ClassDef)
    for field, after in zip(definition.body, definition.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
        ):
            text = ast.literal_eval(after.value)
            yield field.target.id, " ".join(str(text).split())
