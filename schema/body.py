"""The body of a GraphQL request, read within bounds: its size and depth are known before it is parsed."""

import json
import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect, Request

from backend.core.errors import Invalid
from backend.core.text import storable

MOST_BYTES = 1_000_000
DEEPEST = 40
MOST_PARTS = 10_000
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"

FIRST_BYTES = 150_000
"""Looked at before the rest: so many lists and objects are mostly close together."""
_ALIKE = bytes.maketrans(b"{}", b"[]")
_OTHERS = bytes(set(range(256)) - set(b'"[]{}'))
_BATCH = re.compile(rb"\s*+\[")
_TEXTS = re.compile(rb'"[^"]*+"?(?:"[^"]*+"?)*+')


class BadRequest(Invalid):
    """The request is not one of GraphQL over HTTP."""


class PostOnly(BadRequest):
    """What is asked for comes by POST: by GET there are queries only."""


class JsonOnly(BadRequest):
    """The content type is not application/json in UTF-8."""


class BodyTooLarge(BadRequest):
    """The body has more than `most` bytes."""


class BodyTooDeep(BadRequest):
    """The body's lists and objects are nested more than `most` times."""


class TooManyParts(BadRequest):
    """The body holds more than `most` lists and objects."""


class UnreadableBody(BadRequest):
    """The body is not JSON, or holds characters that no database stores."""


class BadParameter(BadRequest):
    """`field` is not of the type it should be."""


class EventStreamOnly(BadRequest):
    """A subscription is told as server-sent events, to a request whose `Accept` is text/event-stream."""


class SubscriptionOnly(BadRequest):
    """Server-sent events tell subscriptions; what else is asked comes as JSON."""


class NoBatching(BadRequest):
    """Several operations came in one request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One operation as it was sent."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


async def read(request: Request) -> Asked:
    """The operation in the body or, by GET, in the address. Errors: BadRequest, each kind of it."""
    if request.method == "GET":
        return _in_address(dict(request.query_params))
    if request.method != "POST":
        raise PostOnly
    if not _is_json(request.headers.get("content-type", "")):
        raise JsonOnly
    if int(request.headers.get("content-length", 0)) > MOST_BYTES:
        raise BodyTooLarge(most=MOST_BYTES)
    come = bytearray()
    try:
        async for chunk in request.stream():
            come += chunk
            if len(come) > MOST_BYTES:
                raise BodyTooLarge(most=MOST_BYTES)
    except ClientDisconnect as error:
        raise UnreadableBody from error
    body = bytes(come)
    if _BATCH.match(body):
        raise NoBatching
    sent = _parsed(body)
    if not isinstance(sent, dict):
        raise UnreadableBody
    if b"\\u" in body or b"\x00" in body:
        _check_texts(sent)
    return _asked(sent)


def wanted_type(accept: str) -> str:
    """The media type to answer with: JSON, unless the newer type is asked for more than JSON is."""
    weights = {}
    for part in accept[:500].split(","):
        kind, _, rest = part.strip().lower().partition(";")
        quality = re.search(r"q=([01](?:\.\d{1,3})?)", rest)
        weights[kind.strip()] = float(quality[1]) if quality else 1.0
    plain = max(weights.get(kind, 0.0) for kind in (JSON, "application/*", "*/*"))
    newer = weights.get(GRAPHQL_JSON, 0.0)
    # At equal weight the first one named is meant, and whoever names the newer type knows of it.
    return GRAPHQL_JSON if newer and newer >= plain and not _named_before(accept) else JSON


def _named_before(accept: str) -> bool:
    json_at, newer_at = accept.lower().find(JSON), accept.lower().find(GRAPHQL_JSON)
    return -1 < json_at < newer_at


def _is_json(content_type: str) -> bool:
    kind, _, rest = content_type.lower().partition(";")
    charset = re.search(r"charset=\"?([\w-]+)", rest)
    return kind.strip() == JSON and (charset is None or charset[1] in {"utf-8", "utf8"})


def _in_address(parts: dict[str, Any]) -> Asked:
    """The operation that the parts of an address are, of which two are objects in JSON."""
    objects = {name: _parsed(parts[name].encode()) for name in ("variables", "extensions") if name in parts}
    sent = parts | objects
    _check_texts(sent)
    return _asked(sent)


def _parsed(text: bytes) -> Any:
    """The value of a text in JSON. Errors: BodyTooDeep, TooManyParts, UnreadableBody."""
    _check_parts(text)
    try:
        return json.loads(text.decode(), parse_constant=_refuse)
    except ValueError as error:
        raise UnreadableBody from error


def _check_parts(text: bytes) -> None:
    """Before parsing. Errors: BodyTooDeep, TooManyParts."""
    if text.count(b"[") + text.count(b"{") <= DEEPEST:
        return
    for piece in (text[:FIRST_BYTES], text):
        brackets = _brackets(piece)
        parts = brackets.count(b"[")
        if parts > MOST_PARTS:
            raise TooManyParts(most=MOST_PARTS)
        # Where more is closed than was opened no parser goes on.
        if len(piece) == len(text) or brackets.count(b"]") > parts:
            break
    brackets = brackets[: 2 * parts + 1]
    for _ in range(DEEPEST):
        brackets = brackets.replace(b"[]", b"")
    if b"[]" in brackets or brackets.count(b"[") > DEEPEST:
        raise BodyTooDeep(most=DEEPEST)


def _brackets(text: bytes) -> bytes:
    """What opens and closes lists and objects, as `[` and `]`, without what stands in texts."""
    unescaped = text.replace(rb"\\", b"").replace(rb"\"", b"")
    return _TEXTS.sub(b"", unescaped.translate(_ALIKE, _OTHERS))


def _check_texts(value: Any) -> None:
    """A null character, or half of a surrogate pair, cannot be stored: it is refused here for every field."""
    if isinstance(value, str):
        if storable(value) != value:
            raise UnreadableBody
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_texts(key)
            _check_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_texts(inner)


def _asked(sent: dict[str, Any]) -> Asked:
    query = sent.get("query")
    variables, name, extensions = (sent.get(key) for key in ("variables", "operationName", "extensions"))
    if not isinstance(query, str):
        raise BadParameter(field="query")
    if variables is not None and not isinstance(variables, dict):
        raise BadParameter(field="variables")
    if name is not None and not isinstance(name, str):
        raise BadParameter(field="operationName")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadParameter(field="extensions")
    return Asked(query, variables, name)


def _refuse(constant: str) -> None:
    raise ValueError(constant)
