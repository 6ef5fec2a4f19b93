"""Questions that several rules ask of a board."""

from server.board.commands.shapes import Role
from server.board.state import ROLES, Board, PersonState, TopicState


def role_of(board: Board, person: PersonState) -> Role:
    """The highest role of a person's unrevoked keys, else participant (P3)."""
    held = [board.keys[key].role for key in person.keys if not board.keys[key].revoked]
    return max(held, key=ROLES.index, default="participant")


def at_least(role: Role, least: Role) -> bool:
    """Whether a role may do what `least` may."""
    return ROLES.index(role) >= ROLES.index(least)


def upper(board: Board, topic: TopicState) -> TopicState:
    """The topic that counts this one's points: the one it is merged into, else itself (V2)."""
    return topic if topic.merged_into is None else board.topics[topic.merged_into]


def interested(board: Board, topic: TopicState) -> set[int]:
    """The people with a point on this topic or on one merged into it (V2); none on a merged one."""
    if topic.merged_into is not None:
        return set()
    return set(topic.voters).union(*(board.topics[below].voters for below in topic.merged))


def votes(board: Board, topic: TopicState) -> int:
    """How many people are interested in a topic, each once (V2, V4)."""
    if topic.merged or topic.merged_into is not None:
        return len(interested(board, topic))
    return len(topic.voters)


def votes_of(board: Board, person: PersonState) -> list[int]:
    """The topics that have a person's points, upper ones once, in the order of giving (V2)."""
    return list(dict.fromkeys(upper(board, board.topics[given]).id for given in person.votes))


def votes_left(board: Board, person: PersonState) -> int | None:
    """How many points a person still has, never below 0; null: no limit (V1, V2)."""
    budget = board.settings.vote_budget
    if budget is None:
        return None
    spent = sum(not board.topics[topic].withdrawn for topic in votes_of(board, person))
    return max(0, budget - spent)


def votes_withheld(board: Board) -> bool:
    """Whether participants are not told the counts now (V3)."""
    return board.settings.votes_shown == "after" and board.gates["vote"]


def counts_for_host(topic: TopicState) -> bool:
    """Whether a topic is open, hidden or merged, and so one of the few that its host may have (T7)."""
    return topic.hidden or not topic.withdrawn


def may_host_one_more(board: Board, person: PersonState, besides: int = 0) -> bool:
    """Whether T7 lets a person host another topic, besides so many that they are about to get."""
    if at_least(role_of(board, person), "facilitator"):
        return True
    hosted = sum(counts_for_host(board.topics[topic]) for topic in person.hosts)
    return hosted + besides < board.settings.max_topics


def busy_with(board: Board, person: int | None, slot: int | None, leave_out: int) -> int | None:
    """The topic that a person hosts in a slot, other than `leave_out`; null: none (C4)."""
    if person is None or slot is None:
        return None
    for number in board.people[person].hosts:
        if number != leave_out and board.topics[number].slot == slot:
            return number
    return None


def free_places(board: Board, topic: TopicState, slot: int) -> list[dict[str, int]]:
    """Up to five free places nearest to the slot that was asked for (C3).

    Same slot first; then by seats, the smallest that fits the interest, else the largest; then by time.
    """
    interest = votes(board, topic)
    found = []
    for open_slot in board.slots.values():
        if open_slot.kind != "session" or busy_with(board, topic.host, open_slot.id, topic.id):
            continue
        for table in board.tables.values():
            if (open_slot.id, table.id) not in board.places:
                fits = table.seats >= interest
                by_seats = (not fits, table.seats if fits else -table.seats)
                found.append((open_slot.id != slot, by_seats, open_slot.starts, open_slot.id, table.id))
    return [{"slot": place[3], "table": place[4]} for place in sorted(found)[:5]]


def overlap(board: Board, topic: TopicState, slot: int) -> int | None:
    """How many people interested in a topic are interested in others placed in a slot (C5); null: below 3."""
    placed = [board.topics[other] for (at, _), other in board.places.items() if at == slot]
    others: set[int] = set()
    for other in placed:
        if other.id != topic.id:
            others |= interested(board, other)
    common = len(interested(board, topic) & others)
    return common if common >= 3 else None
