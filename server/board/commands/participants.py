"""What anyone who has joined may ask for (part 4)."""

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from server.board.commands.shapes import Command, Id, ReportField


class ProfileSet(Command, tag="profile.set"):
    """Change one's own name, affiliation or group."""

    name: str | UnsetType = UNSET
    affiliation: str | None | UnsetType = UNSET
    group: str | None | UnsetType = UNSET


class TopicPropose(Command, tag="topic.propose"):
    """Call a topic and become its host (T1 to T3)."""

    title: str
    text: str | None | UnsetType = UNSET
    theme: Id | None | UnsetType = UNSET


class TopicEdit(Command, tag="topic.edit"):
    """Change a topic's words or theme (T4)."""

    topic: Id
    title: str | UnsetType = UNSET
    text: str | None | UnsetType = UNSET
    theme: Id | None | UnsetType = UNSET


class TopicWithdraw(Command, tag="topic.withdraw"):
    """Take a topic off the wall (T4)."""

    topic: Id


class TopicRestore(Command, tag="topic.restore"):
    """Bring a withdrawn topic back (T4, V2)."""

    topic: Id


class CohostOffer(Command, tag="cohost.offer"):
    """Offer to help the host (T5)."""

    topic: Id


class CohostRetract(Command, tag="cohost.retract"):
    """Take the offer back, or stop being co-host (T5)."""

    topic: Id


class CohostAccept(Command, tag="cohost.accept"):
    """Make someone who offered a co-host (T5)."""

    topic: Id
    person: Id


class CohostDecline(Command, tag="cohost.decline"):
    """Decline an offer, or end someone's co-hosting (T5)."""

    topic: Id
    person: Id


class HostHandover(Command, tag="host.handover"):
    """Make a co-host the host; a facilitator may name anyone (T5)."""

    topic: Id
    person: Id


class HostLeave(Command, tag="host.leave"):
    """Step back as host (T5)."""

    topic: Id


class HostTake(Command, tag="host.take"):
    """Become the host of a topic that has none (T5)."""

    topic: Id


class VoteCast(Command, tag="vote.cast"):
    """Give a topic one's point (V1)."""

    topic: Id


class VoteRetract(Command, tag="vote.retract"):
    """Take one's point back (V2)."""

    topic: Id


class TableClaim(Command, tag="table.claim"):
    """Place a topic on a table in a slot (C1 to C4)."""

    topic: Id
    slot: Id
    table: Id


class TableRelease(Command, tag="table.release"):
    """Free a topic's place."""

    topic: Id


class MergeOffer(Command, tag="merge.offer"):
    """Offer to merge a topic into another (M1)."""

    topic: Id
    into: Id


class MergeAccept(Command, tag="merge.accept"):
    """Accept the offer that `topic` made (M1, M2)."""

    topic: Id


class MergeDecline(Command, tag="merge.decline"):
    """Decline the offer that `topic` made (M1)."""

    topic: Id


class MergeRetract(Command, tag="merge.retract"):
    """Take back the offer that `topic` made (M1)."""

    topic: Id


class MergeUndo(Command, tag="merge.undo"):
    """Part a merged topic from the other again (M3)."""

    topic: Id


class HereSet(Command, tag="here.set"):
    """Say: I am at this topic now (H1)."""

    topic: Id


class HereClear(Command, tag="here.clear"):
    """Say: I am nowhere in particular (H1)."""


class ReportWrite(Command, tag="report.write"):
    """Write one field of a topic's report, starting from revision `base` (R1)."""

    topic: Id
    field: ReportField
    text: str
    base: Annotated[int, Meta(ge=0)]


class CommitmentAdd(Command, tag="commitment.add"):
    """Promise something (R2)."""

    topic: Id
    text: str
    who: str
    due: str | None | UnsetType = UNSET
    contact: str | None | UnsetType = UNSET
    consent: bool | None | UnsetType = UNSET


class CommitmentRemove(Command, tag="commitment.remove"):
    """Remove a commitment (R2)."""

    commitment: Id
