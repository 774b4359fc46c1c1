"""The charter, perks and practices through GraphQL."""

from typing import Any

import sqlalchemy as sa

from backend.circles.models import CHARTER_SIGNATURES
from seeds.charter import seed_charter
from seeds.perks import seed_perks
from tests.circles.scenes import a_circle
from tests.faces import Faces

SIGN = """mutation($input: SignCharterInput!) { signCharter(input: $input) { __typename
  ... on SignCharterSuccess { charter { slug version viewerSignedAt } } ... on UserError { code } } }"""
PUBLISH = """mutation($input: PublishCharterInput!) { publishCharter(input: $input) { __typename
  ... on PublishCharterSuccess { charter { version } } ... on UserError { code } } }"""
KEEP = """mutation($input: KeepPracticeInput!) { keepPractice(input: $input) { __typename
  ... on KeepPracticeSuccess { practice { id title } } ... on UserError { code } } }"""
REMOVE = """mutation($input: RemovePracticeInput!) { removePractice(input: $input) { __typename
  ... on UserError { code } } }"""
ADD_PERK = """mutation($input: AddPerkInput!) { addPerk(input: $input) { __typename
  ... on AddPerkSuccess { perk { id product } } ... on UserError { code field } } }"""
REMOVE_PERK = """mutation($input: RemovePerkInput!) { removePerk(input: $input) { __typename } }"""
TEXT = {"fr": "Attentifs", "en": "Attentive"}


async def apache(faces: Faces) -> None:
    async with faces.cast.database.writing() as session:
        await seed_charter(session)
        await seed_perks(session)
        await a_circle(session, faces.cast)
        await session.commit()


async def sent(faces: Faces, who: str, document: str, **given: Any) -> dict[str, Any]:
    answer = await faces.graphql(who, document, input=given)
    assert "errors" not in answer, answer
    (result,) = answer["data"].values()
    return dict(result)


async def test_ines_signs_the_charter_in_force_and_perks_open(faces: Faces) -> None:
    await apache(faces)
    perks = "{ perks(first: 10) { nodes { product offer { fr } kind } } }"
    assert (await faces.graphql("ines", perks))["data"]["perks"]["nodes"] == []
    signed = await sent(faces, "ines", SIGN)
    assert (signed["charter"]["slug"], signed["charter"]["version"]) == ("apache", 1)
    assert signed["charter"]["viewerSignedAt"]
    nodes = (await faces.graphql("ines", perks))["data"]["perks"]["nodes"]
    assert [node["kind"] for node in nodes] == [None, None, "AMBASSADOR"]
    read = """{ charter { title { fr en } values { fr } rules { en } viewerSignedAt }
      charterCount(slug: "coeur") { signed members }
      charterSigners(slug: "coeur") { nodes { person { displayName } } } }"""
    answer = (await faces.graphql("ines", read))["data"]
    assert answer["charter"]["title"] == {"fr": "La charte APACHE", "en": "The APACHE charter"}
    assert answer["charterCount"] == {"signed": 1, "members": 2}
    assert answer["charterSigners"]["nodes"] == [{"person": {"displayName": "Inès Marchetti"}}]


async def test_an_older_version_is_refused_and_leaves_no_signature(faces: Faces) -> None:
    await apache(faces)
    assert (await sent(faces, "yann", PUBLISH, title=TEXT, mission=TEXT))["code"] == "charter_editors_only"
    published = await sent(faces, "nadia", PUBLISH, title=TEXT, mission=TEXT, values=[TEXT])
    assert published["charter"]["version"] == 2
    assert (await sent(faces, "ines", SIGN, version=1))["code"] == "charter_outdated"
    assert (await sent(faces, "ines", SIGN, version=9))["code"] == "not_found"
    assert (await sent(faces, "ines", SIGN, slug="inconnue"))["code"] == "not_found"
    assert (await sent(faces, "yann", SIGN))["code"] == "charter_members_only"
    async with faces.cast.database.reading() as session:
        assert await session.scalar(sa.select(sa.func.count()).select_from(CHARTER_SIGNATURES)) == 0


async def test_nadia_adds_and_removes_a_perk(faces: Faces) -> None:
    await apache(faces)
    given: dict[str, Any] = {"product": "Lampe Écoute", "offer": TEXT, "endsOn": "2027-12-31"}
    assert (await sent(faces, "ines", ADD_PERK, **given))["code"] == "charter_editors_only"
    added = await sent(faces, "nadia", ADD_PERK, **given)
    twice = await sent(faces, "nadia", ADD_PERK, **given)
    assert (twice["code"], twice["field"]) == ("perk_exists", "product")
    removed = await sent(faces, "nadia", REMOVE_PERK, perkId=added["perk"]["id"])
    assert removed["__typename"] == "RemovePerkSuccess"


async def test_ines_keeps_a_practice_and_karim_takes_it_off(faces: Faces) -> None:
    await apache(faces)
    assert (await sent(faces, "yann", KEEP, slug="coeur", title="Le brief"))["code"] == "members_only"
    kept = await sent(faces, "ines", KEEP, slug="coeur", title="Le brief de 9 h", credit="à Mériadeck")
    read = '{ practices(slug: "coeur") { nodes { title credit } } }'
    nodes = (await faces.graphql("yann", read))["data"]["practices"]["nodes"]
    assert nodes == [{"title": "Le brief de 9 h", "credit": "à Mériadeck"}]
    id_ = kept["practice"]["id"]
    assert (await sent(faces, "ines", REMOVE, practiceId=id_))["code"] == "leads_only"
    assert (await sent(faces, "karim", REMOVE, practiceId=id_))["__typename"] == "RemovePracticeSuccess"
