"""The commands of part 4, as they cross the wire.

Every struct refuses unknown fields and numbers out of range when it is decoded, so that `decide` meets
only well-shaped commands. UNSET stands for an optional field that was not sent: what it names stays as it is.
"""

from server.board.commands.facilitators import (
    GateSet,
    GongRing,
    NoticeClear,
    NoticePost,
    PersonAdd,
    PersonBlock,
    PersonErase,
    PersonUnblock,
    PhaseSet,
    ReportRestore,
    SceneShow,
    SettingsSet,
    SlotPut,
    SlotRemove,
    SlotShift,
    SlotStart,
    TablePut,
    TableRemove,
    TableSwap,
    ThemePut,
    ThemeRemove,
    TimerAdd,
    TimerStart,
    TimerStop,
    TopicHide,
    TopicShow,
)
from server.board.commands.participants import (
    CohostAccept,
    CohostDecline,
    CohostOffer,
    CohostRetract,
    CommitmentAdd,
    CommitmentRemove,
    HereClear,
    HereSet,
    HostHandover,
    HostLeave,
    HostTake,
    MergeAccept,
    MergeDecline,
    MergeOffer,
    MergeRetract,
    MergeUndo,
    ProfileSet,
    ReportWrite,
    TableClaim,
    TableRelease,
    TopicEdit,
    TopicPropose,
    TopicRestore,
    TopicWithdraw,
    VoteCast,
    VoteRetract,
)
from server.board.commands.shapes import Command

Participants = (
    ProfileSet
    | TopicPropose
    | TopicEdit
    | TopicWithdraw
    | TopicRestore
    | CohostOffer
    | CohostRetract
    | CohostAccept
    | CohostDecline
    | HostHandover
    | HostLeave
    | HostTake
    | VoteCast
    | VoteRetract
    | TableClaim
    | TableRelease
    | MergeOffer
    | MergeAccept
    | MergeDecline
    | MergeRetract
    | MergeUndo
    | HereSet
    | HereClear
    | ReportWrite
    | CommitmentAdd
    | CommitmentRemove
)
"""What anyone who has joined may ask for, and all that `as` allows (P8)."""

AnyCommand = (
    Participants
    | PersonAdd
    | PhaseSet
    | GateSet
    | SceneShow
    | NoticePost
    | NoticeClear
    | TimerStart
    | TimerAdd
    | TimerStop
    | GongRing
    | TopicHide
    | TopicShow
    | TableSwap
    | ReportRestore
    | ThemePut
    | SlotPut
    | SlotStart
    | SlotShift
    | TablePut
    | ThemeRemove
    | SlotRemove
    | TableRemove
    | SettingsSet
    | PersonBlock
    | PersonUnblock
    | PersonErase
)
"""Every command that may cross the wire."""

__all__ = [
    "AnyCommand",
    "CohostAccept",
    "CohostDecline",
    "CohostOffer",
    "CohostRetract",
    "Command",
    "CommitmentAdd",
    "CommitmentRemove",
    "GateSet",
    "GongRing",
    "HereClear",
    "HereSet",
    "HostHandover",
    "HostLeave",
    "HostTake",
    "MergeAccept",
    "MergeDecline",
    "MergeOffer",
    "MergeRetract",
    "MergeUndo",
    "NoticeClear",
    "NoticePost",
    "Participants",
    "PersonAdd",
    "PersonBlock",
    "PersonErase",
    "PersonUnblock",
    "PhaseSet",
    "ProfileSet",
    "ReportRestore",
    "ReportWrite",
    "SceneShow",
    "SettingsSet",
    "SlotPut",
    "SlotRemove",
    "SlotShift",
    "SlotStart",
    "TableClaim",
    "TablePut",
    "TableRelease",
    "TableRemove",
    "TableSwap",
    "ThemePut",
    "ThemeRemove",
    "TimerAdd",
    "TimerStart",
    "TimerStop",
    "TopicEdit",
    "TopicHide",
    "TopicPropose",
    "TopicRestore",
    "TopicShow",
    "TopicWithdraw",
    "VoteCast",
    "VoteRetract",
]
