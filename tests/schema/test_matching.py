"""The matching through GraphQL: run, pinned, published, read, given back, taken."""

from backend import immersions
from backend.immersions import ApprovalMode
from schema.ids import encode
from tests.faces import Faces
from tests.immersions.placed import an_edition_wished, drained, held, published, waiting

RUN = """mutation($slug: String!) { runMatching(input: {editionSlug: $slug, seed: 7}) {
  ... on RunMatchingSuccess { edition { runs(first: 5) { nodes { id status objective } } } } } }"""
READ = """query($slug: String!) { edition(slug: $slug) {
  phase
  runs(first: 5) { nodes {
    id number seed objective optimal status placed byRank swapRanks underMinimum { slotId people }
    placements(first: 5) { nodes { person { id } outcome rank drawn slotId offerTitle pinnedSlotId } }
  } }
  myPlacement { offer { title } slot { startsAt } reason source rank }
  myWaitingLists { offer { id } position status }
  offers { nodes { id title slots { id placedCount } } }
} }"""
DO = """mutation($slug: String!, $id: ID!) { %s(input: {editionSlug: $slug, %s: $id}) {
  __typename ... on ConflictError { code } ... on ForbiddenError { code } } }"""
PIN = """mutation($slug: String!, $person: ID!, $slot: ID) {
  pinPlacement(input: {editionSlug: $slug, personId: $person, slotId: $slot}) { __typename } }"""


async def test_a_tool_runs_pins_publishes_and_each_reads_their_place(faces: Faces) -> None:
    cast = faces.cast
    async with cast.database.writing() as session:
        wishes = {"ines": "ab", "karim": "ab", "thomas": "a"}
        edition, _ = await an_edition_wished(session, cast, wishes, {"a": 1, "b": 2})
        slug = edition.slug
        await session.commit()
    asked = await faces.graphql("solene", RUN, slug=slug)
    [waits] = asked["data"]["runMatching"]["edition"]["runs"]["nodes"]
    assert (waits["status"], waits["objective"]) == ("WAITING", [])
    await drained(cast)
    before = (await faces.graphql("solene", READ, slug=slug))["data"]["edition"]
    [run] = before["runs"]["nodes"]
    assert before["phase"] == "REVIEW"
    assert (run["seed"], run["objective"], run["optimal"]) == (7, [0, 0, 0, 0, 2, 0], True)
    assert before["myPlacement"] is None
    slot = next(one for one in before["offers"]["nodes"] if one["title"] == "a")["slots"][0]["id"]
    found = run["placements"]["nodes"]
    assert sorted((one["outcome"], one["rank"], one["offerTitle"]) for one in found) == [
        ("FIRST_WISH", 1, "a"),
        ("LOWER_WISH", 2, "b"),
        ("LOWER_WISH", 2, "b"),
    ]
    assert [one["slotId"] for one in found if one["offerTitle"] == "a"] == [slot]
    karim = encode("Person", cast.people["karim"])
    pinned = await faces.graphql("solene", PIN, slug=slug, person=karim, slot=slot)
    assert pinned["data"]["pinPlacement"]["__typename"] == "PinPlacementSuccess"
    [run] = (await faces.graphql("solene", READ, slug=slug))["data"]["edition"]["runs"]["nodes"]
    kept = {one["person"]["id"]: one["pinnedSlotId"] for one in run["placements"]["nodes"]}
    assert {person for person, slot_id in kept.items() if slot_id} == {karim}
    refused = await faces.graphql("ines", DO % ("publishMatching", "runId"), slug=slug, id=run["id"])
    assert refused["data"]["publishMatching"]["code"] == "edition_leaders_only"
    outdated = await faces.graphql("solene", DO % ("publishMatching", "runId"), slug=slug, id=run["id"])
    assert outdated["data"]["publishMatching"]["code"] == "run_outdated"
    await faces.graphql("solene", PIN, slug=slug, person=karim)
    done = await faces.graphql("solene", DO % ("publishMatching", "runId"), slug=slug, id=run["id"])
    assert done["data"]["publishMatching"]["__typename"] == "PublishMatchingSuccess"
    mine = (await faces.graphql("ines", READ, slug=slug))["data"]["edition"]
    assert mine["myPlacement"]["offer"] == {"title": "b"}
    assert "votre 2e vœu" in mine["myPlacement"]["reason"].lower()
    assert len(mine["myWaitingLists"]) == 1
    [seen] = mine["runs"]["nodes"]
    assert seen["placements"]["nodes"] == []


async def test_a_tool_gives_a_place_back_and_the_next_takes_it(faces: Faces) -> None:
    cast = faces.cast
    wishes = {"ines": "ab", "karim": "ab", "thomas": "a"}
    edition_id, offers = await published(cast, wishes, {"a": 1, "b": 2}, approval=ApprovalMode.AUTOMATIC)
    async with cast.database.reading() as session:
        slug = (await immersions.get_edition_by_id(session, await cast.actor("solene"), edition_id)).slug
    first, second = await waiting(cast, offers["a"])
    thomas, offer = encode("Person", cast.people["thomas"]), encode("Offer", offers["a"].id)
    back = DO % ("withdrawPlacement", "personId")
    assert (await faces.graphql("ines", back, slug=slug, id=thomas))["data"]["withdrawPlacement"]["code"]
    given = await faces.graphql("solene", back, slug=slug, id=thomas)
    assert given["data"]["withdrawPlacement"]["__typename"] == "WithdrawPlacementSuccess"
    read = (await faces.graphql("thomas", READ, slug=slug))["data"]["edition"]["myPlacement"]
    assert (read["offer"], read["slot"], read["rank"], read["source"]) == (None, None, None, None)
    assert read["reason"] == "Votre place est rendue, pour que quelqu’un d’autre en profite."
    await drained(cast)
    take, leave = DO % ("acceptWaitingOffer", "offerId"), DO % ("declineWaitingOffer", "offerId")
    gone = await faces.graphql(second, take, slug=slug, id=offer)
    assert gone["data"]["acceptWaitingOffer"]["code"] == "waiting_offer_gone"
    left = await faces.graphql(first, leave, slug=slug, id=offer)
    assert left["data"]["declineWaitingOffer"]["__typename"] == "DeclineWaitingOfferSuccess"
    await drained(cast)
    taken = await faces.graphql(second, take, slug=slug, id=offer)
    assert taken["data"]["acceptWaitingOffer"]["__typename"] == "AcceptWaitingOfferSuccess"
    assert await held(cast, offers) == {first: "b", second: "a"}
