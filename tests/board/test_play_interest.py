"""V2, V4: whatever happens, a count is the number of people that a naive model knows."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from server.board.me import me_of
from tests.board.given import fact
from tests.board.play import Play, bounded
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA

TOPICS = range(1, 5)
topics = st.sampled_from(TOPICS)
people = st.sampled_from([ALICE, BOB, CHARLIE, GRETA, HANNA])


class InterestPlay(Play):
    """The model: who gave which topic a point, what is hidden or withdrawn, what lies beneath what."""

    before = tuple(fact(FABIAN, "topic.propose", title=f"Thema {number}") for number in TOPICS[1:])

    def __init__(self) -> None:
        super().__init__()
        self.points: set[tuple[int, int]] = set()
        self.withdrawn: set[int] = set()
        self.hidden: set[int] = set()
        self.above: dict[int, int] = {}
        self.budget: int | None = 5
        self.erased: set[int] = set()

    def counted(self, topic: int) -> set[int]:
        """The topics whose points count for this one."""
        return {topic, *(below for below, above in self.above.items() if above == topic)}

    def interested(self, topic: int) -> set[int]:
        """The people with a point that counts here."""
        return {person for person, given in self.points if given in self.counted(topic)}

    def votes(self, person: int) -> set[int]:
        """What ME calls `votes`."""
        return {self.above.get(given, given) for who, given in self.points if who == person}

    def left(self, person: int) -> int | None:
        """What ME calls `votes_left`."""
        if self.budget is None:
            return None
        return max(0, self.budget - len(self.votes(person) - self.withdrawn))

    def out_of_play(self, topic: int) -> str | None:
        """Why nothing happens to a topic, if so."""
        if topic in self.hidden:
            return "unknown"
        if topic in self.withdrawn:
            return "withdrawn"
        return "merged" if topic in self.above else None

    def part(self, topic: int) -> None:
        """A topic leaves its merges."""
        self.above = {b: a for b, a in self.above.items() if topic not in (a, b)}

    @rule(several=st.sets(people), topic=topics)
    def interest(self, several: set[int], topic: int) -> None:
        for person in sorted(several):
            self.cast(person, topic)

    def cast(self, person: int, topic: int) -> None:
        found = self.asked(person, "vote.cast", {"topic": topic})
        if person in self.erased:
            assert found == "not_joined"
        elif why := self.out_of_play(topic):
            assert found == why
        elif person in self.interested(topic):
            assert found == "same"
        elif self.left(person) == 0:
            assert found == "no_votes_left"
        else:
            assert found == "done"
            self.points.add((person, topic))

    @rule(person=people, topic=topics)
    def retract(self, person: int, topic: int) -> None:
        found = self.asked(person, "vote.retract", {"topic": topic})
        mine = {(person, given) for given in self.counted(topic)} & self.points
        if person in self.erased:
            assert found == "not_joined"
        elif topic in self.hidden and not mine:
            assert found == "unknown"
        elif topic in self.above:
            assert found == "merged"
        else:
            assert found == ("done" if mine else "same")
            self.points -= mine

    @rule(topic=topics, kind=st.sampled_from(["topic.hide", "topic.withdraw"]))
    def take_off(self, topic: int, kind: str) -> None:
        gone = self.hidden if kind == "topic.hide" else self.withdrawn
        assert self.said(kind, topic=topic) == ("same" if topic in gone else "done")
        self.part(topic)
        gone.add(topic)

    @precondition(lambda self: self.withdrawn)
    @rule()
    def restore(self) -> None:
        for topic in sorted(self.withdrawn):
            lost = {(who, given) for who, given in self.points if given == topic and self.left(who) == 0}
            assert self.said("topic.restore", topic=topic) == "done"
            self.withdrawn.remove(topic)
            self.points -= lost

    @precondition(lambda self: self.hidden)
    @rule()
    def show(self) -> None:
        for topic in sorted(self.hidden):
            assert self.said("topic.show", topic=topic) == "done"
            self.hidden.remove(topic)

    @rule(topic=topics, into=topics)
    def merge(self, topic: int, into: int) -> None:
        taken = any(self.out_of_play(each) for each in (topic, into)) or topic == into
        fits = not taken and topic not in self.above.values()
        assert (self.said("merge.offer", topic=topic, into=into) in ("done", "same")) == fits
        if fits:
            assert self.said("merge.accept", topic=topic) == "done"
            self.above[topic] = into

    @precondition(lambda self: self.above)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        topic = data.draw(st.sampled_from(sorted(self.above)))
        assert self.said("merge.undo", topic=topic) == "done"
        del self.above[topic]

    @rule(budget=st.sampled_from([None, 0, 1, 2, 3, 5]))
    def change_budget(self, budget: int | None) -> None:
        assert self.said("settings.set", vote_budget=budget) == ("same" if budget == self.budget else "done")
        self.budget = budget

    @precondition(lambda self: len(self.erased) < 2)
    @rule(person=people)
    def erase(self, person: int) -> None:
        if person not in self.erased:
            assert self.asked(OLGA, "person.erase", {"person": person}) == "done"
            self.erased.add(person)
            self.points = {(who, given) for who, given in self.points if who != person}

    @invariant()
    def counts_are_people(self) -> None:
        for topic in TOPICS:
            people = set() if topic in self.above else self.interested(topic)
            assert self.entity("tallies", topic)["votes"] == len(people)
        for person in self.stage.board.people.values():
            me = me_of(self.stage.board, person)
            assert (set(me.votes), me.votes_left) == (self.votes(person.id), self.left(person.id))
            assert len(set(me.votes)) == len(me.votes)


def test_V2_V4_counts_are_the_number_of_people() -> None:
    run_state_machine_as_test(InterestPlay, settings=bounded(examples=60, steps=50))
