"""W1 to W3, W7, L2, L3: whatever anybody does, every screen shows its view, however long it was away."""

from collections import Counter
from random import Random
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from server.board.showing import ViewName
from tests.board.client import Client, Json
from tests.board.fuzz import OF_FACILITATORS, OF_PARTICIPANTS, some_act
from tests.board.given import fact
from tests.board.play import Play, bounded
from tests.cast import ALICE, BOB, CHARLIE, OLGA

RANDOM = st.randoms(use_true_random=True)


class ScreensPlay(Play):
    """Screens of both views that follow, go away, and come back from the seq that they had."""

    before = tuple(fact(who, "topic.propose", title="Ein Thema", theme=1) for who in (ALICE, BOB, CHARLIE))
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.screens: list[tuple[ViewName, Client]] = []
        self.away: set[int] = set()
        self.outcomes = dict(self.stage.board.outcomes)

    def people_act(self, random: Random) -> None:
        """Several acts, each seen at once by every screen that is there; some go and come in between."""
        for _ in range(20):
            self.act(*some_act(random, self.stage.board))
            if random.random() < 0.2:
                self.comes_back(random.randrange(4), random.randrange(20))
            if random.random() < 0.2:
                self.away.add(random.randrange(4))

    def act(self, who: int | None, kind: str, fields: Json, acting_for: int | None) -> None:
        found = self.asked(who, kind, fields, acting_for)
        self.done[kind] += found == "done"
        if found in ("done", "same"):
            seq = self.stage.board.seq
            self.outcomes[who, f"c-{seq}"] = (seq, getattr(self.outcome, "result", {}))
        for number, (name, screen) in enumerate(self.screens):
            if number not in self.away:
                screen.catch_up(self.stage.views[name])
                screen.shows(self.stage.views[name])

    @rule(random=RANDOM, who=st.sampled_from([BOB, CHARLIE]), key=st.integers(1, 2), revoke=st.booleans())
    def someone_comes_by_key(self, random: Random, who: int, key: int, revoke: bool) -> None:
        self.people_act(random)
        self.act(who, "key.use", {"key": key}, None)
        if revoke:
            self.act(OLGA, "key.revoke", {"key": 1}, None)

    @rule(random=RANDOM, name=st.sampled_from(["all", "facilitators"]))
    def a_screen_comes(self, random: Random, name: ViewName) -> None:
        if len(self.screens) < 4:
            self.screens.append((name, Client(self.stage.views[name])))
        self.people_act(random)

    @rule(random=RANDOM, number=st.integers(0, 3), earlier=st.integers(0, 200))
    def a_screen_is_long_away(self, random: Random, number: int, earlier: int) -> None:
        self.away.add(number)
        self.people_act(random)
        self.comes_back(number, earlier)

    def comes_back(self, number: int, earlier: int) -> None:
        """From its seq, or by a patch that began earlier (W2: valid on any state from there on)."""
        if number < len(self.screens):
            name, screen = self.screens[number]
            screen.take(self.stage.views[name].since(max(1, screen.seq - earlier)))
            screen.shows(self.stage.views[name])
            self.away.discard(number)

    def teardown(self) -> None:
        """Everybody comes back at last; every outcome is kept for who sent the command, and no other (L3)."""
        for number in range(len(self.screens)):
            self.comes_back(number, 0)
        assert self.stage.board.outcomes == self.outcomes
        super().teardown()


def test_W1_W2_W3_W7_L2_L3_every_screen_shows_its_view() -> None:
    ScreensPlay.done.clear()
    run_state_machine_as_test(ScreensPlay, settings=bounded(examples=45, steps=8))
    seldom = {kind for kind in OF_PARTICIPANTS | OF_FACILITATORS if ScreensPlay.done[kind] < 5}
    assert not seldom, "a play in which nobody does these proves little"
