"""An answer as it is written in a file: text, a list of texts, or a list of entries."""

from __future__ import annotations

from triage.pack.tree import Fields, Items, Node, Text


class NoValueError(Exception):
    """A node that is none of these; `node` is where it stands."""

    def __init__(self, node: Node) -> None:
        """Keep the node."""
        super().__init__()
        self.node = node


def written_value(node: Node) -> object:
    """Return the answer at a node, for the engine to check; raises `NoValueError`."""
    if type(node) is Text:
        return node.value
    if type(node) is Items:
        return [_item(each) for each in node.nodes]
    raise NoValueError(node)


def _item(node: Node) -> object:
    if type(node) is Fields:
        return {part: _text(value) for part, value in node.nodes.items()}
    return _text(node)


def _text(node: Node) -> str:
    if type(node) is Text:
        return node.value
    raise NoValueError(node)
