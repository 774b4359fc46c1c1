"""Comments that speak of danger: read by a trained person, in place of whoever leads the unit."""

import re
from itertools import chain

import pytest
import sqlalchemy as sa

from backend import identity, pulse
from backend.core.db import Database, Session
from backend.core.errors import NotFound
from backend.core.listing import Page
from backend.identity import PEOPLE, ROLE_GRANTS, Role
from backend.notifications.models import NOTIFICATIONS
from backend.pulse import AlertInput, AlertState
from backend.pulse.alarming import is_alarming
from backend.pulse.alert_rows import waiting_alerts
from backend.pulse.models import PULSE_COMMENTS
from backend.worker import Worker
from tests.cast import Cast
from tests.counting import counting
from tests.pulse.scene import (
    a_sealed_wave,
    an_open_wave,
    answered_by,
    closed,
    colleagues,
    sealed,
    staffed,
    various,
)

ALARMING = "On m’a humiliée devant un client."
CODE = "alert.raised"
PAGE = Page(20)


def test_a_comment_that_speaks_of_danger_is_told_whatever_the_ending() -> None:
    missed = [
        comment
        for comment in (
            ALARMING,
            "Je n’en peux plus.",
            "Mon collègue n'en peut plus",
            "Un client menaçait Zoé.",
            "Je suis à bout",
            "Je veux mourir",
            "J'ai envie de mourir parfois.",
            "Il parle de mettre fin à ses jours",
            "Des idées noires, tous les matins",
            "Elle a voulu se suicider",
            "Il est violent avec nous",
            "Un responsable violente les nouveaux",
            "J'ai peur d'aller travailler",
            "Peur de venir le lundi",
            "il m'a touché les seins",
            "Mains baladeuses à la pause",
            "Des gestes déplacés",
            "Elle me harcèle au téléphone",
            "On se fait insulter devant les clients",
            "Il l’a giflée",
            "Propos racistes et antisémites",
            "Des blagues homophobes toute la journée",
            "Je fais une dépression",
            "Chantage aux congés",
            "On est discriminées à l’embauche",
            "I am being bullied.",
            "He hit me",
            "She threatens us",
            "I want to die",
            "I think about killing myself",
            "I am scared to come in",
            "He touched my leg",
            "My manager is abusive",
            "Sexual remarks every day",
            "They were assaulted by a customer",
            "I can't cope any more",
            "A nervous breakdown is near",
            "He stalks me: stalking, really",
            "Racist jokes",
            "Someone talked about suicide",
        )
        if not is_alarming(comment)
    ]
    assert missed == []


def test_an_ordinary_comment_is_not() -> None:
    told = [
        comment
        for comment in (
            "Au bout du couloir.",
            "Trop de transferts.",
            "The best team I know.",
            "Il manque la râpe en cuisine",
            "Le rapport arrive tard",
            "Les outils sont lents, on n’a pas le temps",
            "Peur de rien, cette équipe",
            "Le client a touché le fond du panier",
            "On veut finir à l’heure",
            "Le violet de l’affiche ne va pas",
            "La main dans la main avec la boutique",
            "Tuer le temps entre deux clients",
            "A hit with customers",
            "It touched many customers",
            "The cope of the desk",
            "I want to learn",
            "Burn the old forms",
            "We end the day late",
            "Un coup de main du siège",
            "Merci pour la formation",
            "Des abus sur les notes de frais",
        )
        if is_alarming(comment)
    ]
    assert told == []


async def a_worried_wave(cast: Cast) -> None:
    """Twelve of the boutique and of Bretagne answered with a comment, the first of them alarming."""
    async with cast.database.writing() as session:
        staff = [
            one for unit in ("boutique", "bretagne") for one in await colleagues(session, cast, unit, 12)
        ]
        await session.commit()
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(staff):
        comment = f"Mot {place}" if place else ALARMING
        code = pulse.codes.new_code()
        await answered_by(cast, person, wave_id, answers=various(place), comment=comment, code=code)
    await closed(cast, wave_id)
    await Worker(cast.database).drain()


async def read_by(session: Session, cast: Cast, name: str, unit: str) -> list[str]:
    """The comments somebody reads of a unit."""
    wave_id = await session.scalar(sa.select(PULSE_COMMENTS.c.wave_id).limit(1))
    actor = await cast.actor(name)
    return [
        one.text
        for one in (await pulse.comments_of(session, actor, wave_id, cast.units[unit], "", PAGE)).items
    ]


async def test_nadia_hears_it_and_karim_reads_it_only_once_handed_on(cast: Cast, database: Database) -> None:
    await a_worried_wave(cast)
    nadia, karim = await cast.actor("nadia"), await cast.actor("karim")
    async with database.writing() as session:
        [alert] = (await pulse.visible_alerts(session, nadia, PAGE)).items
        assert (alert.text, alert.unit) == (ALARMING, "Boutique Sainte-Catherine")
        assert [
            one.params["count"] for one in await pulse.asks_for(session, nadia) if one.code == "pulse_alerts"
        ] == [1]
        for name in ("karim", "nadia"):
            assert ALARMING not in await read_by(session, cast, name, "boutique")
        with pytest.raises(NotFound):
            await pulse.comment_read_by(session, karim, alert.id)
        assert await pulse.comment_read_by(session, nadia, alert.id)
        handed_on = AlertInput(state=AlertState.HANDED_ON)
        with pytest.raises(NotFound):
            await pulse.settle_alert(session, karim, alert.id, handed_on)
        assert (await pulse.visible_alerts(session, karim, PAGE)).items == []
        await pulse.settle_alert(session, nadia, alert.id, handed_on)
        assert ALARMING in await read_by(session, cast, "karim", "boutique")
        assert (await pulse.visible_alerts(session, nadia, PAGE)).items == []
        [settled] = (await pulse.visible_alerts(session, nadia, PAGE, settled=True)).items
        assert settled.state is AlertState.HANDED_ON
        with pytest.raises(pulse.errors.AlertHandedOn):
            await pulse.settle_alert(session, nadia, alert.id, AlertInput(state=AlertState.CARED_FOR))


