"""What happens to topics: words, hosts, points, places, merges, presence, results."""

from server.board.commands.shapes import ReportField
from server.board.events.shapes import Event


class TopicProposed(Event, tag="topic proposed"):
    """A card is on the wall; host null: planned by the template (T2, T3, T8)."""

    topic: int
    title: str
    text: str
    theme: int | None
    host: int | None


class TopicEdited(Event, tag="topic edited"):
    """A topic's words and theme as they are now."""

    topic: int
    title: str
    text: str
    theme: int | None


class TopicWithdrawn(Event, tag="topic withdrawn"):
    """A topic is off the wall; its table is free and nobody is here (T4, H1)."""

    topic: int


class TopicRestored(Event, tag="topic restored"):
    """A withdrawn topic is back, without a table."""

    topic: int


class TopicHidden(Event, tag="topic hidden"):
    """A topic is hidden and its table free; `block`: the person whose block hid it (T6, F7)."""

    topic: int
    reason: str | None
    block: int | None


class TopicShown(Event, tag="topic shown"):
    """A hidden topic is what it was before, save its table (T6)."""

    topic: int


class HostChanged(Event, tag="host changed"):
    """A topic's host is now this person; null: open for anyone to take (T5)."""

    topic: int
    person: int | None


class CohostOffered(Event, tag="cohost offered"):
    """Someone offers to help."""

    topic: int
    person: int


class CohostOfferDropped(Event, tag="cohost offer dropped"):
    """An offer to help stands no longer."""

    topic: int
    person: int


class CohostAdded(Event, tag="cohost added"):
    """Someone is co-host, the newest of them; an offer of theirs is used up."""

    topic: int
    person: int


class CohostRemoved(Event, tag="cohost removed"):
    """Someone is co-host no longer."""

    topic: int
    person: int


class PointGiven(Event, tag="point given"):
    """A person has a point on this topic (V1)."""

    topic: int
    person: int


class PointTaken(Event, tag="point taken"):
    """A person's point on this topic is gone (V2)."""

    topic: int
    person: int


class PlaceTaken(Event, tag="place taken"):
    """A topic has this place, and no other (C1, C2)."""

    topic: int
    slot: int
    table: int


class PlaceFreed(Event, tag="place freed"):
    """A topic has no place."""

    topic: int


class MergeOffered(Event, tag="merge offered"):
    """A topic offers to merge into another (M1)."""

    topic: int
    into: int


class MergeOfferDropped(Event, tag="merge offer dropped"):
    """The offer that `topic` made stands no longer."""

    topic: int


class TopicMerged(Event, tag="topic merged"):
    """A topic is beneath another, its table free; `cohost`: whom the merge makes co-host there (M2)."""

    topic: int
    into: int
    cohost: int | None


class TopicParted(Event, tag="topic parted"):
    """A merge is undone, and the co-host role that it gave is gone (M3)."""

    topic: int


class HereSetTo(Event, tag="here set"):
    """A person is at this topic, and at no other (H1)."""

    person: int
    topic: int


class HereCleared(Event, tag="here cleared"):
    """A person is at no topic."""

    person: int


class ReportWritten(Event, tag="report written"):
    """A report's field has a new revision (R1)."""

    report: int
    topic: int
    field: ReportField
    rev: int
    text: str
    person: int


class CommitmentMade(Event, tag="commitment made"):
    """Someone promised something; contact and the consent to it are for organisers (R2)."""

    commitment: int
    topic: int
    person: int
    text: str
    who: str | None
    due: str | None
    contact: str | None


class CommitmentRemoved(Event, tag="commitment removed"):
    """A commitment is gone."""

    commitment: int


TopicEvent = (
    TopicProposed
    | TopicEdited
    | TopicWithdrawn
    | TopicRestored
    | TopicHidden
    | TopicShown
    | HostChanged
    | CohostOffered
    | CohostOfferDropped
    | CohostAdded
    | CohostRemoved
    | PointGiven
    | PointTaken
    | PlaceTaken
    | PlaceFreed
    | MergeOffered
    | MergeOfferDropped
    | TopicMerged
    | TopicParted
    | HereSetTo
    | HereCleared
    | ReportWritten
    | CommitmentMade
    | CommitmentRemoved
)
