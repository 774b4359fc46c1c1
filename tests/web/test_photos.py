"""Photos of reports through both faces: whose they may be is looked at before they are."""

import asyncio
from base64 import b64encode

import httpx2
import pytest

from backend import reports
from backend.core.db import Database
from backend.reports import errors, pictures
from tests.cast import Cast
from tests.faces import Faces
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
