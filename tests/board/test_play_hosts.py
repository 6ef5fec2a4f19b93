"""T5, T7, M2, M3: hosts come and go, topics merge and part, and everyone keeps what is theirs."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.board.client import Json
from tests.board.given import fact
from tests.board.play import Play, bounded
from tests.cast import ALICE, BOB, CHARLIE, GRETA, OLGA, PLANNED

TOPICS = range(1, 6)
PEOPLE = [ALICE, BOB, CHARLIE, GRETA]
LIMIT = 2
topics, people = st.sampled_from(TOPICS), st.sampled_from(PEOPLE)


class HostsPlay(Play):
    """Every rule says beforehand, from what the screens show, who will be host and co-host."""

    before = (
        *(fact(who, "topic.propose", title=f"Thema {who}") for who in (ALICE, BOB, CHARLIE, ALICE)),
        fact(OLGA, "settings.set", max_topics=LIMIT),
    )

    def topic(self, number: int) -> Json:
        """A topic's card."""
        return self.entity("topics", number)

    def hosts(self, number: int) -> tuple[int | None, list[int]]:
        """A topic's host and co-hosts."""
        return self.topic(number)["host"], list(self.topic(number)["cohosts"])

    def hosted(self, person: int) -> int:
        """How many topics T7 counts for a person."""
        cards = self.stage.screens["facilitators"].kinds["topics"].values()
        return sum(card["host"] == person and card["status"] != "withdrawn" for card in cards)

    def refused(self, topic: int) -> str | None:
        """Why a topic's host does not change now, if so."""
        return {"open": None, "merged": "merged", "withdrawn": "withdrawn"}[self.topic(topic)["status"]]

    @rule(topic=topics, who=people)
    def offer_and_accept(self, topic: int, who: int) -> None:
        host, cohosts = self.hosts(topic)
        found = self.asked(who, "cohost.offer", {"topic": topic})
        if host == who:
            assert found == "not_allowed"
        elif why := self.refused(topic):
            assert found == why
        elif who in cohosts:
            assert found == "same"
        else:
            assert self.asked(host or 5, "cohost.accept", {"topic": topic, "person": who}) == "done"
            assert self.hosts(topic) == (host, [*cohosts, who])

    @rule(topic=topics, who=people)
    def end(self, topic: int, who: int) -> None:
        host, cohosts = self.hosts(topic)
        self.asked(who, "cohost.retract", {"topic": topic})
        assert self.hosts(topic) == (host, [c for c in cohosts if c != who])

    @rule(topic=topics, who=people, data=st.data())
    def hand_over(self, topic: int, who: int, data: st.DataObject) -> None:
        host, cohosts = self.hosts(topic)
        who = data.draw(st.sampled_from([who, *cohosts]))
        room = self.hosted(who) < LIMIT
        found = self.asked(host or 5, "host.handover", {"topic": topic, "person": who})
        if host == who:
            assert found == "same"
        elif host is not None and who not in cohosts:
            assert found == "unknown"
        elif self.refused(topic) or not room:
            assert found == (self.refused(topic) or "too_many_topics")
        else:
            assert found == "done"
            stays = [host] if host is not None else []
            assert self.hosts(topic) == (who, [*(c for c in cohosts if c != who), *stays])

    @rule(topic=topics)
    def leave(self, topic: int) -> None:
        host, cohosts = self.hosts(topic)
        heirs = [c for c in cohosts if self.hosted(c) < LIMIT]
        found = self.asked(host or 5, "host.leave", {"topic": topic})
        if why := self.refused(topic):
            assert found == why
        elif host is not None:
            heir = heirs[0] if heirs else None
            assert self.hosts(topic) == (heir, [c for c in cohosts if c != heir])

    @rule(topic=topics, who=people)
    def take(self, topic: int, who: int) -> None:
        topic = next((n for n in TOPICS if self.hosts(n)[0] is None), topic)
        host, cohosts = self.hosts(topic)
        room = self.hosted(who) < LIMIT
        found = self.asked(who, "host.take", {"topic": topic})
        if host is not None:
            assert found == ("same" if host == who else "not_allowed")
        elif self.refused(topic) or not room:
            assert found == (self.refused(topic) or "too_many_topics")
        else:
            assert self.hosts(topic) == (who, [c for c in cohosts if c != who])

    @rule(topic=topics)
    def withdraw(self, topic: int) -> None:
        gone = self.topic(topic)["status"] == "withdrawn"
        assert self.said("topic.withdraw", topic=topic) == ("same" if gone else "done")

    @rule()
    def restore(self) -> None:
        for topic in TOPICS:
            host = self.topic(topic)["host"]
            gone = self.topic(topic)["status"] == "withdrawn"
            room = host is None or self.hosted(host) < LIMIT
            found = self.said("topic.restore", topic=topic)
            assert found == ("same" if not gone else "done" if room else "too_many_topics")

    @rule(topic=topics, into=topics)
    def merge(self, topic: int, into: int) -> None:
        (host, _), (upper, cohosts) = self.hosts(topic), self.hosts(into)
        if self.merged(topic, into):
            role = [host] if host not in (None, upper, *cohosts) else []
            assert self.hosts(into) == (upper, [*cohosts, *role]), "M2"
            assert self.topic(topic)["host"] == host

    @rule(topic=topics, into=topics, by_upper=st.booleans())
    def merge_and_undo(self, topic: int, into: int, by_upper: bool) -> None:
        (host, below), (upper, cohosts) = self.hosts(topic), self.hosts(into)
        tallies = [self.entity("tallies", each)["votes"] for each in (topic, into)]
        if self.merged(topic, into):
            who = (upper if by_upper else host) or 5
            assert self.asked(who, "merge.undo", {"topic": topic}) == "done"
            assert self.hosts(topic) == (host, below), "M3"
            assert self.hosts(into) == (upper, cohosts), "M3"
            assert [self.entity("tallies", each)["votes"] for each in (topic, into)] == tallies

    def merged(self, topic: int, into: int) -> bool:
        """Both hosts agree to merge, if it may be."""
        found = self.asked(self.topic(topic)["host"] or 5, "merge.offer", {"topic": topic, "into": into})
        both = {self.topic(topic)["status"], self.topic(into)["status"]}
        beneath = [card["merged_into"] for card in self.stage.screens["all"].kinds["topics"].values()]
        assert (found in ("done", "same")) == (both == {"open"} and topic not in beneath and topic != into)
        if found not in ("done", "same"):
            return False
        assert self.asked(self.topic(into)["host"] or 5, "merge.accept", {"topic": topic}) == "done"
        return True

    @rule(topic=topics)
    def undo(self, topic: int) -> None:
        into = self.topic(topic)["merged_into"]
        if into is not None:
            before = self.hosts(topic)
            upper, cohosts = self.hosts(into)
            assert self.said("merge.undo", topic=topic) == "done"
            assert self.hosts(topic) == before
            assert self.hosts(into) in ((upper, cohosts), (upper, [c for c in cohosts if c != before[0]]))

    @rule(topic=topics, who=people)
    def vote(self, topic: int, who: int) -> None:
        self.asked(who, "vote.cast", {"topic": topic})

    @invariant()
    def nobody_hosts_too_many(self) -> None:
        assert all(self.hosted(person) <= LIMIT for person in PEOPLE), "T7"
        beneath = {n for n in TOPICS if self.topic(n)["status"] == "merged"}
        assert all(self.topic(self.topic(n)["merged_into"])["status"] == "open" for n in beneath), "M1"


def test_T5_T7_M2_M3_everyone_keeps_what_is_theirs() -> None:
    assert PLANNED in TOPICS
    run_state_machine_as_test(HostsPlay, settings=bounded(examples=60, steps=50))
