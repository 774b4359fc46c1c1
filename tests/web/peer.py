"""The independent OpenID provider of the sign-in tests: npm `oidc-provider`, run on a free port."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer

from tests.serving import free_port

SCRIPT = Path(__file__).parent / "oidc_peer" / "peer.js"
START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Peer:
    """A running provider. Its people are in `oidc_peer/people.json`; `login_hint` names one by e-mail."""

    issuer: str
    client_id: str
    client_secret: str


@contextmanager
def running_peer(
    redirect_uris: Sequence[str],
    post_logout_redirect_uris: Sequence[str] = (),
    backchannel_logout_uri: str | None = None,
) -> Iterator[Peer]:
    """Start the provider with one client, and stop it at the end. RuntimeError holds its words."""
    port = free_port()
    peer = Peer(f"http://127.0.0.1:{port}", "diapason", "peer-secret")
    command = [
        str(Path(sys.executable).with_name("node")),
        str(SCRIPT),
        f"--port={port}",
        f"--client-id={peer.client_id}",
    ]
    command += [f"--client-secret={peer.client_secret}"]
    command += [f"--redirect-uri={uri}" for uri in redirect_uris]
    command += [f"--post-logout-redirect-uri={uri}" for uri in post_logout_redirect_uris]
    if backchannel_logout_uri:
        command += [f"--backchannel-logout-uri={backchannel_logout_uri}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True) as process:
        try:
            _wait_until_ready(process)
            yield peer
        finally:
            process.kill()


def _wait_until_ready(process: subprocess.Popen[str]) -> None:
    """Read what the provider says until `ready`. One that says nothing is killed, which ends the reading."""
    assert process.stdout is not None
    said: list[str] = []
    deadline = Timer(START_SECONDS, process.kill)
    deadline.start()
    try:
        for line in process.stdout:
            if line.strip() == "ready":
                return
            said.append(line)
    finally:
        deadline.cancel()
    raise RuntimeError(f"the OpenID peer did not start: {''.join(said)}")
