"""What pages, CSV, GraphQL and their paging give to somebody who looks closely.

Logs are read in tests/web/test_pulse.py, a dump of the database after sealing in tests/pulse/test_burning.py,
a group of which the reader is a member in tests/pulse/test_release.py.
"""

import base64
import csv
import io
import json
from typing import Any

import pytest
import sqlalchemy as sa

from backend import pulse
from backend.core.listing import Listing, Page
from backend.identity import PEOPLE
from backend.pulse.models import CommentAlert
from schema.ids import encode
from tests.faces import Faces
from tests.pulse.scene import a_comment_with_a_code, a_sealed_wave, an_open_wave, answered
from tests.schema.tools import a_token, send

STAFF = {"boutique": 12, "intervention": 4, "bretagne": 11}
COMMENTS = """query($id: ID!, $first: Int!, $after: String) { wave(id: $id) {
  comments(first: $first, after: $after) { nodes { text } pageInfo { hasNextPage endCursor } } } }"""
CELLS = """query($id: ID!, $unit: ID) { wave(id: $id) {
  release(by: UNIT, orgUnitId: $unit) { cells { label shown count { min max exact } } } } }"""
MINE = """query($id: ID!) { myInvitations { nodes { id viewerHasAnswered } }
  wave(id: $id) { viewerIsInvited viewerHasAnswered participation { rate } } }"""
EVERYTHING = """query($id: ID!, $unit: ID!, $conversation: ID!, $alert: ID!) {
  wave(id: $id) { release(orgUnitId: $unit) { cells { label shown } } trend(orgUnitId: $unit) { question }
    reading(orgUnitId: $unit) { concerns { question } }
    comments(first: 3, orgUnitId: $unit) { nodes { text } } terms(orgUnitId: $unit) { word } }
  reciprocity { colleagues { points { score } } }
  pulseAlerts(first: 3) { nodes { comment } }
  conversation: node(id: $conversation) { id } alert: node(id: $alert) { id } }"""
SETTLE = """mutation($alert: ID!) { settleAlert(input: {alertId: $alert, state: HANDED_ON}) {
  ... on UserError { code } } }"""
LENT = {
    "wave": dict.fromkeys(("release", "trend", "reading", "comments", "terms")),
    "reciprocity": {"colleagues": {"points": []}},
    "pulseAlerts": None,
    "conversation": None,
    "alert": None,
}
"""What somebody else's token for Nadia is answered."""
RATE = "query($id: ID!) { wave(id: $id) { status participation { rate } } }"


async def test_comments_come_one_by_one_in_the_order_they_were_shuffled_into(faces: Faces) -> None:
    wave_id = encode("Wave", await a_sealed_wave(faces.cast, **STAFF))
    sent = [f"Mot {place}" for place in range(sum(STAFF.values()))]
    answer = await faces.graphql("nadia", COMMENTS, id=wave_id, first=50)
    together = [node["text"] for node in answer["data"]["wave"]["comments"]["nodes"]]
    one_by_one, after, more = [], None, True
    while more:
        page = (await faces.graphql("nadia", COMMENTS, id=wave_id, first=1, after=after))["data"]["wave"]
        one_by_one += [node["text"] for node in page["comments"]["nodes"]]
        after, more = (page["comments"]["pageInfo"][name] for name in ("endCursor", "hasNextPage"))
    assert one_by_one == together
    assert sorted(together) == sorted(sent)
    assert together not in (sent, sorted(sent), sent[::-1])


async def test_a_cursor_holds_no_more_than_the_random_id_of_the_comment_it_stands_after(faces: Faces) -> None:
    """Gaps in a count of all comments would tell how many are kept apart, or were written elsewhere."""
    wave_id = await a_sealed_wave(faces.cast, words="Trop de harcèlement", **STAFF)
    nadia = await faces.cast.actor("nadia")
    async with faces.cast.database.writing() as session:
        alerts = await pulse.visible_alerts(session, nadia, Page(100))
        for alert in alerts.items[::2]:
            await pulse.settle_alert(
                session, nadia, alert.id, pulse.AlertInput(state=pulse.AlertState.HANDED_ON)
            )
        comments = await pulse.comments_of(session, nadia, wave_id, page=Page(5))
    assert comments.has_more
    assert opened(comments) == [["comments", one.id.hex] for one in comments.items]
    assert opened(alerts) == [["alerts", wave_id.hex, one.id.hex] for one in alerts.items]
    assert {one.id.version for one in comments.items} == {4}


def opened(listing: Listing[Any]) -> list[list[str]]:
    """What each cursor is made of."""
    return [json.loads(base64.urlsafe_b64decode(one + "==")) for one in listing.cursors]