async def test_nadia_is_told_that_a_comment_waits_and_not_a_word_of_it(
    cast: Cast, database: Database
) -> None:
    await a_worried_wave(cast)
    await Worker(database).drain()
    async with database.reading() as session:
        told = list(await session.execute(sa.select(NOTIFICATIONS).where(NOTIFICATIONS.c.code == CODE)))
    assert [(one.person_id, one.href) for one in told] == [(cast.people["nadia"], "/pulse/alerts")]
    assert told[0].params == {"survey": {"fr": "Le pouls de novembre", "en": "November’s pulse"}}
    assert "humili" not in repr(told)


async def test_nobody_is_told_of_a_wave_without_danger(cast: Cast, database: Database) -> None:
    await a_sealed_wave(cast, boutique=12)
    await Worker(database).drain()
    async with database.reading() as session:
        assert not list(await session.execute(sa.select(NOTIFICATIONS).where(NOTIFICATIONS.c.code == CODE)))


async def test_without_anybody_trained_a_comment_goes_where_the_others_go(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.role == Role.LISTENER))
        await session.commit()
    await a_worried_wave(cast)
    async with database.reading() as session:
        assert ALARMING in await read_by(session, cast, "karim", "boutique")


async def test_who_hears_another_region_learns_of_nothing(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        bretagne, solene = cast.units["bretagne"], cast.people["solene"]
        person = await session.get_one(identity.Person, solene)
        await identity.grant_role(session, await cast.actor("maud"), person, Role.LISTENER, bretagne)
        await session.commit()
    await a_worried_wave(cast)
    async with database.reading() as session:
        assert (await pulse.visible_alerts(session, await cast.actor("solene"), PAGE)).items == []


async def a_worried_ten(cast: Cast) -> None:
    """Ten of the boutique and more of two other units answered with a comment, the first of them alarming."""
    staff = await staffed(cast, boutique=10, intervention=11, bretagne=11)
    wave_id = await an_open_wave(cast)
    for place, person in enumerate(chain(*staff.values())):
        comment = f"Mot {place}" if place else ALARMING
        await answered_by(cast, person, wave_id, answers=various(place), comment=comment)
    await sealed(cast, wave_id)


async def trained(cast: Cast, name: str, unit: str) -> None:
    """Somebody hears a unit."""
    heard = {"person_id": cast.people[name], "role": Role.LISTENER, "org_unit_id": cast.units[unit]}
    async with cast.database.writing() as session:
        await session.execute(sa.insert(ROLE_GRANTS).values(heard))
        await session.commit()


async def heard_by(cast: Cast, name: str) -> list[tuple[str, str]]:
    """The alerts that somebody lists, each with its unit."""
    async with cast.database.reading() as session:
        found = await pulse.visible_alerts(session, await cast.actor(name), PAGE)
    return [(one.text, one.unit) for one in found.items]


async def test_a_member_of_a_group_of_exactly_ten_is_not_told_the_unit(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        shop = {"org_unit_id": cast.units["boutique"]}
        await session.execute(sa.update(PEOPLE).where(PEOPLE.c.id == cast.people["nadia"]).values(shop))
        await session.commit()
    await a_worried_ten(cast)
    assert await heard_by(cast, "nadia") == [(ALARMING, "")]


async def test_nor_that_it_comes_from_there_by_hearing_that_unit_alone(
    cast: Cast, database: Database
) -> None:
    """Karim is of the boutique, which he heads; Solène is not."""
    await trained(cast, "karim", "boutique")
    await a_worried_ten(cast)
    assert await heard_by(cast, "karim") == []
    assert await heard_by(cast, "nadia") == [(ALARMING, "Boutique Sainte-Catherine")]
    await trained(cast, "solene", "boutique")
    assert await heard_by(cast, "solene") == [(ALARMING, "Boutique Sainte-Catherine")]
    await trained(cast, "karim", "aquitaine")
    assert await heard_by(cast, "karim") == [(ALARMING, "")]


async def test_of_one_wave_the_alerts_of_no_other_are_looked_at(cast: Cast, database: Database) -> None:
    await trained(cast, "karim", "aquitaine")
    await a_worried_ten(cast)
    karim = await cast.actor("karim")
    async with database.reading() as session:
        wave_id = await session.scalar(sa.select(PULSE_COMMENTS.c.wave_id).limit(1))
        with counting(database) as sent:
            waiting = [await waiting_alerts(session, karim, one) for one in (wave_id, cast.units["boutique"])]
    assert waiting == [1, 0]
    begun = re.findall(r"RECURSIVE around.*?UNION ALL", "".join(sent.statements), re.DOTALL)
    assert ["wave_id = " in one for one in begun] == [True, True]


async def test_a_comment_that_nobody_trained_may_read_goes_where_the_others_go(
    cast: Cast, database: Database
) -> None:
    async with database.writing() as session:
        await session.execute(sa.delete(ROLE_GRANTS).where(ROLE_GRANTS.c.role == Role.LISTENER))
        await session.commit()
    await trained(cast, "karim", "boutique")
    await a_worried_ten(cast)
    async with database.reading() as session:
        assert ALARMING in await read_by(session, cast, "nadia", "boutique")
