"""Four browsers of another process that ask one thing again and again over kept connections.

Reads the port, how many seconds, and the request's lines; prints the answers a second.
"""

import asyncio
import sys
import time

CLIENTS = 4


async def browser(port: int, request: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = 0
    while time.perf_counter() < until:
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert b" 200 " in head.splitlines()[0], head
        length = head.split(b"content-length:")[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
        answers += 1
    writer.close()
    return answers


async def main() -> None:
    port, seconds, request = sys.stdin.buffer.read().split(b"\n", 2)
    began = time.perf_counter()
    until = began + float(seconds)
    answers = await asyncio.gather(*(browser(int(port), request, until) for _ in range(CLIENTS)))
    print(sum(answers) / (time.perf_counter() - began))


if __name__ == "__main__":
    asyncio.run(main())
