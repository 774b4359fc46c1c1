"""Those who make an issue are told what the others did to it."""

from backend import digests
from backend.core.db import Database
from backend.digests import DelegateInput, RemarkInput
from backend.worker import Worker
from tests.cast import Cast
from tests.digests.scenes import BOTH, a_review
from tests.notifications.test_colleagues import told


async def test_each_is_told_of_an_issue_what_is_theirs_to_know(cast: Cast, database: Database) -> None:
    async with database.writing() as session:
        issue = await a_review(session, cast)
        nadia, helene = await cast.actor("nadia"), await cast.actor("helene")
        delegate = DelegateInput(email="solene.arrighi@telenova.example")
        issue = await digests.name_delegate(session, helene, issue, delegate)
        issue = await digests.reject(session, helene, issue, RemarkInput(text="Le titre ?"))
        issue = await digests.request_review(session, nadia, issue)
        issue = await digests.sign(session, await cast.actor("solene"), issue)
        issue = await digests.write_headline(session, nadia, issue, BOTH)
        await session.commit()
    await Worker(database).drain()
    assert {one for one in await told(cast) if one[1].startswith("digest.")} == {
        ("helene", "digest.review_requested"),
        ("solene", "digest.review_requested"),
        ("solene", "digest.delegate_named"),
        ("nadia", "digest.rejected"),
        ("nadia", "digest.signed"),
        ("maud", "digest.signed"),
        ("helene", "digest.unsigned"),
        ("solene", "digest.unsigned"),
        ("maud", "digest.unsigned"),
    }
