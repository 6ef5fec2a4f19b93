"""C1 to C4: however people claim, move, swap, hand over and leave, places stay what a naive model knows."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.board.given import fact
from tests.board.play import Play, bounded
from tests.cast import ALICE, BOB, CHARLIE

TOPICS, SLOTS, TABLES = range(1, 7), range(1, 4), range(1, 4)
HOSTS = [ALICE, BOB, CHARLIE]
topics, slots, tables = st.sampled_from(TOPICS), st.sampled_from(SLOTS), st.sampled_from(TABLES)
Place = tuple[int, int]


class PlacesPlay(Play):
    """The model: which topic has which place, and of what kind the slots are."""

    before = (
        *(fact(host, "topic.propose", title="Ein Thema") for host in [*HOSTS[:2], *HOSTS]),
        fact(ALICE, "table.claim", topic=2, slot=1, table=1),
        fact(BOB, "table.claim", topic=3, slot=1, table=2),
        fact(ALICE, "table.claim", topic=4, slot=2, table=1),
    )

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, Place] = {2: (1, 1), 3: (1, 2), 4: (2, 1)}
        self.kinds = {1: "session", 2: "session", 3: "plenary"}

    def topic(self, number: int) -> str:
        """A topic's status."""
        return str(self.entity("topics", number)["status"])

    def busy(self, topic: int, slot: int) -> set[int]:
        """The other topics of a topic's host in a slot."""
        host = self.entity("topics", topic)["host"]
        placed = {t for t, (at, _) in self.places.items() if at == slot and t != topic}
        return {t for t in placed if host is not None and self.entity("topics", t)["host"] == host}

    def free(self, topic: int, asked: int) -> list[dict[str, int]]:
        """C3: same slot first, then the smallest table that fits the interest, else the largest."""
        interest = self.entity("tallies", topic)["votes"]
        near = []
        for slot in (s for s in SLOTS if self.kinds[s] == "session" and not self.busy(topic, s)):
            for table in (t for t in TABLES if (slot, t) not in self.places.values()):
                seats = self.entity("tables", table)["seats"]
                key = (slot != asked, seats < interest, seats if seats >= interest else -seats, slot, table)
                near.append((key, {"slot": slot, "table": table}))
        return [place for _, place in sorted(near, key=lambda each: each[0])][:5]

    @rule(several=st.sets(topics), slot=slots, table=tables)
    def claims(self, several: set[int], slot: int, table: int) -> None:
        for topic in sorted(several):
            self.claim(topic, slot, table)

    def claim(self, topic: int, slot: int, table: int) -> None:
        found = self.said("table.claim", topic=topic, slot=slot, table=table)
        detail = getattr(self.outcome, "detail", {})
        owner = next((t for t, place in self.places.items() if place == (slot, table)), None)
        if self.topic(topic) != "open":
            assert found == {"hidden": "unknown", "withdrawn": "withdrawn"}[self.topic(topic)]
        elif self.kinds[slot] != "session":
            assert found == "slot_not_open"
        elif owner == topic:
            assert found == "same"
        elif owner is not None:
            assert (found, detail) == ("table_taken", {"by": owner, "free": self.free(topic, slot)})
        elif busy := self.busy(topic, slot):
            assert found == "host_busy"
            assert detail["topic"] in busy
        else:
            assert found == "done"
            self.places[topic] = (slot, table)

    @rule(topic=topics)
    def release(self, topic: int) -> None:
        if self.topic(topic) != "hidden":
            found = self.said("table.release", topic=topic)
            assert found == ("done" if self.places.pop(topic, None) else "same")

    @rule(one=topics, other=topics)
    def swap(self, one: int, other: int) -> None:
        places = {one: self.places.get(other), other: self.places.get(one)}
        status = {self.topic(one), self.topic(other)}
        found = self.said("table.swap", topic=one, with_=other)
        if status != {"open"}:
            assert found in {"unknown", "withdrawn"}
        elif places[one] == places[other]:
            assert found == "same"
        elif self.collides(one, other) or self.collides(other, one):
            assert found == "host_busy"
        else:
            assert found == "done"
            self.places.pop(one, None)
            self.places.pop(other, None)
            self.places |= {topic: place for topic, place in places.items() if place is not None}

    def collides(self, topic: int, place_of: int) -> bool:
        """Whether a topic's host has a third topic in the slot of the other's place."""
        return bool(self.busy(topic, self.places.get(place_of, (0, 0))[0]) - {place_of})

    @rule(topic=topics, host=st.sampled_from(HOSTS))
    def hand_over(self, topic: int, host: int) -> None:
        slot = self.places.get(topic, (0, 0))[0]
        rivals = {t for t, (at, _) in self.places.items() if at == slot and t != topic}
        busy = any(self.entity("topics", t)["host"] == host for t in rivals)
        same = self.entity("topics", topic)["host"] == host
        found = self.said("host.handover", topic=topic, person=host)
        if self.topic(topic) == "open" and not same:
            assert found == ("host_busy" if busy else found)
            assert found in {"done", "host_busy", "too_many_topics"}

    @rule(topic=topics)
    def leave(self, topic: int) -> None:
        self.said("host.leave", topic=topic)

    @rule(topic=topics, who=st.sampled_from(HOSTS))
    def take_or_help(self, topic: int, who: int) -> None:
        if self.asked(who, "host.take", {"topic": topic}) == "not_allowed":
            self.asked(who, "cohost.offer", {"topic": topic})
            self.said("cohost.accept", topic=topic, person=who)

    @rule(topic=topics, kind=st.sampled_from(["topic.withdraw", "topic.hide"]))
    def take_off(self, topic: int, kind: str) -> None:
        self.said(kind, topic=topic)
        self.places.pop(topic, None)

    @rule()
    def bring_back(self) -> None:
        for topic in TOPICS:
            self.said("topic.show", topic=topic)
            self.said("topic.restore", topic=topic)

    @rule(topic=topics, who=st.sampled_from(HOSTS))
    def vote(self, topic: int, who: int) -> None:
        self.asked(who, "vote.cast", {"topic": topic})

    @rule(slot=slots, kind=st.sampled_from(["session", "plenary"]))
    def change_slot(self, slot: int, kind: str) -> None:
        now = self.entity("slots", slot)
        in_use = any(at == slot for at, _ in self.places.values())
        found = self.said(
            "slot.put", **{**{k: now[k] for k in ("title", "starts", "ends")}, "slot": slot}, kind=kind
        )
        assert found == ("same" if kind == self.kinds[slot] else "in_use" if in_use else "done")
        self.kinds[slot] = kind if found == "done" else self.kinds[slot]

    @rule(table=tables, seats=st.sampled_from([1, 2, 8]))
    def change_table(self, table: int, seats: int) -> None:
        self.said("table.put", table=table, name="Tisch", seats=seats)
        if table in {at for _, at in self.places.values()}:
            assert self.said("table.remove", table=table) == "in_use"

    @invariant()
    def places_are_the_models(self) -> None:
        shown = {t: (self.entity("topics", t)["slot"], self.entity("topics", t)["table"]) for t in TOPICS}
        assert {t: place for t, place in shown.items() if place != (None, None)} == self.places


def test_C1_C2_C3_C4_one_place_one_topic_and_no_host_twice_in_a_slot() -> None:
    run_state_machine_as_test(PlacesPlay, settings=bounded(examples=50, steps=40))
