"""How deep and how much a body is, told before it is parsed."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema import body
from schema.body import BadRequest, BodyTooDeep, TooManyParts, UnreadableBody

DEEPEST, MOST = 4, 30


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body, "DEEPEST", DEEPEST)
    monkeypatch.setattr(body, "MOST_PARTS", MOST)
    monkeypatch.setattr(body, "FIRST_BYTES", 50)


def depth_and_parts(value: Any) -> tuple[int, int]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if inside is None:
        return 0, 0
    found = [depth_and_parts(one) for one in inside]
    return 1 + max((deep for deep, _ in found), default=0), 1 + sum(parts for _, parts in found)


def refusal(text: bytes) -> type[BadRequest] | None:
    try:
        body._parsed(text)
    except BadRequest as error:
        return type(error)
    return None


texts = st.text(st.sampled_from('[]{}"\\,:aé'), max_size=8)
values = st.recursive(
    texts | st.integers(),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(texts, inner, max_size=6),
    max_leaves=40,
)


@given(value=values)
def test_a_body_is_refused_for_what_it_holds_and_not_for_what_its_texts_do(value: Any) -> None:
    deep, parts = depth_and_parts(value)
    expected = TooManyParts if parts > MOST else BodyTooDeep if deep > DEEPEST else None
    assert refusal(json.dumps(value).encode()) is expected


@given(text=st.text(st.sampled_from('[]{}"\\,1'), max_size=400))
def test_whatever_comes_is_not_parsed_deeper_than_it_may_be(text: str) -> None:
    """What is balanced up to there is as deep as said; what is never closed is no JSON."""
    if refusal(text.encode()) not in {None, UnreadableBody}:
        return
    deep = deepest = 0
    outside = True
    escaped = False
    for letter in text:
        if not outside:
            outside = letter == '"' and not escaped
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            outside = False
        elif letter == "\\":
            break
        elif letter in "[{":
            deep += 1
            deepest = max(deepest, deep)
        elif letter in "]}":
            deep -= 1
        if deep < 0:
            break
    assert deepest <= 2 * DEEPEST
