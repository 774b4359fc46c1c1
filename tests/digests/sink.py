"""A mail server of its own process, with moods: `python -m tests.digests.sink LOG [TEMPORARY]`.

It prints its port. One address in a hundred it does not know; TEMPORARY messages in a hundred it refuses for
now. What it accepts it writes to LOG, a line for each: the recipient and the Message-ID.
"""

import asyncio
import random
import re
import sys
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

_ID = re.compile(rb"\r\nMessage-ID: (<[^>]+>)\r\n")
END = b"\r\n.\r\n"


def is_unknown(address: str) -> bool:
    """Whether the server knows nobody of this address, today or tomorrow."""
    return crc32(address.encode()) % 100 == 0


class Server(asyncio.Protocol):
    """One connection."""

    def __init__(self, log: BinaryIO, temporary: int) -> None:
        self.log, self.temporary = log, temporary
        self.received, self.to, self.in_data = b"", "", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.say("220 sink")

    def say(self, line: str) -> None:
        self.transport.write(f"{line}\r\n".encode())

    def data_received(self, data: bytes) -> None:
        self.received += data
        while (found := self.received.find(END if self.in_data else b"\r\n")) >= 0:
            end = found + (len(END) if self.in_data else 2)
            part, self.received = self.received[:end], self.received[end:]
            self.message(part) if self.in_data else self.command(part.decode().strip())

    def command(self, line: str) -> None:
        verb = line[:4].upper()
        if verb == "RCPT":
            self.to = line[line.index("<") + 1 : line.index(">")]
            self.say("550 5.1.1 unknown" if is_unknown(self.to) else "250 ok")
        elif verb == "DATA":
            self.in_data = True
            self.say("354 go on")
        elif verb == "QUIT":
            self.say("221 bye")
            self.transport.close()
        else:
            self.say("250 sink")

    def message(self, content: bytes) -> None:
        self.in_data = False
        if random.random() * 100 < self.temporary:
            self.say("451 4.3.0 later")
            return
        named = _ID.search(content)
        assert named
        # On disk, or as good as, before the sender knows: a kill of the sender loses no line.
        self.log.write(f"{self.to} {named.group(1).decode()}\n".encode())
        self.log.flush()
        self.say("250 kept")


async def serve(log: Path, temporary: int) -> None:
    with log.open("ab") as file:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Server(file, temporary), "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
