"""YAML as other programs read it: texts only, or with the types of YAML 1.1 or of YAML 1.2.

Our own reader takes every scalar as text. Language servers for editors do not, so the schemas
have to take each of these readings of the same file.
"""

from __future__ import annotations

import re
from typing import Literal

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Reading = Literal["text", "1.1", "1.2"]
READINGS: tuple[Reading, ...] = ("text", "1.1", "1.2")

_NULL = re.compile(r"|~|null|Null|NULL")
_TRUE, _FALSE = re.compile("true|True|TRUE"), re.compile("false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)")


def read(text: str, reading: Reading) -> object:
    """Return the one document in a text; raises `yaml.YAMLError`.

    Keys stay text, as in editors; dates become text again, since JSON has none.
    """
    node = yaml.compose(text, Loader=_LOADER)
    return None if node is None else _value(node, reading)


def _value(node: yaml.Node, reading: Reading) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value, reading) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, reading) for each in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if reading == "text" or node.style is not None:
        return node.value
    return _core(node.value) if reading == "1.2" else _old(node)


def _core(text: str) -> object:
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return bool(_TRUE.fullmatch(text))
    if _INT.fullmatch(text):
        return int(text)
    return float(text.replace(".inf", "inf")) if _FLOAT.fullmatch(text) else text


def _old(node: yaml.ScalarNode) -> object:
    if node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    constructor = yaml.constructor.SafeConstructor()
    return constructor.construct_object(node)
