"""Photos of reports through both faces: whose they may be is looked at before they are."""

import asyncio
import re
import threading
from base64 import b64encode

import httpx2
import pytest

from backend import reports
from backend.core.db import Database
from backend.reports import errors, pictures
from tests.cast import Cast
from tests.faces import Faces, faces_over
from tests.reports.photos import a_bomb, a_photo
from tests.reports.scenes import sent, stands

ADD = """mutation($input: AddReportPhotoInput!) { addReportPhoto(input: $input) {
  __typename ... on UserError { code field message } } }"""


@pytest.fixture
def decoded(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What was handed to be decoded."""
    asked: list[bytes] = []

    def encoded(photo: bytes) -> reports.Picture:
        asked.append(photo)
        raise errors.NotAPhoto

    monkeypatch.setattr(pictures, "encoded", encoded)
    return asked


async def post(browser: httpx2.AsyncClient, path: str, photo: bytes) -> httpx2.Response:
    form = {"kind": "bug", "title": "L’écran du comptoir reste noir", "signature": "name"}
    return await browser.post(path, data=form, files={"photo": ("a.png", photo, "image/png")})


@pytest.mark.parametrize("path", ["/reports", "/reports/1/edit"])
async def test_a_stranger_makes_nobody_decode_a_photo(
    cast: Cast, faces: Faces, decoded: list[bytes], path: str
) -> None:
    stranger = await faces.browser(None)
    answer = await post(stranger, path, a_photo("PNG"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    stranger.headers["sec-fetch-site"] = "cross-site"
    assert (await post(stranger, path, a_photo("PNG"))).status_code == 403
    assert decoded == []


async def test_a_photo_is_decoded_for_nobody_but_the_author_of_its_report(
    cast: Cast, faces: Faces, decoded: list[bytes]
) -> None:
    photo = {"number": await sent(cast), "data": b64encode(a_photo()).decode()}
    for who, given, code in (
        ("karim", photo, "author_only"),
        ("ines", {**photo, "number": 2**31 - 1}, "not_found"),
        ("ines", {**photo, "number": None}, "not_found"),
        (None, {**photo, "code": "a-code-that-nobody-noted"}, "not_found"),
    ):
        answer = await faces.graphql(who, ADD, input=given)
        assert answer["data"]["addReportPhoto"]["code"] == code
    assert decoded == []
    await faces.graphql("ines", ADD, input=photo)
    assert len(decoded) == 1


async def test_a_form_that_is_wrong_makes_nobody_decode_its_photos(
    cast: Cast, faces: Faces, decoded: list[bytes]
) -> None:
    await sent(cast)
    ines, stranger = [await faces.browser(name) for name in ("ines", None)]
    photo = {"photo": ("a.png", a_photo("PNG"), "image/png")}
    right = await anonymous_form(ines)
    for wrong in ({"pass": "2026-01-01.x"}, {"code": "short"}, {"title": "x"}):
        answer = await stranger.post("/reports/anonymous", data=right | wrong, files=photo)
        assert answer.status_code == 422
    assert (await ines.post("/reports", data={"kind": "bug"}, files=photo)).status_code == 422
    assert decoded == []
    await stranger.post("/reports/anonymous", data=right, files=photo)
    assert len(decoded) == 1


async def anonymous_form(reader: httpx2.AsyncClient) -> dict[str, str]:
    """What a colleague's page sends through the door that knows nobody."""
    page = (await reader.get("/reports/anonymous")).text
    fields = dict(re.findall(r'name="(pass|code)" value="([^"]+)"', page))
    return {**fields, "kind": "bug", "title": "L’écran du comptoir reste noir", "signature": "name"}


async def test_photos_count_as_many_forms(cast: Cast, database: Database, decoded: list[bytes]) -> None:
    await sent(cast)
    faces = faces_over(cast, database, acts_a_minute=15, arrivals_a_minute=15)
    ines, stranger = [await faces.browser(name) for name in ("ines", None)]
    form = await anonymous_form(ines)
    photos = [("photo", ("a.png", a_photo("PNG"), "image/png"))] * 4
    for browser, path in ((ines, "/reports"), (stranger, "/reports/anonymous")):
        assert (await browser.post(path, data=form, files=photos)).status_code == 422
        assert (await browser.post(path, data=form)).status_code == 429


async def test_through_graphql_a_photo_counts_as_many_calls(
    cast: Cast, database: Database, decoded: list[bytes]
) -> None:
    photo = {"number": await sent(cast), "data": b64encode(a_photo()).decode()}
    faces = faces_over(cast, database, calls_a_minute=15)
    asked = {"query": ADD, "variables": {"input": photo}}
    for name, statuses in (("ines", [200, 200, 429]), ("karim", [200, 200, 200])):
        browser = await faces.browser(name)
        assert [(await browser.post("/graphql", json=asked)).status_code for _ in range(3)] == statuses
    assert len(decoded) == 2
    await faces.close()


async def test_when_many_photos_wait_the_next_is_told_to_come_again_and_loses_no_word(
    cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = await sent(cast)
    faces = faces_over(cast, database, acts_a_minute=15, arrivals_a_minute=15, calls_a_minute=15)
    ines, stranger = [await faces.browser(name) for name in ("ines", None)]
    photo = {"photo": ("a.png", a_photo("PNG"), "image/png")}
    anonymous = await anonymous_form(ines)
    opened, picture = threading.Event(), pictures.encoded(a_photo())

    def slow(photo: bytes) -> reports.Picture:
        opened.wait(240)
        return picture

    monkeypatch.setattr(pictures, "encoded", slow)
    before = [asyncio.create_task(reports.picture_of(b"")) for _ in range(pictures.MOST_IN_HAND)]
    try:
        await asyncio.sleep(0)
        # Nothing is counted for them, so that they may come again.
        answers = [
            await post(ines, path, a_photo("PNG")) for path in ("/reports", f"/reports/{number}/edit") * 2
        ]
        answers += [await stranger.post("/reports/anonymous", data=anonymous, files=photo) for _ in range(2)]
        given = {"number": number, "data": b64encode(a_photo()).decode()}
        told = [(await faces.graphql("ines", ADD, input=given))["data"]["addReportPhoto"] for _ in range(3)]
    finally:
        opened.set()
    for answer in answers:
        assert (answer.status_code, "Trop de photos" in answer.text) == (429, True)
        assert 'value="L’écran du comptoir reste noir"' in answer.text
    assert [(one["code"], one["field"]) for one in told] == [("photos_waiting", "data")] * 3
    await faces.close()
    assert await asyncio.gather(*before) == [picture] * len(before)


async def test_a_photo_of_too_many_pixels_is_refused_by_its_limits(cast: Cast, faces: Faces) -> None:
    number = await sent(cast)
    answer = await post(await faces.browser("ines"), "/reports", a_bomb(6000, 5000))
    assert answer.status_code == 422
    assert "25 mégapixels" in answer.text
    given = {"number": number, "data": b64encode(a_bomb(6000, 5000)).decode()}
    refusal = (await faces.graphql("ines", ADD, input=given))["data"]["addReportPhoto"]
    assert (refusal["code"], refusal["field"]) == ("photo_too_large", "data")
    assert "25 mégapixels" in refusal["message"]


async def test_photos_sent_at_once_never_exceed_what_a_report_holds(cast: Cast, database: Database) -> None:
    number = await sent(cast)
    picture = pictures.encoded(a_photo())

    async def add() -> None:
        async with database.writing() as session:
            await reports.add_photos(session, await stands(session, cast, "ines", number), [picture] * 3)
            await session.commit()

    ended = await asyncio.gather(*(add() for _ in range(3)), return_exceptions=True)
    assert sorted(type(one).__name__ for one in ended) == ["NoneType", "TooManyPhotos", "TooManyPhotos"]
