"""Whose account a sign-in opens, and the roles that come with it."""

from typing import Any

import pytest
import sqlalchemy as sa

from backend import identity
from backend.core.db import Database
from backend.events import EVENTS
from backend.identity.models import PEOPLE, ROLE_GRANTS, PersonStatus, Role, RoleSource
from tests.cast import Cast

CLAIMS = {
    "iss": "https://id.example",
    "sub": "42",
    "email": "Ines.Marchetti@telenova.example",
    "email_verified": True,
    "given_name": "Agnès",
    "family_name": "Marquetti",
    "locale": "en-GB",
    "zoneinfo": "Indian/Reunion",
}


async def recognise(
    database: Database, roles: dict[str, str] | None = None, **claims: Any
) -> identity.Person:
    async with database.writing() as session:
        person = await identity.recognise(
            session,
            identity.Claims.of(CLAIMS | claims),
            roles or {},
            locale="fr",
            time_zone="Europe/Paris",
        )
        await session.commit()
    return person


async def row(database: Database, person_id: Any) -> Any:
    async with database.reading() as session:
        return (await session.execute(sa.select(PEOPLE).where(PEOPLE.c.id == person_id))).one()


async def grants(database: Database, cast: Cast, name: str) -> set[tuple[Role, str | None, RoleSource]]:
    units = {unit_id: key for key, unit_id in cast.units.items()}
    async with database.reading() as session:
        found = await session.execute(
            sa.select(ROLE_GRANTS).where(ROLE_GRANTS.c.person_id == cast.people[name])
        )
    return {(r.role, units.get(r.org_unit_id), r.source) for r in found}


async def event_names(database: Database) -> list[str]:
    async with database.reading() as session:
        return list((await session.execute(sa.select(EVENTS.c.name).order_by(EVENTS.c.id))).scalars())


async def test_an_imported_person_is_matched_by_a_verified_address_and_keeps_her_names(
    cast: Cast, database: Database
) -> None:
    person = await recognise(database)
    assert person.id == cast.people["ines"]
    kept = await row(database, person.id)
    assert (kept.given_name, kept.family_name, kept.locale) == ("Inès", "Marchetti", "fr")
    assert kept.subject == "https://id.example|42"
    assert await event_names(database) == ["person.matched", "person.signed_in"]


async def test_what_the_import_left_blank_is_filled(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        blank = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
        await session.execute(blank.values(given_name="", search="x"))
        await session.commit()
    await recognise(database)
    filled = await row(database, cast.people["ines"])
    assert filled.given_name == "Agnès"
    assert filled.search == "agnes marchetti ines.marchetti@telenova.example"


async def test_afterwards_the_subject_is_enough_whatever_the_address(cast: Cast, database: Database) -> None:
    await recognise(database)
    again = await recognise(database, email="ines.dupont@telenova.example", email_verified=False)
    assert again.id == cast.people["ines"]
    assert (await row(database, again.id)).email == "ines.marchetti@telenova.example"


async def test_the_same_subject_of_another_issuer_is_somebody_else(cast: Cast, database: Database) -> None:
    await recognise(database)
    with pytest.raises(identity.EmailTaken):
        await recognise(database, iss="https://other.example")


async def test_a_newcomer_gets_an_account_in_their_language_and_time_zone(
    cast: Cast, database: Database
) -> None:
    person = await recognise(database, email="agnes@telenova.example")
    made = await row(database, person.id)
    assert (made.given_name, made.family_name, made.locale) == ("Agnès", "Marquetti", "en")
    assert (made.time_zone, made.org_unit_id) == ("Indian/Reunion", None)
    assert await event_names(database) == ["person.created", "person.signed_in"]


async def test_claims_of_unexpected_shapes_count_as_absent(cast: Cast, database: Database) -> None:
    person = await recognise(
        database,
        email="agnes@telenova.example",
        given_name=["Agnès"],
        family_name=None,
        name="Agnès Marquetti",
        locale={"fr": 1},
        zoneinfo="Mars/Olympus",
        groups="diapason-admins",
        roles={"diapason-admins": "administrator"},
    )
    made = await row(database, person.id)
    assert (made.given_name, made.family_name) == ("Agnès", "Marquetti")
    assert (made.locale, made.time_zone) == ("fr", "Europe/Paris")
    async with database.reading() as session:
        actor = await identity.actor_of(session, person.id)
    assert actor is not None
    assert not actor.may_somewhere("roles.grant")


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email": ""}, {"email": 7}])
async def test_without_a_verified_address_nothing_is_matched_or_created(
    cast: Cast, database: Database, claims: dict[str, Any]
) -> None:
    with pytest.raises(identity.EmailNotVerified):
        await recognise(database, **claims)
    assert (await row(database, cast.people["ines"])).subject is None
    assert await event_names(database) == []


async def test_somebody_who_left_is_refused_by_subject_and_by_address(cast: Cast, database: Database) -> None:
    async def leave(**values: Any) -> None:
        async with database.writing() as session:
            gone = sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["ines"])
            await session.execute(gone.values(status=PersonStatus.INACTIVE, **values))
            await session.commit()

    await leave()
    with pytest.raises(identity.PersonInactive):
        await recognise(database)
    assert (await row(database, cast.people["ines"])).subject is None
    await leave(subject="https://id.example|42")
    with pytest.raises(identity.PersonInactive):
        await recognise(database)


