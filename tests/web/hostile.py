"""Requests that are sent to hurt: documents, bodies, headers, each with what it should be answered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice, permutations

import httpx2

from tests.schema.test_limits import (
    TOO_LARGE,
    fragments_that_all_meet,
    fragments_that_double,
    introspections,
)

JSON = "application/json"
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Hostile:
    """A request, sent as it is."""

    content: bytes
    path: str = "/graphql"
    headers: Mapping[str, str] = field(default_factory=dict)

    def request(self, client: httpx2.AsyncClient) -> httpx2.Request:
        headers = {"content-type": JSON, **self.headers}
        return client.build_request("POST", self.path, content=self.content, headers=headers)


def document(text: str) -> Hostile:
    return Hostile(httpx2.Request("POST", "http://x", json={"query": text}).content)


def directives(times: int) -> str:
    return "{ __typename " + "@skip(if: false) " * times + "}"


def words(number: int) -> list[str]:
    """So many words that nothing is called, of the same twenty letters."""
    return ["".join(letters) for letters in islice(permutations("aeiortnslducpmhgbfyv"), number)]


def variables(text: str) -> Hostile:
    return Hostile(f'{{"query": "{{ __typename }}", "variables": {{"a": {text}}}}}'.encode())


BIG = b"x" * (2 * MEGABYTE)
EMPTY_FIELDS = b"&" * 2 * MEGABYTE
FORM = {"content-type": "application/x-www-form-urlencoded"}
PARTS = {"content-type": "multipart/form-data; boundary=b"}
PART = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'

CASES: dict[str, Hostile] = {
    **{f"too many {what}": document(text) for what, text in TOO_LARGE.items()},
    "fragments that double 30 times": document(fragments_that_double(30)),
    "fragments that all meet": document(fragments_that_all_meet(40)),
    "the whole schema three times": document(introspections(3)),
    "the whole schema 45 times": document(introspections(45)),
    "a fragment within itself": document("{ ...F } fragment F on Query { ...F }"),
    "1,000 aliases": document("{ " + " ".join(f"a{i}: viewer {{ email }}" for i in range(1000)) + " }"),
    "1,000 directives": document(directives(1000)),
    "directives up to the length": document(directives(580)),
    "directives that do not exist": document("{ __typename " + "@x " * 400 + "}"),
    "types that do not exist": document(
        "{ " + " ".join(f"... on {word} {{ __typename }}" for word in words(95)) + " }"
    ),
    "fragments on types that do not exist": document(
        "{ __typename } " + " ".join(f"fragment F{i} on {word} {{ a }}" for i, word in enumerate(words(50)))
    ),
    "variables of types that do not exist": document(
        "query(" + " ".join(f"$a{i}: {word}" for i, word in enumerate(words(95))) + ") { __typename }"
    ),
    "fields that do not exist": document("{ " + " ".join(words(100)) + " }"),
    "fields of an input that do not exist": document(
        "{ circles(filter: {" + " ".join(f"{word}: 1" for word in words(100)) + "}) { nodes { id } } }"
    ),
    "3,000 brackets in a document": document("{a" * 3000),
    "3,000 brackets in variables": variables("[" * 3000 + "]" * 3000),
    "3,000 objects in variables": variables('{"a":' * 3000 + "1" + "}" * 3000),
    "3,000 brackets in an argument": document(
        "{ circles(first: " + "[" * 3000 + "]" * 3000 + ") { nodes { id } } }"
    ),
    "330,000 lists in variables": variables("[" + "[]," * 330_000 + "1]"),
    "90,000 objects in variables": variables("{" + ",".join(f'"{i:x}":{{}}' for i in range(90_000)) + "}"),
    "a million brackets that close nothing": variables("[]," * 41 + "]" * 990_000),
    "quotes without an end": Hostile(b'{"query": "' + b'\\"' * 400_000),
    "a body of one megabyte": Hostile(b'{"query": "{ __typename }", "x": "' + b"a" * MEGABYTE + b'"}'),
    "a document of nearly one megabyte": document("{ __typename }" + " " * 990_000),
    "a number of 5,000 digits": variables("9" * 5000),
    "a text of escapes": variables('"' + "\\ud83d" * 100_000 + '"'),
    "10,000 operations in one": Hostile(b"[" + b'{"query":"{__typename}"},' * 10_000 + b"{}]"),
    "10,000 operations in a document": document(
        " ".join(f"query Q{i} {{ __typename }}" for i in range(10_000))
    ),
    "bytes that are no text": Hostile(b'{"query": "' + b"\xff" * 100_000 + b'"}'),
    "an endless token": Hostile(b"{}", headers={"authorization": "Bearer " + "a." * 6000}),
    "a forged token": Hostile(b"{}", headers={"authorization": "Bearer eyJhbGciOiJub25lIn0.e30."}),
    "an endless list of types": Hostile(b"{", headers={"accept": ",".join(["a/b;q=0.1"] * 2000)}),
    "a cookie of backslashes": Hostile(b"{}", headers={"cookie": 'a="' + "\\" * 60_000 + '"'}),
    "two megabytes": Hostile(BIG),
    "two megabytes as a form": Hostile(BIG, "/sign-in", FORM),
    "10,000 fields of a form": Hostile(b"a=1&" * 10_000, "/sign-in", FORM),
    "90,000 empty fields": Hostile(b"&" * 90_000, "/sign-in", FORM),
    "two million empty fields of a circle": Hostile(EMPTY_FIELDS, "/circles", FORM),
    "two million empty fields of a report": Hostile(EMPTY_FIELDS, "/reports", FORM),
    "two million empty fields at the anonymous door": Hostile(EMPTY_FIELDS, "/reports/anonymous", FORM),
    "10,000 parts of a form": Hostile(PART * 10_000 + b"--b--\r\n", "/sign-in", PARTS),
    "a logout token of 20,000 bytes": Hostile(b"logout_token=" + b"a." * 10_000, "/sign-out/notice", FORM),
}

TEXTS = {
    "one word of 300,000 letters": "ab" * 150_000,
    "signs that fold to eighteen letters each": "ﷺ" * 290_000,
    "a letter under 400,000 accents": "a" + "\u0301\u0323" * 200_000,
    "450,000 words": "a b c d e f g h ji " * 50_000,
}
"""Texts to search by: no refusal is due, but the same short time."""
SEARCHES = (
    "people(query: $text) { nodes { id } }",
    "circles(filter: { query: $text }) { nodes { id } }",
    "reports(search: $text) { nodes { id } }",
    "threads(filter: { words: $text }) { nodes { id } }",
    "articles(filter: { words: $text }) { nodes { id } }",
    "similarReports(text: $text) { id }",
    "similarThreads(text: $text) { id }",
)


def is_refused(answer: httpx2.Response) -> bool:
    """Whether nothing was done: a refusal's status, or errors in place of data."""
    if answer.status_code >= 500:
        return False
    if answer.status_code >= 400 or answer.headers.get("location", "").startswith("/sign-in"):
        return True
    told = answer.json() if answer.headers.get("content-type", "").startswith(JSON) else {}
    return bool(told.get("errors")) and told.get("data") is None
