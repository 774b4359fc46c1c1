"""Tables of ballots: that somebody took part, and, apart from it, what was answered.

Neither row has a time, and both are keyed at random. On SQLite they have no row number either: it would tell
the order in which they came, and so which goes with which.
"""

from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from backend.core.db import table


class Participation(SQLModel, table=True):
    """Somebody took part: a hash of the person under the wave's key, and nothing else."""

    __tablename__ = "participation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", primary_key=True)
    person_hash: bytes = Field(sa_type=sa.LargeBinary, primary_key=True)


class Ballot(SQLModel, table=True):
    """What somebody answered, sealed under the wave's key. Its id is random, never ordered in time."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    wave_id: UUID = Field(foreign_key="wave.id", ondelete="CASCADE", index=True)
    sealed: bytes = Field(sa_type=sa.LargeBinary)


PARTICIPATIONS = table(Participation)
BALLOTS = table(Ballot)
