"""Gatherings through GraphQL."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from backend.circles.models import ATTENDANCE, GATHERINGS
from schema.ids import encode
from tests.circles.scenes import THURSDAY, THURSDAY_UTC, a_circle, a_gathering
from tests.faces import Faces

FIELDS = "gathering { id title startsAt sequence cancelledAt yesCount attendedCount viewerReply link }"
ERROR = "... on UserError { code field }"


def mutation(name: str) -> str:
    kind = name[0].upper() + name[1:]
    return (
        f"mutation($input: {kind}Input!) {{ {name}(input: $input) "
        f"{{ __typename ... on {kind}Success {{ {FIELDS} }} {ERROR} }} }}"
    )


async def send(faces: Faces, who: str, name: str, **given: Any) -> dict[str, Any]:
    answer = await faces.graphql(who, mutation(name), input=given)
    assert "errors" not in answer, answer
    result: dict[str, Any] = answer["data"][name]
    return result


async def test_a_tool_plans_changes_replies_and_cancels(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await a_circle(session, faces.cast)
        await session.commit()
    given = {
        "slug": "coeur",
        "title": "Le point du jeudi",
        "startsAt": f"{THURSDAY.starts_at.isoformat()}+01:00",
        "endsAt": f"{THURSDAY.ends_at.isoformat()}+01:00",
        "link": "https://visio.telenova.example/coeur",
    }
    assert (await send(faces, "ines", "planGathering", **given))["code"] == "leads_only"
    wrong = await send(faces, "karim", "planGathering", **{**given, "endsAt": given["startsAt"]})
    assert (wrong["code"], wrong["field"]) == ("ends_before_start", "endsAt")
    gone = {"startsAt": "2025-11-25T13:30:00+01:00", "endsAt": "2025-11-25T14:00:00+01:00"}
    past = await send(faces, "karim", "planGathering", **{**given, **gone})
    assert (past["code"], past["field"]) == ("gathering_in_the_past", "startsAt")
    planned = (await send(faces, "karim", "planGathering", **given, idempotencyKey="once"))["gathering"]
    again = (await send(faces, "karim", "planGathering", **given, idempotencyKey="once"))["gathering"]
    assert planned["id"] == again["id"]
    assert planned["startsAt"] == THURSDAY_UTC.isoformat()
    id_ = planned["id"]
    changed = await send(faces, "karim", "changeGathering", gatheringId=id_, title="Le point")
    assert (changed["gathering"]["title"], changed["gathering"]["sequence"]) == ("Le point", 1)
    replied = await send(faces, "ines", "replyToGathering", gatheringId=id_, reply="YES")
    assert (replied["gathering"]["viewerReply"], replied["gathering"]["yesCount"]) == ("YES", 1)
    early = await send(faces, "karim", "recordAttendance", gatheringId=id_, present=[])
    assert early["code"] == "gathering_not_started"
    cancelled = await send(faces, "karim", "cancelGathering", gatheringId=id_)
    assert cancelled["gathering"]["cancelledAt"]
    refused = await send(faces, "ines", "replyToGathering", gatheringId=id_, reply="NO")
    assert (refused["__typename"], refused["code"]) == ("ConflictError", "gathering_cancelled")
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(GATHERINGS)) == 1


async def test_a_tool_records_attendance_and_members_read_it(faces: Faces) -> None:
    people = faces.cast.people
    async with faces.cast.database.writing() as session:
        circle_id = await a_circle(session, faces.cast)
        gathering_id = await a_gathering(session, circle_id, starts_in=timedelta(days=-1))
        await session.commit()
    id_ = encode("Gathering", gathering_id)
    ines, karim, yann = [encode("Person", people[name]) for name in ("ines", "karim", "yann")]
    wrong = await send(faces, "karim", "recordAttendance", gatheringId=id_, present=[id_])
    assert (wrong["code"], wrong["field"]) == ("bad_id", "present")
    outsider = await send(faces, "karim", "recordAttendance", gatheringId=id_, present=[ines, yann])
    assert outsider["code"] == "not_member"
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(ATTENDANCE)) == 0
    done = await send(faces, "karim", "recordAttendance", gatheringId=id_, present=[ines], absent=[karim])
    assert done["gathering"]["attendedCount"] == 1
    document = """query($id: ID!) { attendees(gatheringId: $id, first: 1) {
      nodes { person { displayName } attended reply } pageInfo { hasNextPage } } }"""
    answer = await faces.graphql("ines", document, id=id_)
    assert answer["data"]["attendees"] == {
        "nodes": [{"person": {"displayName": "Karim Benhaddou"}, "attended": False, "reply": None}],
        "pageInfo": {"hasNextPage": True},
    }


async def test_lists_show_the_link_to_members_only(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        circle_id = await a_circle(session, faces.cast)
        await a_gathering(session, circle_id, starts_in=timedelta(days=1))
        await session.commit()
    document = '{ gatherings(slug: "coeur", first: 5) { nodes { title link place } } }'
    links = {}
    for name in ("ines", "yann"):
        answer = await faces.graphql(name, document)
        (node,) = answer["data"]["gatherings"]["nodes"]
        links[name] = node["link"]
    assert links == {"ines": "https://visio.telenova.example/coeur", "yann": None}
