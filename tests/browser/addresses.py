"""The addresses of pages whose path only the demo knows: found where a reader would click on them."""

import asyncio
import re
from string import Formatter

from playwright.async_api import APIRequestContext

from tests.browser.company import Company
from tests.browser.demo import reader
from tests.browser.pages import HEART, NAQ_EDITION, ONCE, Seen

OURS = {"sec-fetch-site": "same-origin"}
LINKS = {
    "stop": ("karim", "{provider}/mailbox/{letter}", r"/unsubscribe/([\w-]+)"),
    "person": ("maud", "/admin/people?q=solene", r"/admin/people/([0-9a-f-]{36})"),
    "member": ("karim", f"{HEART}/members", r"/members/([0-9a-f-]{36})"),
    "message": ("karim", f"{HEART}/messages", r"/messages/([0-9a-f-]{36})"),
    "first": ("claire", "/circles/premier-cercle/messages", r"/messages/([0-9a-f-]{36})"),
    "draft": ("karim", f"{ONCE}/messages", r"/messages/([0-9a-f-]{36})"),
    "gathering": ("karim", f"{HEART}/gatherings", r"/gatherings/([0-9a-f-]{36})"),
    "offer": ("ines", NAQ_EDITION, r"/offers/([0-9a-f-]{36})"),
    "proposed": ("solene", f"{NAQ_EDITION}/setup", r"/offers/([0-9a-f-]{36})"),
    "activity": ("nadia", "/immersions/activities", r"/immersions/activities/([0-9a-f-]{36})"),
    "story": ("ines", "/immersions/stories", r"/immersions/stories/([0-9a-f-]{36})"),
    "slot": ("thomas", f"{NAQ_EDITION}-automne/visitors", r"/visitors/([0-9a-f-]{36})"),
    "held": ("solene", f"{NAQ_EDITION}-session-courte", r"/offers/([0-9a-f-]{36})"),
    "moving": ("solene", f"{NAQ_EDITION}-session-courte/offers/{{held}}", r"/slots/([0-9a-f-]{36})"),
    "wisher": ("solene", f"{NAQ_EDITION}-fin-d-hiver/matching", r"pin=([0-9a-f-]{36})"),
    "debrief": ("solene", "/journeys/{journey}", r"-automne/debriefs/([0-9a-f-]{36})"),
    "journey": ("solene", "/journeys", r"/journeys/([0-9a-f-]{36})"),
    "review": ("solene", "/journeys/{journey}", r"/reviews/([0-9a-f-]{36})"),
    "wave": ("ines", "/pulse", r"/pulse/([0-9a-f-]{36})"),
    "survey": (
        "nadia",
        "/pulse/surveys",
        r'/pulse/surveys/([0-9a-f-]{36})" id="[^"]*">(?:Le|The) ',
    ),
    "survey_draft": (
        "nadia",
        "/pulse/surveys",
        r'/pulse/surveys/([0-9a-f-]{36})" id="[^"]*">(?:Trois|Three)',
    ),
    "survey_region": (
        "nadia",
        "/pulse/surveys",
        r'/pulse/surveys/([0-9a-f-]{36})" id="[^"]*">(?:Nos|Our) ',
    ),
    "sealed_region": ("nadia", "/pulse/surveys/{survey_region}", r"/pulse/([0-9a-f-]{36})/results"),
    "sealed": ("nadia", "/pulse/surveys/{survey}", r"/pulse/([0-9a-f-]{36})/results"),
    "talk": ("nadia", "/pulse/{sealed}/comments", r"/pulse/conversations/([0-9a-f-]{36})"),
    "report_delivered": ("karim", "/reports?status=delivered&q=files", r"/reports/(\d+)"),
    "report_declined": ("ines", "/reports?status=declined", r"/reports/(\d+)"),
    "report_waiting": ("solene", "/reports/inbox", r"/reports/(\d+)"),
    "report_mine": ("ines", "/reports?mine=1", r"/reports/(\d+)"),
    "report_at_supplier": ("maud", "/reports?q=planning+android", r"/reports/(\d+)"),
    "webhook": ("maud", "/admin/webhooks", r"/admin/webhooks/([0-9a-f-]{36})"),
    "thread": ("ines", "/forum?state=solved", r"/forum/([0-9a-f-]{36})"),
    "article": ("ines", "/knowledge", r"/knowledge/([0-9a-z-]+)\""),
    "past": ("karim", f"{HEART}/gatherings?past=1", r"/gatherings/([0-9a-f-]{36})"),
}


async def address(company: Company, seen: Seen, locale: str) -> str:
    """Where this page is in this demo."""
    return await _filled(company, seen.path.replace("{locale}", locale))


async def _filled(company: Company, path: str) -> str:
    for name in {name for _, name, _, _ in Formatter().parse(path) if name} - company.known.keys():
        company.known[name] = await _find(company, name)
    return path.format_map(company.known)


async def _find(company: Company, name: str) -> str:
    if name == "provider":
        return company.demo.provider
    who, page, link = LINKS.get(name, ("karim", "", ""))
    page = await _filled(company, page)
    state = await company.state(who) if name != "persona" else None
    async with reader(company.chromium, company.demo, state=state) as context:
        if name == "persona":
            return (await context.request.post("/sign-in", headers=OURS)).url
        if name == "letter":
            return await _letter(context.request, company)
        return await _first(context.request, page, link)


async def _first(request: APIRequestContext, page: str, link: str) -> str:
    answer = await request.get(page)
    found = re.search(link, await answer.text())
    assert found, f"no link like {link} on {page}"
    return found.group(1)


async def _letter(request: APIRequestContext, company: Company) -> str:
    """Karim invites somebody; the letter arrives a moment later."""
    someone = await _first(request, f"{ONCE}/invite?q=faure", r'name="person_id" value="([0-9a-f-]{36})"')
    await request.post(f"{ONCE}/invite", form={"person_id": someone, "q": "faure"}, headers=OURS)
    for _ in range(400):
        answer = await request.get(f"{company.demo.provider}/mailbox")
        if found := re.search(r"/mailbox/(\d+)", await answer.text()):
            return found.group(1)
        await asyncio.sleep(0.25)
    raise AssertionError("no letter arrived")
