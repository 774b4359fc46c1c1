"""« Aujourd’hui » leads where it says: each of its links opens a page, at the place it names."""

import html
import re

import pytest

from tests.browser.company import Company

pytestmark = pytest.mark.xdist_group("stories")


@pytest.mark.parametrize("who", ["ines", "karim", "thomas", "solene", "nadia"])
async def test_every_link_of_today_leads_somewhere(company: Company, who: str) -> None:
    request = (await company.browser_of(who, "fr")).request
    main = (await (await request.get("/")).text()).partition("<main")[2].partition("</main>")[0]
    lost = []
    for link in {html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', main)}:
        answer = await request.get(link)
        place = link.partition("#")[2]
        if not answer.ok or (place and f'id="{place}"' not in await answer.text()):
            lost.append(link)
    assert lost == []
