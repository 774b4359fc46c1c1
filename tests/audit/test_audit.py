"""Reading what happened, and forgetting it in time."""

from datetime import timedelta

import pytest

from backend import audit, commitments, events, identity, recognition, reports
from backend.core.actor import SYSTEM
from backend.core.clock import now, travel
from backend.core.db import Database
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.core.local_time import today_in
from backend.events import EVENTS
from backend.reports import TextInput
from backend.reports.models import REPORTS
from tests.cast import Cast
from tests.reports.scenes import PSEUDONYM, a_report, a_topic, stands


async def happened(cast: Cast, *names: str, by: str | None = None) -> None:
    actor = await cast.actor(by) if by else SYSTEM
    async with cast.database.writing() as session:
        for name in names:
            await events.record(session, actor, name, "person", cast.people["ines"], reason="test")
        await session.commit()


async def names(cast: Cast, wanted: audit.EventFilter | None = None) -> list[str]:
    async with cast.database.reading() as session:
        listing = await audit.visible_events(session, await cast.actor("maud"), Page(), wanted)
    return [row.name for row in listing.items]


async def test_a_name_finds_what_begins_with_it_and_nothing_that_only_looks_like_it(cast: Cast) -> None:
    await happened(cast, "role.granted", "roles.granted", "role.revoked", "role")
    assert await names(cast, audit.EventFilter(name="role")) == ["role", "role.revoked", "role.granted"]
    assert await names(cast, audit.EventFilter(name="role.granted")) == ["role.granted"]
    assert await names(cast, audit.EventFilter(name="rol")) == []


async def test_a_person_is_found_as_who_acted_and_as_who_was_concerned(cast: Cast) -> None:
    await happened(cast, "person.matched", by="karim")
    for name in ("karim", "ines"):
        assert await names(cast, audit.EventFilter(person_id=cast.people[name])) == ["person.matched"]
    assert await names(cast, audit.EventFilter(person_id=cast.people["yann"])) == []
    assert await names(cast, audit.EventFilter(words="benhaddou kar")) == ["person.matched"]
    assert await names(cast, audit.EventFilter(words=" ")) == ["person.matched"]
    async with cast.database.reading() as session:
        [row] = (await audit.visible_events(session, await cast.actor("maud"), Page())).items
    assert (row.actor_name, row.subject_name) == ("Karim Benhaddou", "Inès Marchetti")


@pytest.mark.parametrize("name", ["ines", "solene", "nadia", "helene"])
async def test_only_administrators_read_it(cast: Cast, database: Database, name: str) -> None:
    await happened(cast, "role.granted")
    actor = await cast.actor(name)
    async with database.reading() as session:
        with pytest.raises(identity.NotAllowed):
            await audit.visible_events(session, actor, Page())
        with pytest.raises(identity.NotAllowed):
            await audit.visible_dead_letters(session, actor, Page())


async def test_what_is_older_than_the_retention_is_forgotten(cast: Cast, database: Database) -> None:
    travel(timedelta(days=-400))
    try:
        await happened(cast, "role.granted")
    finally:
        travel(timedelta())
    await happened(cast, "role.revoked")
    async with database.writing() as session:
        assert await audit.forget_old_events(session, now() - timedelta(days=365)) == 1
        await session.commit()
    assert await names(cast) == ["role.revoked"]


async def test_whoever_signs_by_a_pseudonym_is_neither_named_nor_found(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        number = (await a_report(session, cast, **PSEUDONYM)).number
        await a_report(session, cast, by="karim")
        await reports.comment(session, await stands(session, cast, "ines", number), TextInput(text="Encore."))
        await reports.vote(session, await stands(session, cast, "yann", number))
        await session.commit()
    ines = cast.people["ines"]
    for wanted in (audit.EventFilter(person_id=ines), audit.EventFilter(words="ines marchetti")):
        assert await names(cast, wanted) == []
    assert await names(cast, audit.EventFilter(words="faure")) == ["report.voted"]
    async with database.reading() as session:
        maud = await cast.actor("maud")
        told = (await audit.visible_events(session, maud, Page(), audit.EventFilter(name="report"))).items
        again = await audit.events_by_ids(session, maud, [one.id for one in told])
    assert [(one.name, one.actor_name) for one in told] == [
        ("report.voted", "Yann Faure"),
        ("report.commented", None),
        ("report.submitted", "Karim Benhaddou"),
        ("report.submitted", None),
    ]
    assert {one.id: one for one in told} == again
    assert ines not in {one.actor_id for one in told}


async def test_nor_by_what_they_did_to_a_promise_about_it(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        for by, signed in (("ines", PSEUDONYM), ("karim", {})):
            report = await a_report(session, cast, by=by, **signed)
            promise = commitments.PromiseInput(what="Une file", due_on=today_in("Europe/Paris"))
            nadia = await cast.actor("nadia")
            made = await commitments.make(
                session, nadia, promise, source_kind=reports.SOURCE, source_id=report.id
            )
            # As it was written before it named nobody.
            actor, name = await cast.actor(by), "commitment.reopened"
            await events.record(session, actor, name, "commitment", made.id)
        await session.commit()
    for wanted in (audit.EventFilter(person_id=cast.people["ines"]), audit.EventFilter(words="ines")):
        assert await names(cast, wanted) == []
    async with database.reading() as session:
        about = audit.EventFilter(name="commitment")
        told = (await audit.visible_events(session, await cast.actor("maud"), Page(), about)).items
    assert [one.actor_name for one in told] == [
        "Karim Benhaddou",
        "Nadia Kessler",
        None,
        "Nadia Kessler",
    ]


async def test_nor_by_what_they_said_of_a_word_of_thanks(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        report = await a_report(session, cast, **PSEUDONYM)
        given = recognition.BravoInput(word="Merci", report=report.number)
        bravo = await recognition.send_bravo(session, await cast.actor("karim"), given)
        # As it was written before it named nobody.
        await events.record(session, await cast.actor("ines"), "bravo.agreed", "bravo", bravo.id)
        await session.commit()
    assert await names(cast, audit.EventFilter(words="ines")) == []
    assert await names(cast, audit.EventFilter(words="karim")) == ["bravo.sent"]


async def test_an_erased_author_is_no_more_told_by_what_they_did(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        await a_topic(session, cast)
        report = await a_report(session, cast, **PSEUDONYM)
        await reports.comment(
            session, await stands(session, cast, "nadia", report.number), TextInput(text="Vu.")
        )
        # As when Inès has left and her account is erased.
        await session.execute(REPORTS.update().where(REPORTS.c.id == report.id).values(author_id=None))
        hers = EVENTS.c.actor_id == cast.people["ines"]
        await session.execute(EVENTS.update().where(hers).values(actor_id=new_id()))
        await session.commit()
    async with database.reading() as session:
        about = audit.EventFilter(name="report")
        told = (await audit.visible_events(session, await cast.actor("maud"), Page(), about)).items
    nadia = cast.people["nadia"]
    assert [(one.name, one.actor_id) for one in told] == [
        ("report.commented", nadia),
        ("report.submitted", None),
    ]
