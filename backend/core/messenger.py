"""Messages to one person's chat or telephone, through the library that speaks to companies' tools."""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from apprise import Apprise

SAMPLE = {"email": "someone@company.example", "mobile": "+33600000000", "link": "https://diapason.example"}


class NotTaken(Exception):
    """The tool did not take the message; the library does not say whether it would later."""


class Messenger:
    """Sends texts to people. `addresses` are the library's, one a channel; a channel with none is not used.

    In an address, `{email}` and `{mobile}` stand for the person's, `{link}` for what the text leads to; where
    there is no `{link}`, the text ends with it. `card` is what a Teams workflow is sent.
    """

    def __init__(self, addresses: Mapping[str, str], card: Path) -> None:
        self._addresses = {channel: address for channel, address in addresses.items() if address}
        self._card = card

    @property
    def channels(self) -> frozenset[str]:
        """Where one can be written to."""
        return frozenset(self._addresses)

    async def understands(self, channel: str) -> bool:
        """Whether the library knows the tool that a channel's address names; nothing is sent."""
        return await asyncio.to_thread(self._tool, channel, SAMPLE) is not None

    async def send(self, channel: str, text: str, link: str, *, email: str, mobile: str) -> None:
        """Hand one text to the channel's tool. Errors: NotTaken."""
        values = {"email": email, "mobile": mobile, "link": link}
        if channel not in self._addresses or not await asyncio.to_thread(self._send, channel, text, values):
            raise NotTaken

    def _send(self, channel: str, text: str, values: Mapping[str, str]) -> bool:
        tool = self._tool(channel, values)
        body = text if "{link}" in self._addresses[channel] else f"{text}\n{values['link']}"
        return tool is not None and bool(tool.notify(body=body, body_format="text"))

    def _tool(self, channel: str, values: Mapping[str, str]) -> "Apprise | None":
        # It takes a second to import, and most companies use no channel.
        from apprise import Apprise, AppriseAsset

        # It would log whom it writes to.
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
        tool = Apprise(asset=AppriseAsset(app_id="Diapason"))
        return tool if tool.add(self._filled(self._addresses[channel], values)) else None

    def _filled(self, address: str, values: Mapping[str, str]) -> str:
        for name, value in values.items():
            address = address.replace(f"{{{name}}}", quote(value, safe=""))
        if address.startswith("workflow"):
            address += f"{'&' if '?' in address else '?'}template={quote(str(self._card))}"
        return address