MAP = {
    "diapason-cx-leaders": "cx_leader@aquitaine",
    "diapason-hr": "hr_leader",
    "broken-role": "emperor",
    "broken-unit": "editor@atlantis",
    "everybody": "employee",
}


async def test_roles_follow_the_groups_to_the_letter_and_granted_ones_stay(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(
            sa.insert(ROLE_GRANTS).values(
                person_id=cast.people["ines"], role=Role.CX_LEADER, org_unit_id=cast.units["aquitaine"]
            )
        )
        await session.commit()
    by_hand = (Role.CX_LEADER, "aquitaine", RoleSource.GRANTED)
    groups = [
        "diapason-cx-leaders",
        "diapason-hr",
        "DIAPASON-HR",
        "diapason-hr ",
        "broken-role",
        "broken-unit",
    ]
    await recognise(database, MAP, groups=groups)
    claimed = (Role.HR_LEADER, None, RoleSource.CLAIM)
    assert await grants(database, cast, "ines") == {by_hand, claimed}
    await recognise(database, MAP, groups=["diapason-cx-leaders", "DIAPASON-HR"])
    assert await grants(database, cast, "ines") == {by_hand}
    await recognise(database, MAP, groups=["diapason-hr"])
    assert await grants(database, cast, "ines") == {by_hand, claimed}


async def test_a_map_that_names_what_does_not_exist_is_told_entry_by_entry(
    cast: Cast, database: Database
) -> None:
    async with database.reading() as session:
        problems = await identity.check_group_map(session, MAP)
    assert [(p.group, p.what, p.value) for p in problems] == [
        ("broken-role", "role", "emperor"),
        ("broken-unit", "org_unit", "atlantis"),
        ("everybody", "role", "employee"),
    ]


async def test_ines_signs_in_again_after_her_provider_moved_and_another_provider_still_may_not(
    cast: Cast, database: Database
) -> None:
    before, after = "http://127.0.0.1:8001", "http://127.0.0.1:9001"
    await recognise(database, iss=before)
    with pytest.raises(identity.errors.EmailTaken):
        await recognise(database, iss=after)
    async with database.writing() as session:
        await identity.forget_subjects(session, "http://127.0.0.1:", after)
        await session.commit()
    person = await recognise(database, iss=after)
    assert person.id == cast.people["ines"]
    async with database.writing() as session:
        await identity.forget_subjects(session, "http://127.0.0.1:", after)
        await session.commit()
    with pytest.raises(identity.errors.EmailTaken):
        await recognise(database, iss="http://127.0.0.1:9001.example")
