"""The inbox and the preferences through GraphQL."""

from backend import notifications
from backend.notifications import Notice, NotificationKind
from tests.cast import Cast
from tests.faces import Faces

INBOX = """
query($unread: Boolean!) {
  unreadNotifications
  notifications(first: 5, unread: $unread) { nodes { id kind title detail url isRead toldAt } }
}
"""
READ = """
mutation($input: MarkNotificationsReadInput!) {
  markNotificationsRead(input: $input) {
    __typename
    ... on MarkNotificationsReadSuccess { unreadNotifications }
    ... on UserError { code field }
  }
}
"""
PREFER = """
mutation($input: UpdatePreferencesInput!) {
  updatePreferences(input: $input) {
    __typename
    ... on UpdatePreferencesSuccess { preferences { inbox mail quietFrom quietUntil digestByMail } }
    ... on UserError { code field }
  }
}
"""


async def told(cast: Cast) -> None:
    async with cast.database.writing() as session:
        for number in (1, 2):
            notice = Notice(
                NotificationKind.REPORT,
                "report.declined",
                f"event {number}",
                f"/reports/{number}",
                {"number": number, "title": "Une file"},
            )
            await notifications.tell(session, [cast.people["ines"]], notice)
        await session.commit()


async def test_ines_reads_what_she_was_told_and_marks_it(faces: Faces, cast: Cast) -> None:
    await told(cast)
    data = (await faces.graphql("ines", INBOX, unread=False))["data"]
    assert data["unreadNotifications"] == 2
    newest, oldest = data["notifications"]["nodes"]
    assert newest["title"] == "Remontée n°\u00a02 non retenue\u00a0: Une file"
    assert newest["detail"] == "La raison est écrite, et ce qu’on en fait."
    assert (newest["kind"], newest["isRead"]) == ("REPORT", False)
    assert newest["url"].endswith("/reports/2")
    answer = await faces.graphql("ines", READ, input={"ids": [oldest["id"]]})
    assert answer["data"]["markNotificationsRead"]["unreadNotifications"] == 1
    data = (await faces.graphql("ines", INBOX, unread=True))["data"]
    assert [node["id"] for node in data["notifications"]["nodes"]] == [newest["id"]]
    answer = await faces.graphql("ines", READ, input={})
    assert answer["data"]["markNotificationsRead"]["unreadNotifications"] == 0


async def test_what_was_told_to_ines_does_not_exist_for_karim(faces: Faces, cast: Cast) -> None:
    await told(cast)
    data = (await faces.graphql("ines", INBOX, unread=False))["data"]
    one = data["notifications"]["nodes"][0]["id"]
    answer = await faces.graphql("karim", READ, input={"ids": [one]})
    assert answer["data"]["markNotificationsRead"]["__typename"] == "NotFoundError"
    node = await faces.graphql("karim", "query($id: ID!) { node(id: $id) { id } }", id=one)
    assert node["data"]["node"] is None
    node = await faces.graphql("ines", "query($id: ID!) { node(id: $id) { id } }", id=one)
    assert node["data"]["node"]["id"] == one


async def test_what_is_left_out_of_the_preferences_stays(faces: Faces) -> None:
    given = {"mail": ["ANSWER"], "quietFrom": "18:00:00"}
    answer = await faces.graphql("ines", PREFER, input=given)
    preferences = answer["data"]["updatePreferences"]["preferences"]
    assert preferences["mail"] == ["ANSWER"]
    assert len(preferences["inbox"]) == len(NotificationKind)
    assert (preferences["quietFrom"], preferences["quietUntil"]) == ("18:00:00", "07:00:00")
    answer = await faces.graphql("ines", PREFER, input={"inbox": []})
    preferences = answer["data"]["updatePreferences"]["preferences"]
    assert (preferences["inbox"], preferences["mail"]) == ([], ["ANSWER"])
    for wanted in (False, True):
        answer = await faces.graphql("ines", PREFER, input={"digestByMail": wanted})
        assert answer["data"]["updatePreferences"]["preferences"]["digestByMail"] is wanted