async def test_the_order_of_the_cells_and_their_number_tell_nothing_of_what_is_hidden(faces: Faces) -> None:
    wave_id = encode("Wave", await a_sealed_wave(faces.cast, **STAFF))
    unit = encode("OrgUnit", faces.cast.units["aquitaine"])
    cells = (await faces.graphql("nadia", CELLS, id=wave_id, unit=unit))["data"]["wave"]["release"]["cells"]
    labels = [cell["label"] for cell in cells]
    parts = labels[labels.index("Boutique Sainte-Catherine") :]
    assert "Intervention Landes" in parts
    assert parts == sorted(parts)
    assert {cell["count"] and cell["count"]["exact"] for cell in cells if not cell["shown"]} <= {None}


async def test_the_sheet_holds_what_the_page_shows_and_nothing_of_a_hidden_team(faces: Faces) -> None:
    wave_id = await a_sealed_wave(faces.cast, **STAFF)
    nadia = await faces.browser("nadia")
    unit = faces.cast.units["aquitaine"]
    sheet = await nadia.get(f"/pulse/{wave_id}/results.csv?unit={unit}")
    lines = list(csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff"))))
    async with faces.cast.database.reading() as session:
        results = await pulse.results_of(session, await faces.cast.actor("nadia"), wave_id, unit)
    shown = {one.row.label for one in (results.whole, results.unit, *results.parts) if one.is_shown}
    assert {line["unit"] for line in lines} >= {"Intervention Landes", *shown}
    for line in lines:
        told = [line[name] for name in ("answers_from", "favourable", "mean", "score", "low", "high")]
        assert line["unit"] in shown or not any(told)
    # The four of Intervention Landes are not the difference of two lines either.
    assert not {"Boutique Sainte-Catherine", "Intervention Landes"} & shown


async def test_no_counter_moves_when_somebody_answers(faces: Faces) -> None:
    wave_id = await an_open_wave(faces.cast)
    nadia = await faces.browser("nadia")
    writer = pulse.BallotWriter(faces.cast.database)
    seen = []
    for name in ("ines", "karim", "thomas"):
        seen.append(
            (
                await faces.graphql("nadia", RATE, id=encode("Wave", wave_id)),
                (await nadia.get("/pulse/surveys")).text,
            )
        )
        await answered(faces.cast, writer, name, wave_id)
    assert all(one == seen[0] for one in seen)


@pytest.mark.parametrize("path", ["results", "results.csv", "comments"])
async def test_an_open_wave_has_no_results_to_look_at(faces: Faces, path: str) -> None:
    wave_id = await an_open_wave(faces.cast)
    nadia = await faces.browser("nadia")
    assert (await nadia.get(f"/pulse/{wave_id}/{path}")).status_code == 404


async def test_an_administrator_with_a_token_made_for_ines_does_not_learn_that_she_answered(
    faces: Faces,
) -> None:
    wave_id = await an_open_wave(faces.cast)
    sent = f"Bearer {await a_token(faces, 'ines', ['pulse:read'], maker='maud')}"

    async def seen() -> object:
        return (await send(faces, sent, MINE, id=encode("Wave", wave_id))).json()["data"]

    before = await seen()
    await answered(faces.cast, pulse.BallotWriter(faces.cast.database), "ines", wave_id)
    assert await seen() == before


async def test_an_administrator_reads_no_more_with_a_token_made_for_nadia(faces: Faces) -> None:
    """Maud is one of exactly five: neither their figure nor a comment is hers, whoever lends her a name."""
    cast, code = faces.cast, pulse.codes.new_code()
    async with cast.database.writing() as session:
        shop = {"org_unit_id": cast.units["boutique"]}
        await session.execute(sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["maud"]).values(shop))
        await session.commit()
    alert_id = await a_comment_with_a_code(cast, code, boutique=5, intervention=12, bretagne=11)
    async with cast.database.writing() as session:
        wave_id = (await session.get_one(pulse.PulseComment, alert_id)).wave_id
        session.add(CommentAlert(comment_id=alert_id))
        await session.commit()
    asked: dict[str, Any] = {
        "id": encode("Wave", wave_id),
        "unit": encode("OrgUnit", cast.units["aquitaine"]),
        "conversation": encode("Conversation", alert_id),
        "alert": encode("Alert", alert_id),
    }
    lent = f"Bearer {await a_token(faces, 'nadia', ['pulse:write'], maker='maud')}"
    assert (await send(faces, lent, EVERYTHING, **asked)).json()["data"] == LENT
    settled = (await send(faces, lent, SETTLE, alert=asked["alert"])).json()["data"]["settleAlert"]
    assert settled == {"code": "not_found"}
    own = (await send(faces, f"Bearer {await a_token(faces, 'nadia')}", EVERYTHING, **asked)).json()["data"]
    assert own["wave"]["release"]["cells"]
    assert own["wave"]["comments"]["nodes"]
    assert own["reciprocity"]["colleagues"]["points"]
    assert own["pulseAlerts"]["nodes"]
    assert own["conversation"]
    assert own["alert"]
