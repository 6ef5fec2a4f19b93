"""What happens to people, their keys and their devices."""

from server.board.commands.shapes import KeyRole
from server.board.events.shapes import Event


class PersonJoined(Event, tag="person joined"):
    """Someone is on the board now; `device` false: a helper made them, and acts for them (P8)."""

    person: int
    name: str | None
    affiliation: str
    group: str | None
    device: bool


class ProfileChanged(Event, tag="profile changed"):
    """A person's name, affiliation and group as they are now."""

    person: int
    name: str | None
    affiliation: str
    group: str | None


class KeyMade(Event, tag="key made"):
    """A link for a role exists; its secret is not in the log."""

    key: int
    role: KeyRole
    label: str


class KeyUsed(Event, tag="key used"):
    """A person came in by a link (P3)."""

    key: int
    person: int


class KeyRevoked(Event, tag="key revoked"):
    """A link gives its role no longer (P3)."""

    key: int


class CodeMade(Event, tag="code made"):
    """A code for another device was made for this person (P7)."""

    person: int


class DeviceMoved(Event, tag="device moved"):
    """A person came in on another device by a code (P7)."""

    person: int


class PersonBlocked(Event, tag="person blocked"):
    """A person's writing is refused (F7)."""

    person: int


class PersonUnblocked(Event, tag="person unblocked"):
    """A person may write again (F7)."""

    person: int


class PersonErased(Event, tag="person erased"):
    """A person is forgotten: name, affiliation, group, names and contacts on commitments (P5)."""

    person: int


class VotersForgotten(Event, tag="voters forgotten"):
    """Points and presence so far are nobody's any longer; the counts stay (V5).

    The entries before this one were rewritten: in them, people below 0 gave the points, who are nobody.
    """


PeopleEvent = (
    PersonJoined
    | ProfileChanged
    | KeyMade
    | KeyUsed
    | KeyRevoked
    | CodeMade
    | DeviceMoved
    | PersonBlocked
    | PersonUnblocked
    | PersonErased
    | VotersForgotten
)
