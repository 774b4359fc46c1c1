"""Inviting by name and by list, proposing, accepting and declining, on both databases."""

import pytest
import sqlalchemy as sa

from backend import circles, today
from backend.circles.models import JoinPolicy
from backend.core.listing import Page
from backend.events import EVENTS
from tests.cast import Cast
from tests.circles.scene import a_circle, as_, counters, row


async def test_ines_is_invited_sees_it_today_and_comes_in(cast: Cast) -> None:
    slug = await a_circle(cast, join_policy=JoinPolicy.INVITATION)
    with pytest.raises(circles.errors.InvitationOnly):
        await as_(cast, "ines", slug, circles.join)
    await as_(cast, "karim", slug, circles.invite, cast.people["ines"], note="Tu connais le comptoir.")
    here = await row(cast, slug, "ines")
    assert (here.viewer_status, here.viewer_invited_by, here.viewer_note) == (
        "invited",
        "Karim Benhaddou",
        "Tu connais le comptoir.",
    )
    async with cast.database.reading() as session:
        actor = await cast.actor("ines")
        asks = await today.asks_for(session, actor)
        invited = circles.MembershipStatus.INVITED
        mine = await circles.my_circles(session, actor, Page(), invited)
    assert [(a.code, dict(a.params)) for a in asks] == [
        ("invitation", {"circle": "Cœur", "by": "Karim Benhaddou"})
    ]
    assert [c.slug for c in mine.items] == [slug]
    spell = await as_(cast, "ines", slug, circles.accept_invitation)
    assert spell.status == "active"
    with pytest.raises(circles.errors.NotInvited):
        await as_(cast, "ines", slug, circles.accept_invitation)
    assert await counters(cast, slug) == (2, 1, 0)


async def test_an_invitation_to_a_full_circle_is_accepted_into_the_waiting_list(cast: Cast) -> None:
    slug = await a_circle(cast, capacity=1)
    await as_(cast, "karim", slug, circles.invite, cast.people["ines"])
    assert (await as_(cast, "ines", slug, circles.accept_invitation)).status == "waiting"
    assert await counters(cast, slug) == (1, 1, 1)


async def test_who_declines_may_be_invited_again_and_may_join(cast: Cast) -> None:
    slug = await a_circle(cast)
    await as_(cast, "karim", slug, circles.invite, cast.people["ines"])
    await as_(cast, "ines", slug, circles.decline_invitation)
    with pytest.raises(circles.errors.NotInvited):
        await as_(cast, "ines", slug, circles.decline_invitation)
    await as_(cast, "karim", slug, circles.invite, cast.people["ines"])
    assert (await as_(cast, "ines", slug, circles.join)).status == "active"


async def test_a_proposal_is_answered_by_a_lead_and_then_accepted_by_the_person(cast: Cast) -> None:
    slug = await a_circle(cast, join_policy=JoinPolicy.REQUEST)
    await as_(cast, "karim", slug, circles.invite, cast.people["ines"])
    await as_(cast, "ines", slug, circles.accept_invitation)
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "ines", slug, circles.invite, cast.people["thomas"])
    with pytest.raises(circles.errors.MembersOnly):
        await as_(cast, "yann", slug, circles.propose, cast.people["thomas"])
    proposal = await as_(cast, "ines", slug, circles.propose, cast.people["thomas"], note="Il explique bien.")
    assert (proposal.status, proposal.is_proposal) == ("requested", True)
    answered = await as_(cast, "karim", slug, circles.answer_request, cast.people["thomas"], accept=True)
    assert answered.status == "invited"
    assert (await as_(cast, "thomas", slug, circles.accept_invitation)).status == "active"
    async with cast.database.reading() as session:
        circle = await row(cast, slug)
        steps = await circles.history_of(session, await cast.actor("thomas"), circle.id)
    assert [(step.status, step.by) for step in steps] == [
        ("requested", "Inès Marchetti"),
        ("invited", "Karim Benhaddou"),
        ("active", "Thomas Le Goff"),
    ]


async def test_who_was_proposed_and_asks_themselves_comes_in_at_the_lead_s_yes(cast: Cast) -> None:
    slug = await a_circle(cast, join_policy=JoinPolicy.REQUEST)
    await as_(cast, "karim", slug, circles.propose, cast.people["ines"])
    assert not (await as_(cast, "ines", slug, circles.join)).is_proposal
    with pytest.raises(circles.errors.AlreadyMember):
        await as_(cast, "ines", slug, circles.join)
    answered = await as_(cast, "karim", slug, circles.answer_request, cast.people["ines"], accept=True)
    assert answered.status == "active"
    async with cast.database.reading() as session:
        told = await today.told_to(session, await cast.actor("ines"))
        asks = await today.asks_for(session, await cast.actor("karim"))
    assert [one.code for one in told] == ["membership.active"]
    assert not asks


async def test_a_list_invites_every_good_line_and_reports_the_others(cast: Cast) -> None:
    slug = await a_circle(cast)
    text = (
        "﻿Adresse;Nom\n"
        "INES.marchetti@telenova.example;Marchetti\n"
        '"Le Goff, Thomas" <thomas.le-goff@telenova.example>\n'
        "nobody@telenova.example\n"
        "ines.marchetti@telenova.example\n"
        "karim.benhaddou@telenova.example\n"
        "\n"
        "sans adresse\n"
    )
    report = await as_(cast, "karim", slug, circles.invite_list, text, note="Bienvenue")
    assert report.invited == 2
    assert [(line.line, line.outcome) for line in report.refused] == [
        (4, "unknown"),
        (5, "repeated"),
        (6, "already"),
        (8, "unknown"),
    ]
    assert (await row(cast, slug, "thomas")).viewer_status == "invited"
    async with cast.database.reading() as session:
        found = await session.execute(sa.select(sa.func.count()).where(EVENTS.c.name == "membership.invited"))
        assert found.scalar_one() == 2


async def test_a_list_that_is_empty_or_too_long_invites_nobody(cast: Cast) -> None:
    slug = await a_circle(cast)
    with pytest.raises(circles.errors.NoEmails):
        await as_(cast, "karim", slug, circles.invite_list, "Adresse\n")
    with pytest.raises(circles.errors.TooManyLines):
        await as_(cast, "karim", slug, circles.invite_list, "ines.marchetti@telenova.example\n" * 2001)
    assert (await row(cast, slug, "ines")).viewer_status is None


async def test_ines_who_leads_nothing_is_refused_before_her_list_is_looked_at(cast: Cast) -> None:
    slug = await a_circle(cast)
    for text in ("yann.faure@telenova.example", "Adresse\n", "yann.faure@telenova.example\n" * 2001):
        with pytest.raises(circles.errors.LeadsOnly):
            await as_(cast, "ines", slug, circles.invite_list, text)
    with pytest.raises(circles.errors.LeadsOnly):
        await as_(cast, "ines", slug, circles.invite_people, [cast.people["yann"]] * 2001)
    assert (await row(cast, slug, "yann")).viewer_status is None


async def test_every_line_of_a_list_is_counted_but_a_heading(cast: Cast) -> None:
    slug = await a_circle(cast)
    lines = "foo\nines.marchetti@telenova.example\nbar"
    report = await as_(cast, "karim", slug, circles.invite_list, lines)
    assert [(line.line, line.email) for line in report.refused] == [(1, "foo"), (3, "bar")]
    again = await as_(cast, "karim", slug, circles.invite_list, "Nom;E-mail\nthomas.le-goff@telenova.example")
    assert (again.invited, again.refused) == (1, ())
