"""W1 to W3, W7, L2, L3: whatever anybody does, every screen shows its view, whenever it was away."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from server.board.showing import ViewName
from tests.board.client import Client, Json
from tests.board.play import Play, bounded
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, OLGA

PARTICIPANTS = [ALICE, BOB, CHARLIE, GRETA]
topic = st.integers(1, 6)
person = st.sampled_from([*PARTICIPANTS, HANNA, 8])
slot = table = theme = st.integers(1, 4)
text = st.sampled_from(["", "Rad", "Ein längerer Text\nmit zwei Zeilen"])
TIMES = {"starts": "2025-07-09T21:00:00+02:00", "ends": "2025-07-09T21:30:00+02:00"}


def command(kind: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[str, Json]]:
    """One kind of command, its fields drawn."""
    return st.tuples(st.just(kind), st.fixed_dictionaries(fields))


OF_TOPICS = [
    *("topic.withdraw", "topic.restore", "host.leave", "host.take", "cohost.offer", "cohost.retract"),
    *(
        "vote.cast",
        "vote.retract",
        "here.set",
        "merge.accept",
        "merge.decline",
        "merge.retract",
        "merge.undo",
    ),
]
OF_PARTICIPANTS = st.one_of(
    command("profile.set", name=st.sampled_from(["Dora", "Emil"])),
    command("topic.propose", title=st.just("Noch eins"), text=text, theme=st.none() | theme),
    command("topic.edit", topic=topic, title=st.sampled_from(["Anders", "Ganz anders"]), text=text),
    *(command(kind, topic=topic) for kind in OF_TOPICS),
    *(command(kind, topic=topic) for kind in ("vote.cast", "cohost.offer", "here.set")),
    *(command(k, topic=topic, person=person) for k in ("cohost.accept", "cohost.decline", "host.handover")),
    command("table.claim", topic=topic, slot=slot, table=table),
    command("table.release", topic=topic),
    command("merge.offer", topic=topic, into=topic),
    command("here.clear"),
    command("report.write", topic=topic, field=st.just("happened"), text=text, base=st.integers(0, 2)),
    command("commitment.add", topic=topic, text=st.just("Ich rufe an"), who=st.just("Dora")),
    command("commitment.remove", commitment=st.integers(1, 3)),
)
OF_FACILITATORS = st.one_of(
    command("phase.set", phase=st.sampled_from(["collect", "sessions", "harvest"])),
    command("gate.set", gate=st.sampled_from(["vote", "claim"]), open=st.booleans()),
    command("settings.set", votes_shown=st.sampled_from(["always", "after"])),
    command("settings.set", vote_budget=st.none() | st.integers(0, 3)),
    command("scene.show", scene=st.just("topic"), topic=topic),
    command("scene.show", scene=st.sampled_from(["auto", "plan"])),
    command("notice.post", text=st.just("Essen")),
    *(command(kind) for kind in ("notice.clear", "gong.ring", "timer.stop")),
    *(command(kind, topic=topic, reason=st.none() | st.just("x")) for kind in ("topic.hide", "topic.hide")),
    *(command(kind, topic=topic) for kind in ("topic.show", "topic.show", "topic.withdraw")),
    *(command(kind, person=person) for kind in ("person.block", "person.unblock")),
    command("table.swap", topic=topic, with_=topic),
    command("theme.put", theme=theme, name=st.sampled_from(["x", "y"]), color=st.just("#000000")),
    command("theme.put", name=st.just("neu"), color=st.just("#000000")),
    command(
        "slot.put", title=st.just("neu"), kind=st.just("session"), **{k: st.just(v) for k, v in TIMES.items()}
    ),
    command("slot.shift", slot=slot, minutes=st.integers(-5, 5)),
    command("slot.start", slot=slot),
    command("table.put", name=st.just("neu"), seats=st.integers(1, 9)),
    command("theme.remove", theme=theme),
    command("slot.remove", slot=slot),
    command("table.remove", table=table),
    command("report.restore", topic=topic, field=st.just("happened"), rev=st.just(1)),
)


class ScreensPlay(Play):
    """Screens of both views that follow, go away, and come back from the seq that they had."""

    def __init__(self) -> None:
        super().__init__()
        self.screens: list[tuple[ViewName, Client]] = []
        self.away: set[int] = set()
        self.outcomes = dict(self.stage.board.outcomes)

    @initialize(names=st.lists(st.sampled_from([*PARTICIPANTS, FABIAN]), min_size=3, max_size=5))
    def begin(self, names: list[int]) -> None:
        """A few topics, so that there is something to play with."""
        for who in names:
            self.act(who, ("topic.propose", {"title": "Ein Thema", "theme": 1}))

    def act(self, who: int | None, asked: tuple[str, Json], acting_for: int | None = None) -> None:
        """Someone asks, and every screen that is there takes the patch."""
        if self.asked(who, *asked, acting_for=acting_for) in ("done", "same"):
            seq = self.stage.board.seq
            self.outcomes[who, f"c-{seq}"] = (seq, getattr(self.outcome, "result", {}))
        for number, (name, screen) in enumerate(self.screens):
            if number not in self.away:
                screen.catch_up(self.stage.views[name])
                screen.shows(self.stage.views[name])

    @rule(who=st.sampled_from(PARTICIPANTS), asked=OF_PARTICIPANTS)
    def a_participant_asks(self, who: int, asked: tuple[str, Json]) -> None:
        self.act(who, asked)

    @rule(asked=OF_FACILITATORS)
    def the_facilitator_asks(self, asked: tuple[str, Json]) -> None:
        self.act(FABIAN, asked)

    @rule(who=st.sampled_from([FABIAN, HANNA]), asked=OF_PARTICIPANTS, acting_for=st.none() | person)
    def someone_is_helped(self, who: int, asked: tuple[str, Json], acting_for: int | None) -> None:
        self.act(who, asked, acting_for)

    @rule(name=st.sampled_from(["Dora", "Emil"]))
    def someone_joins(self, name: str) -> None:
        self.act(None, ("person.join", {"name": name}))

    @rule(whom=person, among=st.integers(0, 5))
    def someone_is_erased(self, whom: int, among: int) -> None:
        if among == 0:
            self.act(OLGA, ("person.erase", {"person": whom}))

    @rule(key=st.integers(1, 2), revoked=st.integers(0, 5), who=st.sampled_from([BOB, 8]))
    def a_key_is_used_or_revoked(self, key: int, revoked: int, who: int) -> None:
        if revoked == 0:
            self.act(OLGA, ("key.revoke", {"key": 1}))
        elif who in self.stage.board.people:
            self.act(who, ("key.use", {"key": key}))

    @rule(name=st.sampled_from(["all", "facilitators"]))
    def a_screen_comes(self, name: ViewName) -> None:
        if len(self.screens) < 4:
            self.screens.append((name, Client(self.stage.views[name])))

    @rule(number=st.integers(0, 3))
    def a_screen_goes(self, number: int) -> None:
        self.away.add(number)

    @rule(number=st.integers(0, 3), earlier=st.integers(0, 20))
    def a_screen_comes_back(self, number: int, earlier: int) -> None:
        """From its seq, or by a patch that began earlier (W2: valid on any state from there on)."""
        if number < len(self.screens):
            name, screen = self.screens[number]
            screen.take(self.stage.views[name].since(max(1, screen.seq - earlier)))
            screen.shows(self.stage.views[name])
            self.away.discard(number)

    def teardown(self) -> None:
        """Everybody comes back at last; every outcome is kept for who sent the command, and no other (L3)."""
        for number in range(len(self.screens)):
            self.a_screen_comes_back(number, 0)
        assert self.stage.board.outcomes == self.outcomes
        super().teardown()


def test_W1_W2_W3_W7_L2_L3_every_screen_shows_its_view() -> None:
    run_state_machine_as_test(ScreensPlay, settings=bounded(examples=150, steps=60))
