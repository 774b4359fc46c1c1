"""Whatever people do, and in whatever order, the circle in the database is the circle in plain Python."""

from collections.abc import Awaitable, Callable
from typing import Any

import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from backend import circles, events
from backend.circles.models import MEMBERSHIPS
from backend.core.actor import SYSTEM, Actor
from backend.core.db import Database, Session
from backend.core.errors import DomainError
from backend.identity import PEOPLE, PersonStatus
from backend.worker import Worker
from tests.cast import Cast
from tests.circles.model import CircleModel, Refused
from tests.circles.scene import a_circle, counters, row

NAMES = ["karim", "ines", "thomas", "yann", "maud"]
who = st.sampled_from(NAMES)
lead = st.one_of(st.just("karim"), who)

STEP = st.one_of(
    st.tuples(st.just("join"), who),
    st.tuples(st.just("leave"), who),
    st.tuples(st.just("remove"), lead, who),
    st.tuples(st.just("invite"), lead, who),
    st.tuples(st.just("propose"), who, who),
    st.tuples(st.just("accept"), who),
    st.tuples(st.just("decline"), who),
    st.tuples(st.just("answer"), lead, who, st.booleans()),
    st.tuples(st.just("appoint"), lead, who),
    st.tuples(st.just("step_down"), lead),
    st.tuples(st.just("resize"), lead, st.sampled_from([1, 2, 3, None])),
    st.tuples(st.just("deactivate"), st.sampled_from(["ines", "thomas"])),
)
STEPS = st.tuples(st.lists(STEP, min_size=8, max_size=25), st.booleans())
"""What is done, and whether the circle is archived before the last two steps."""


@given(
    policy=st.sampled_from(["open", "request", "invitation"]), size=st.sampled_from([1, 2, None]), plan=STEPS
)
@settings(max_examples=12)
async def test_a_circle_behaves_as_its_model_whatever_is_done(
    cast: Cast, database: Database, policy: str, size: int | None, plan: tuple[list[Any], bool]
) -> None:
    await everybody_is_back(database)
    steps, archives = plan
    if archives:
        steps = [*steps[:-2], ("archive", "karim"), *steps[-2:]]
    model = CircleModel(policy, size, states={"karim": "active"}, leads={"karim"})
    slug = await a_circle(cast, capacity=size, join_policy=policy)
    for name, by, *rest in steps:
        if by in model.gone:
            continue
        expected: Refused = getattr(model, name)(by, *rest)
        refused = await really(cast, slug, name, by, *rest)
        await Worker(database).drain()
        assert refused is expected, (name, by, rest)
        assert await as_it_is(cast, slug) == as_modelled(model), (name, by, rest)


async def everybody_is_back(database: Database) -> None:
    async with database.writing() as session:
        await session.execute(sa.update(PEOPLE).values(status=PersonStatus.ACTIVE))
        await session.commit()


async def really(cast: Cast, slug: str, name: str, by: str, *rest: Any) -> Refused:
    """Do it, in a unit of work; the refusal met, if any."""
    try:
        async with cast.database.writing() as session:
            actor = await cast.actor(by)
            circle = await circles.get_circle(session, actor, slug)
            people = [cast.people[one] if isinstance(one, str) else one for one in rest]
            await DO[name](session, actor, circle, *people)
            await session.commit()
    except DomainError as error:
        return type(error)
    return None


async def answer(session: Session, actor: Actor, circle: circles.Circle, person: Any, yes: bool) -> None:
    await circles.answer_request(session, actor, circle, person, accept=yes)


async def resize(session: Session, actor: Actor, circle: circles.Circle, capacity: int | None) -> None:
    names = circles.CircleInput.model_fields.keys() - {"draft"}
    values = {name: getattr(circle, name) for name in names} | {"capacity": capacity}
    await circles.edit_circle(session, actor, circle, circles.CircleInput(**values))


async def deactivate(session: Session, actor: Actor, _circle: circles.Circle) -> None:
    await session.execute(
        sa.update(PEOPLE).where(PEOPLE.c.id == actor.person_id).values(status=PersonStatus.INACTIVE)
    )
    await events.record(session, SYSTEM, "person.deactivated", "person", actor.person_id)


DO: dict[str, Callable[..., Awaitable[object]]] = {
    "join": circles.join,
    "leave": circles.leave,
    "remove": circles.remove,
    "invite": circles.invite,
    "propose": circles.propose,
    "accept": circles.accept_invitation,
    "decline": circles.decline_invitation,
    "answer": answer,
    "appoint": circles.appoint_lead,
    "step_down": circles.step_down,
    "resize": resize,
    "archive": circles.archive_circle,
    "deactivate": deactivate,
}


def as_modelled(model: CircleModel) -> tuple[Any, ...]:
    states = {name: "requested" if state == "proposed" else state for name, state in model.states.items()}
    counts = (len(model.members), len(model.leads), len(model.queue))
    return states, model.queue, model.leads, counts


async def as_it_is(cast: Cast, slug: str) -> tuple[Any, ...]:
    """The same facts, read from the database: rows and counters."""
    circle = await row(cast, slug, "nadia")
    names = {person_id: name for name, person_id in cast.people.items()}
    async with cast.database.reading() as session:
        rows = (
            await session.execute(
                sa.select(MEMBERSHIPS.c.person_id, MEMBERSHIPS.c.status, MEMBERSHIPS.c.is_lead)
                .where(
                    MEMBERSHIPS.c.circle_id == circle.id,
                    MEMBERSHIPS.c.status.in_(["invited", "requested", "waiting", "active"]),
                )
                .order_by(MEMBERSHIPS.c.queue_number)
            )
        ).all()
    states = {names[one.person_id]: one.status.value for one in rows}
    queue = [names[one.person_id] for one in rows if one.status == "waiting"]
    leads = {names[one.person_id] for one in rows if one.is_lead}
    return states, queue, leads, await counters(cast, slug)
