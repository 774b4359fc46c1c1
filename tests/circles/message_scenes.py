"""A circle of Nouvelle-Aquitaine that Karim leads, and its message: what tests of messages begin with."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from backend import circles
from backend.circles.models import CIRCLES, MEMBERSHIPS
from backend.core.actor import Actor
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.identity import ORG_UNIT_HEADS, PEOPLE
from tests.cast import Cast

MESSAGE: dict[str, Any] = {
    "title": "Une seule histoire à raconter",
    "why": "Un client qui change de guichet nous raconte quatre fois son histoire.",
    "what_changes": "Le dossier suit le client.",
    "what_stays": "Le brief de 9 h.",
    "not_to_say": "Que les équipes ne se parlaient pas.",
    "how": ["Ouvrir le dossier partagé", "Relire la dernière note à voix haute"],
    "answers": [{"question": "Faut-il tout noter ?", "answer": "Non, la dernière étape suffit."}],
    "question": "Que veut-on éviter au client ?",
    "choices": ["D’attendre au téléphone", "De se répéter", "De se déplacer"],
    "right_choice": 1,
}
RIGHT, WRONG = 1, 0


def a_message(**values: Any) -> circles.MessageInput:
    """The message of the tests, some of its parts changed."""
    return circles.MessageInput(**{**MESSAGE, **values})


async def a_circle(cast: Cast, session: Session, **values: Any) -> UUID:
    """Karim's circle, over Nouvelle-Aquitaine."""
    given = {
        "slug": f"circle-{new_id()}",
        "name": "Cercle Nouvelle-Aquitaine",
        "kind": "evangelist",
        "join_policy": "open",
        "org_unit_id": cast.units["aquitaine"],
        "member_count": 1,
        "lead_count": 1,
        **values,
    }
    made = await session.execute(sa.insert(CIRCLES).values(**given).returning(CIRCLES.c.id))
    circle_id: UUID = made.scalar_one()
    await a_member(cast, session, circle_id, "karim", is_lead=True)
    return circle_id


async def a_member(
    cast: Cast, session: Session, circle_id: UUID, name: str, *, is_lead: bool = False
) -> None:
    await session.execute(
        sa.insert(MEMBERSHIPS).values(
            circle_id=circle_id, person_id=cast.people[name], status="active", is_lead=is_lead
        )
    )


async def a_head(cast: Cast, session: Session, unit: str, name: str) -> None:
    await session.execute(sa.delete(ORG_UNIT_HEADS).where(ORG_UNIT_HEADS.c.org_unit_id == cast.units[unit]))
    await session.execute(
        sa.insert(ORG_UNIT_HEADS).values(org_unit_id=cast.units[unit], person_id=cast.people[name])
    )


async def a_draft(cast: Cast, session: Session, **values: Any) -> circles.Message:
    """Karim's draft in a circle of its own."""
    karim = await cast.actor("karim")
    circle = await circles.get_circle_by_id(session, karim, await a_circle(cast, session))
    return await circles.draft_message(session, karim, circle, a_message(**values))


async def a_published(cast: Cast, session: Session, **values: Any) -> circles.Message:
    """The same, written by somebody who has left since: Karim, who publishes it, is a reader as any other."""
    draft = await a_draft(cast, session, **values)
    draft.author_id = None
    return await circles.publish_message(session, await cast.actor("karim"), draft)


async def published(cast: Cast, **values: Any) -> UUID:
    """A published message, committed; its id."""
    async with cast.database.writing() as session:
        message_id = (await a_published(cast, session, **values)).id
        await session.commit()
    return message_id


async def answer(cast: Cast, message_id: UUID, name: str, choice: int = RIGHT) -> circles.Acknowledgement:
    """One unit of work in which `name` answers the message's question."""
    return await answer_as(cast, message_id, await cast.actor(name), choice)


async def answer_as(
    cast: Cast, message_id: UUID, actor: Actor, choice: int = RIGHT
) -> circles.Acknowledgement:
    async with cast.database.writing() as session:
        message = await circles.get_message(session, actor, message_id)
        done = await circles.acknowledge_message(session, actor, message, choice=choice)
        await session.commit()
    return done


async def layers_of(cast: Cast, message_id: UUID) -> dict[int, circles.LayerRow]:
    async with cast.database.reading() as session:
        rows = (await circles.layer_rows(session, [message_id]))[message_id]
    return {row.layer: row for row in rows}


async def read(cast: Cast, message_id: UUID, name: str) -> bool:
    actor = await cast.actor(name)
    async with cast.database.writing() as session:
        message = await circles.get_message(session, actor, message_id)
        first = await circles.read_message(session, actor, message)
        await session.commit()
    return first


async def units_of(cast: Cast, message_id: UUID) -> dict[str, circles.UnitRow]:
    async with cast.database.reading() as session:
        found = await circles.unit_rows(session, [message_id], Page())
    return {row.name: row for row in found[message_id].items}


async def colleagues(cast: Cast, number: int, *, level: int) -> list[Actor]:
    """As many more people in Inès's shop, at this management level."""
    unit = cast.units["boutique"]
    tag = f"{level}-{len(cast.people)}"
    rows = [
        {
            "email": f"{tag}-{n}@telenova.example",
            "given_name": f"Prénom {n}",
            "family_name": "Durand",
            "org_unit_id": unit,
            "level": level,
        }
        for n in range(number)
    ]
    async with cast.database.writing() as session:
        made = await session.execute(sa.insert(PEOPLE).returning(PEOPLE.c.id), rows)
        ids = list(made.scalars())
        await session.commit()
    return [Actor(person_id=person_id, org_unit_id=unit, level=level) for person_id in ids]
