"""Sixteen browsers that only send: a process of its own, so that the server's keeps to serving.

Reads the server's port, a path and a cookie header a line; prints how many seconds sending all of them took.
"""

import asyncio
import sys
import time
from collections.abc import Iterator

CLIENTS = 16
REQUEST = (
    "POST {path} HTTP/1.1\r\nhost: diapason.test\r\nsec-fetch-site: same-origin\r\ncookie: {cookie}\r\n"
    "content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n\r\n"
)


async def browser(port: int, requests: Iterator[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        status, *_rest = head.split(b"\r\n")
        # Thanks are a redirect with an empty body.
        assert b" 303 " in status, head
        assert b"/thanks" in head, head
    writer.close()


async def main() -> None:
    port, path, *cookies = sys.stdin.read().splitlines()
    requests = iter([REQUEST.format(path=path, cookie=cookie).encode() for cookie in cookies])
    started = time.perf_counter()
    await asyncio.gather(*(browser(int(port), requests) for _ in range(CLIENTS)))
    print(time.perf_counter() - started)


if __name__ == "__main__":
    asyncio.run(main())
