"""A circle in plain Python: what each verb should do, said a second time and simply."""

from dataclasses import dataclass, field

from backend.circles import errors
from backend.core.errors import DomainError

Refused = type[DomainError] | None


@dataclass
class CircleModel:
    """States by name (`proposed` is a request made by a member), the queue in order, the leads."""

    policy: str
    capacity: int | None
    states: dict[str, str] = field(default_factory=dict)
    queue: list[str] = field(default_factory=list)
    leads: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    archived: bool = False

    @property
    def members(self) -> list[str]:
        return [name for name, state in self.states.items() if state == "active"]

    def _has_room(self) -> bool:
        return self.capacity is None or len(self.members) < self.capacity

    def _enter(self, who: str) -> None:
        if self._has_room() and not self.queue:
            self.states[who] = "active"
        else:
            self.states[who] = "waiting"
            self.queue.append(who)

    def _end(self, who: str) -> None:
        self.states.pop(who, None)
        self.leads.discard(who)
        if who in self.queue:
            self.queue.remove(who)
        self._promote()

    def _promote(self) -> None:
        while self.queue and self._has_room():
            self.states[self.queue.pop(0)] = "active"

    def join(self, by: str) -> Refused:
        if self.archived:
            return errors.CircleClosed
        state = self.states.get(by)
        if state in {"active", "waiting"} or (state == "requested" and self.policy != "open"):
            return errors.AlreadyMember
        if state == "invited" or self.policy == "open":
            self._enter(by)
        elif self.policy == "invitation":
            return errors.InvitationOnly
        else:
            self.states[by] = "requested"
        return None

    def leave(self, by: str) -> Refused:
        if self.states.get(by) in {None, "invited"}:
            return errors.NotMember
        if self.leads == {by}:
            return errors.LastLead
        self._end(by)
        return None

    def remove(self, by: str, who: str) -> Refused:
        if by not in self.leads:
            return errors.LeadsOnly
        if who not in self.states:
            return errors.NotMember
        if self.leads == {who}:
            return errors.LastLead
        self._end(who)
        return None

    def invite(self, by: str, who: str) -> Refused:
        return errors.LeadsOnly if by not in self.leads else self._call_in(who, "invited")

    def propose(self, by: str, who: str) -> Refused:
        return errors.MembersOnly if self.states.get(by) != "active" else self._call_in(who, "proposed")

    def _call_in(self, who: str, state: str) -> Refused:
        if who in self.gone:
            return errors.ColleagueGone
        if who in self.states:
            return errors.AlreadyMember
        self.states[who] = state
        return None

    def accept(self, by: str) -> Refused:
        if self.states.get(by) != "invited":
            return errors.NotInvited
        self._enter(by)
        return None

    def decline(self, by: str) -> Refused:
        if self.states.get(by) != "invited":
            return errors.NotInvited
        del self.states[by]
        return None

    def answer(self, by: str, who: str, yes: bool) -> Refused:
        if by not in self.leads:
            return errors.LeadsOnly
        state = self.states.get(who)
        if state not in {"requested", "proposed"}:
            return errors.NoRequest
        if not yes:
            del self.states[who]
        elif state == "proposed":
            self.states[who] = "invited"
        else:
            self._enter(who)
        return None

    def appoint(self, by: str, who: str) -> Refused:
        if by not in self.leads:
            return errors.LeadsOnly
        if self.states.get(who) != "active":
            return errors.NotMember
        if who in self.leads:
            return errors.AlreadyLead
        self.leads.add(who)
        return None

    def step_down(self, by: str) -> Refused:
        if by not in self.leads:
            return errors.NotLead
        if self.leads == {by}:
            return errors.LastLead
        self.leads.remove(by)
        return None

    def resize(self, by: str, capacity: int | None) -> Refused:
        if by not in self.leads:
            return errors.LeadsOnly
        if capacity is not None and capacity < len(self.members):
            return errors.CapacityUnderMembers
        self.capacity = capacity
        self._promote()
        return None

    def archive(self, by: str) -> Refused:
        if by not in self.leads:
            return errors.LeadsOnly
        self.states, self.queue, self.leads, self.archived = {}, [], set(), True
        return None

    def deactivate(self, who: str) -> Refused:
        self.gone.add(who)
        self._end(who)
        return None
