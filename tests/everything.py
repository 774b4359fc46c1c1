"""A circle with one of everything, run by somebody who may do everything: where odd requests go deep."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from backend import (
    circles,
    commitments,
    digests,
    forum,
    identity,
    immersions,
    journeys,
    knowledge,
    notifications,
    pulse,
    recognition,
    reports,
)
from backend.circles.inputs import CharterInput, PerkInput, PracticeInput, UpwardQuestionInput, Worded
from backend.circles.models import PERKS
from backend.commitments import PromiseInput
from backend.core.actor import SYSTEM
from backend.core.clock import now
from backend.core.db import Session
from backend.core.ids import new_id
from backend.core.listing import Page
from backend.identity import ROLE_GRANTS, SITES, Role
from backend.identity.models import SIGN_IN_SESSIONS
from backend.jobs import JOBS, JobStatus
from backend.notifications import PastRefusal
from backend.notifications.unsubscribing import token_for
from backend.pulse import library
from backend.pulse.models import PULSE_INVITATIONS, CommentAlert, PulseComment
from backend.recognition.models import BRAVOS
from tests.cast import Cast
from tests.circles.message_scenes import a_message
from tests.circles.scenes import a_circle, a_gathering
from tests.digests.scenes import a_draft
from tests.faces import Faces
from tests.forum.scenes import a_confirmed_solution
from tests.immersions.days import a_day
from tests.immersions.scene import an_edition, an_offer, wished
from tests.journeys.scene import a_journey, an_irritant
from tests.pulse.scene import a_survey
from tests.reports.scenes import a_report, a_topic
from tests.signals.scenes import a_signal
from tests.suppliers.scenes import a_case
from tests.tables import Rows, emptied, kept, put_back
from tests.webhooks.scenes import a_dead_delivery

MASTER = "karim"
"""Leads the circle, and holds every role everywhere besides."""


@dataclass(frozen=True)
class Everything:
    """The addresses of the circle and of the editions, and the ids of what is in it, by the kind of thing.

    `days` is an edition whose days are now, in which whoever leads comes to themselves.
    """

    slug: str
    edition: str
    days: str
    ids: dict[str, UUID]
    report: int = 1
    issue: int = 1
    article: str = ""
    letter: str = ""
    """What the address of unsubscribing in a letter of theirs ends with."""


# The scene as it was first written on each kind of database, with its rows, for later tests of this process.
_first: dict[bool, tuple[Everything, Rows]] = {}


async def everything_at_hand(faces: Faces) -> Everything:
    """Write one of everything over the small Télénova; whoever leads the circle may do everything."""
    cast, database = faces.cast, faces.cast.database
    if database.is_sqlite not in _first:
        async with database.writing() as session:
            await all_powerful(session, cast)
            await session.commit()
        await faces.session_cookie(MASTER)
        async with database.writing() as session:
            scene = await everything(session, cast)
            await session.commit()
        _first[database.is_sqlite] = scene, await kept(database)
    else:
        scene, rows = _first[database.is_sqlite]
        await emptied(database)
        await put_back(database, rows)
    return scene


async def all_powerful(session: Session, cast: Cast) -> None:
    """Give every role, everywhere, to whoever leads the circle."""
    for role in set(Role) - {Role.EMPLOYEE}:
        await session.execute(
            sa.insert(ROLE_GRANTS).values(person_id=cast.people[MASTER], role=role, org_unit_id=None)
        )


async def everything(session: Session, cast: Cast, number: int = 0) -> Everything:
    """One of everything; each `number` makes a circle of its own."""
    slug = f"coeur-{number}"
    master = await cast.actor(MASTER)
    circle_id = await a_circle(session, cast, slug=slug, capacity=3)
    circle = await circles.get_circle_by_id(session, master, circle_id)
    await circles.invite(session, master, circle, cast.people["thomas"])
    await circles.propose(session, master, circle, cast.people["yann"])
    gathering = await a_gathering(session, circle_id, starts_in=timedelta(minutes=-10))
    draft = await circles.draft_message(session, master, circle, a_message())
    message = await circles.draft_message(session, master, circle, a_message())
    await circles.publish_message(session, master, message)
    question = await circles.ask_upwards(
        session, master, message, UpwardQuestionInput(text="Et les samedis ?")
    )
    practice = await circles.add_practice(session, master, circle, PracticeInput(title="Le brief de 9 h"))
    words = Worded(fr="Attention : toujours", en="Attention: always")
    charter = await circles.publish_charter(
        session, master, CharterInput(title=words, mission=words, values=[words], rules=[words])
    )
    await circles.sign_charter(session, master, charter)
    await session.execute(sa.delete(PERKS))
    perk = await circles.add_perk(session, master, PerkInput(product="Box", offer=words))
    drawn = await a_journey(session, cast)
    irritant = await an_irritant(session, cast, drawn)
    review = await journeys.tell_review(
        session,
        master,
        await journeys.get_journey(session, drawn.id),
        journeys.ReviewInput(kind=journeys.ReviewKind.REVIEW, title="En mai", held_on=now().date()),
    )
    edition = await an_edition(session, cast, name=f"Édition {number}", phase=immersions.Phase.WISHES)
    offer = await an_offer(session, cast, edition)
    await wished(session, cast, edition, "ines", offer)
    days, slot_id = await a_day(session, cast, name=f"Journée {number}", host=MASTER, visitors=(MASTER,))
    note = await immersions.note_on_the_day(session, master, days, immersions.NoteInput(text="Une file"))
    told = immersions.DebriefInput(quote="On court.", quote_shared=True)
    debrief = await immersions.submit_debrief(session, master, days, told, slot_id=slot_id)
    topic = await a_topic(session, cast, name=f"Boutiques {number}")
    report = await a_report(session, cast, by=MASTER)
    await a_report(session, cast)
    author = await reports.standing_of(session, master, report)
    await reports.add_photos(session, author, [reports.Picture(b"webp", 1, 1)])
    photo_id = (await reports.photo_rows(session, [report.id]))[report.id][0].id
    thread_id, post_id = await a_confirmed_solution(session, cast)
    source = await forum.standing_of(session, master, thread_id)
    article = await knowledge.promote_to_article(session, source, post_id)
    promise = PromiseInput(what="Une seule file", due_on=now().date() + timedelta(days=9))
    promised = await commitments.make(
        session, master, promise, source_kind=reports.SOURCE, source_id=report.id
    )
    # Each scene asks everybody, and nobody is asked more than twice in four weeks.
    await session.execute(sa.delete(PULSE_INVITATIONS))
    survey = await a_survey(session, cast, [library.BY_KEY["tools"], library.BY_KEY["one_thing"]])
    wave = await pulse.open_wave(session, SYSTEM, survey)
    comment = PulseComment(wave_id=wave.id, unit_key="", text="Deux files", search="deux files")
    worrying = PulseComment(
        wave_id=wave.id, unit_key="", text="Je n’en peux plus", search="je n'en peux plus"
    )
    session.add_all([comment, worrying])
    await session.flush()
    session.add(CommentAlert(comment_id=worrying.id))
    person = await identity.get_person(session, cast.people[MASTER])
    told = notifications.Notice(
        notifications.NotificationKind.REPORT,
        "report.kept",
        str(new_id()),
        f"/reports/{report.number}",
        {"number": report.number, "title": report.title},
    )
    await notifications.tell(session, [person.id], told)
    inbox = await notifications.visible_notifications(session, master, Page(1))
    new = identity.NewToken(name="intranet", scopes=frozenset({"read"}))
    token_id, _ = await identity.create_token(session, SYSTEM, person, new)
    job_id = new_id()
    await session.execute(
        sa.insert(JOBS).values(
            id=job_id, name="notifications.send", payload={}, status=JobStatus.DEAD, attempts=12
        )
    )
    grant_id = await session.scalar(
        sa.select(ROLE_GRANTS.c.id).where(ROLE_GRANTS.c.person_id == person.id).limit(1)
    )
    browser_id = await session.scalar(sa.select(SIGN_IN_SESSIONS.c.id).limit(1))
    thanks = recognition.BravoInput(word="Merci", person_id=master.person_id)
    await session.execute(sa.delete(BRAVOS))
    bravo = await recognition.send_bravo(session, await cast.actor("thomas"), thanks)
    issue = await a_draft(session, cast)
    signal = await a_signal(session, cast)
    case = await a_case(session, cast, report.number)
    lost = PastRefusal(notifications.NotificationKind.REPORT, "Livrée", "Elle est livrée.", now())
    refused_id = await notifications.bring_refusal_in(session, person.id, lost)
    webhook_id, delivery_id = await a_dead_delivery(session, cast)
    return Everything(
        slug,
        edition.slug,
        days.slug,
        {
            "Circle": circle_id,
            "Gathering": gathering,
            "Message": message.id,
            "Draft": draft.id,
            "UpwardQuestion": question.id,
            "Practice": practice.id,
            "Bravo": bravo.id,
            "Charter": charter.id,
            "Perk": perk.id,
            "Journey": drawn.id,
            "JourneyStep": drawn.shop,
            "Handoff": drawn.handoff,
            "Irritant": irritant.id,
            "Review": review.id,
            "Edition": edition.id,
            "Offer": offer.id,
            "Activity": offer.activity_id,
            "OfferSlot": slot_id,
            "DayNote": note.id,
            "Debrief": debrief.id,
            "DigestItem": (await digests.items_of(session, issue.id))[0].id,
            "Site": await session.scalar(sa.select(SITES.c.id).limit(1)),
            "Report": report.id,
            "Topic": topic,
            "Photo": photo_id,
            "Notification": inbox.items[0].id,
            "Token": token_id,
            "Job": job_id,
            "Thread": thread_id,
            "ForumPost": post_id,
            "Article": article.id,
            "Survey": survey.id,
            "Wave": wave.id,
            "Commitment": promised.id,
            "Conversation": comment.id,
            "Alert": worrying.id,
            "RoleGrant": grant_id,
            "Browser": browser_id or new_id(),
            "Signal": signal.id,
            "Supplier": case.supplier_id,
            "SupplierCase": case.id,
            "Webhook": webhook_id,
            "WebhookDelivery": delivery_id,
            "MessageDelivery": refused_id,
            "Person": cast.people["thomas"],
            "Proposed": cast.people["yann"],
            "OrgUnit": cast.units["aquitaine"],
        },
        report=report.number,
        issue=issue.number,
        article=article.slug,
        letter=token_for(session, person.id, [told.kind]),
    )
