"""Word's comments with their resolved state (``comments.xml`` and ``commentsExtended.xml``)."""

from collections.abc import Iterator, Mapping

from lxml import etree

from itsmlint.documents.word.names import PARA_ID, W15_NS, P, w

COMMENT = w("comment")


def comment_elements(root: etree._Element) -> Iterator[etree._Element]:
    """The comments of the part."""
    return root.iterchildren(COMMENT)


def resolved_ids(extended: etree._Element | None) -> Mapping[str, bool]:
    """Paragraph ids of comments to whether they are resolved; replies are when what they answer is."""
    if extended is None:
        return {}
    done: dict[str, bool] = {}
    parents: dict[str, str] = {}
    for element in extended.iterchildren(f"{{{W15_NS}}}commentEx"):
        id = element.get(f"{{{W15_NS}}}paraId", "")
        done[id] = element.get(f"{{{W15_NS}}}done", "0") in ("1", "true")
        parent = element.get(f"{{{W15_NS}}}paraIdParent")
        if parent:
            parents[id] = parent
    return {id: state or done.get(parents.get(id, ""), False) for id, state in done.items()}


def paragraph_id(comment: etree._Element) -> str:
    """The id of the comment's last paragraph, by which ``commentsExtended.xml`` knows it."""
    id = ""
    for paragraph in comment.iter(P):
        id = paragraph.get(PARA_ID, id)
    return id
