"""Editions, offers and wishes through GraphQL."""

from zoneinfo import ZoneInfo

from backend import immersions
from backend.core.actor import SYSTEM
from backend.immersions import Phase, PrerequisiteInput, Worded, WordedLine
from schema.ids import encode
from tests.faces import Faces
from tests.immersions.scene import an_activity, an_edition, an_offer

READ = """query($slug: String!, $filter: OfferFilter) {
  editions(first: 5) { nodes { slug } }
  edition(slug: $slug) {
    phase
    phases { phase }
    offers(first: 5, filter: $filter) { nodes { id title placeCount slots { capacity hosts } } }
    myWishes { rank approval offer { id } }
    absences { person { displayName } status }
  }
}"""
RANK = """mutation($input: RankWishesInput!) {
  rankWishes(input: $input) {
    ... on RankWishesSuccess { edition { myWishes { rank offer { id } } } }
    ... on UserError { code field }
  }
}"""

CHOOSE = """query($slug: String!) { edition(slug: $slug) {
  activities { id kit { en } script { en } rules { fr } prerequisites { code name { en } } }
  offers { nodes { activity { kit { en } } } }
  days
  sites { name }
} }"""


CLONE = """mutation($input: CloneEditionInput!) { cloneEdition(input: $input) {
  ... on CloneEditionSuccess { edition { slug } } ... on UserError { code } } }"""


async def test_a_clone_stays_with_its_unit_unless_another_is_named(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        scope = [cast.units["boutique"]]
        edition = await an_edition(session, cast, unit_ids=scope)
        await session.commit()
    given = {"slug": edition.slug, "name": "La suivante"}
    everywhere = await faces.graphql("solene", CLONE, input={**given, "orgUnitId": None})
    assert everywhere["data"]["cloneEdition"] == {"code": "edition_leaders_only"}
    made = (await faces.graphql("solene", CLONE, input=given))["data"]["cloneEdition"]["edition"]
    async with cast.database.reading() as session:
        clone = await immersions.get_edition(session, await cast.actor("solene"), made["slug"])
        assert clone.org_unit_id == edition.org_unit_id
        assert await immersions.scope_of(session, clone.id) == (scope, [])


async def test_a_tool_ranks_wishes_and_reads_them_back(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        offers = [encode("Offer", (await an_offer(session, cast, edition)).id) for _ in range(2)]
        await session.commit()
    given = {"editionSlug": edition.slug, "offerIds": offers[::-1]}
    answer = await faces.graphql("ines", RANK, input=given)
    mine = [{"rank": 1, "offer": {"id": offers[1]}}, {"rank": 2, "offer": {"id": offers[0]}}]
    assert answer["data"]["rankWishes"] == {"edition": {"myWishes": mine}}
    read = (await faces.graphql("karim", READ, slug=edition.slug, filter={"words": "clients"}))["data"]
    assert read["editions"]["nodes"] == [{"slug": edition.slug}]
    assert read["edition"]["phase"] == "WISHES"
    assert len(read["edition"]["phases"]) == 8
    assert read["edition"]["offers"]["nodes"][0]["slots"] == [{"capacity": 1, "hosts": ["Thomas Le Goff"]}]
    waits = {"person": {"displayName": "Inès Marchetti"}, "status": "PENDING"}
    assert read["edition"]["absences"] == [waits, waits]
    twice = await faces.graphql("ines", RANK, input={**given, "offerIds": [offers[0], offers[0]]})
    assert twice["data"]["rankWishes"] == {"code": "wish_twice", "field": "offerIds"}


async def test_a_tool_reads_what_hosts_and_wishers_choose_from(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        edition = await an_edition(session, cast, phase=Phase.WISHES)
        shoes = PrerequisiteInput(code="shoes", name=WordedLine(fr="Chaussures", en="Shoes"))
        held = await immersions.add_prerequisite(session, SYSTEM, shoes)
        activity = await an_activity(
            session,
            kit=Worded(fr="Venez tôt.", en="Come early."),
            checklist=[WordedLine(fr="Sans enregistrer", en="Without recording")],
            prerequisite_ids=[held.id],
        )
        offer = await an_offer(session, cast, edition, activity_id=activity.id)
        await session.commit()
    read = (await faces.graphql("ines", CHOOSE, slug=edition.slug))["data"]["edition"]
    assert read["activities"] == [
        {
            "id": encode("Activity", activity.id),
            "kit": {"en": "Come early."},
            "script": {"en": ""},
            "rules": [{"fr": "Sans enregistrer"}],
            "prerequisites": [{"code": "shoes", "name": {"en": "Shoes"}}],
        }
    ]
    assert read["offers"]["nodes"] == [{"activity": {"kit": {"en": "Come early."}}}]
    assert read["days"] == [str(offer.first_starts_at.astimezone(ZoneInfo("Europe/Paris")).date())]
    assert read["sites"]
