"""The pages on which the demo's mail is read, and the same as JSON for tools and tests."""

import re
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from backend.demo.letters import Letter, Letters
from backend.demo.pages import HEADERS, Pages

PAGE_SIZE = 20
JSON_LIMIT = 100
SHOWN_HEADERS = ("From", "To", "Date", "Message-ID", "List-Unsubscribe")
# A message is shown as a stranger's: no script, no network, no way to the page around it. Links open a tab.
LETTER_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)


class Mailbox:
    def __init__(self, letters: Letters, pages: Pages) -> None:
        self.letters, self.pages = letters, pages

    def routes(self) -> list[Route]:
        return [
            Route("/mailbox", self.index),
            Route("/mailbox.json", self.json),
            Route("/mailbox/{number:int}", self.letter),
            Route("/mailbox/{number:int}/html", self.html),
            Route("/mailbox/{number:int}/attachments/{place:int}", self.attachment),
        ]

    async def index(self, request: Request) -> Response:
        words = request.query_params.get("to", "").strip()[:200]
        letters = self.letters.to(words)
        shown = max(PAGE_SIZE, _number(request, "shown", PAGE_SIZE))
        return self.pages.show(
            request,
            "mailbox",
            words=words,
            letters=letters[:shown],
            more=min(PAGE_SIZE, len(letters) - shown),
            next_shown=shown + PAGE_SIZE,
            first_new=shown - PAGE_SIZE + 1 if shown > PAGE_SIZE else None,
        )

    async def json(self, request: Request) -> Response:
        """The newest letters to `?to=`, at most `?first=` of them."""
        first = min(max(1, _number(request, "first", JSON_LIMIT)), JSON_LIMIT)
        letters = self.letters.to(request.query_params.get("to", ""))[:first]
        return JSONResponse({"letters": [_as_json(letter) for letter in letters]}, headers=HEADERS)

    async def letter(self, request: Request) -> Response:
        letter = self.letters.get(request.path_params["number"])
        if letter is None:
            return self.pages.show(request, "letter_gone", 404)
        headers = [(name, letter.header(name)) for name in SHOWN_HEADERS if letter.header(name)]
        return self.pages.show(request, "message", letter=letter, headers=headers)

    async def html(self, request: Request) -> Response:
        letter = self._known(request)
        opened = '<base target="_blank">'
        head = HEAD.search(letter.html)
        place = head.end() if head else 0
        body = letter.html[:place] + opened + letter.html[place:]
        headers = HEADERS | {
            "Content-Security-Policy": LETTER_POLICY,
            "X-Frame-Options": "SAMEORIGIN",
        }
        return Response(body, media_type="text/html", headers=headers)

    async def attachment(self, request: Request) -> Response:
        attachments = self._known(request).attachments
        place = request.path_params["place"]
        if not 1 <= place <= len(attachments):
            raise HTTPException(404)
        attachment = attachments[place - 1]
        disposition = f"attachment; filename*=UTF-8''{quote(attachment.filename, safe='')}"
        headers = HEADERS | {
            "Content-Disposition": disposition,
            "Content-Security-Policy": "default-src 'none'",
        }
        return Response(attachment.content, media_type=attachment.content_type, headers=headers)

    def _known(self, request: Request) -> Letter:
        letter = self.letters.get(request.path_params["number"])
        if letter is None:
            raise HTTPException(404)
        return letter


def _number(request: Request, name: str, default: int) -> int:
    value = request.query_params.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else default


def _as_json(letter: Letter) -> dict[str, object]:
    return {
        "number": letter.number,
        "received_at": letter.received_at.isoformat(),
        "sender": letter.sender,
        "recipients": list(letter.recipients),
        "subject": letter.subject,
        "message_id": letter.header("message-id"),
        "text": letter.text,
        "html": letter.html,
        "attachments": [attachment.filename for attachment in letter.attachments],
    }
