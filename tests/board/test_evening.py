"""Running the evening (F2 to F4, F6)."""

import pytest

from server.board.instants import milliseconds_between
from tests.board.client import Json
from tests.board.given import ALICES, BOBS, TOPIC, fact, given, merged
from tests.cast import ALICE, CHARLIE, FABIAN, GRETA, HANNA, OLGA, PLANNED, ROUND_1, ROUND_2, TABLE_A, TABLE_B

GATES = ("join", "propose", "vote", "claim", "report")


def test_F2_the_wall_shows_a_scene() -> None:
    board = given("collect", ALICES)
    for scene in ("welcome", "topics", "plan", "now", "harvest", "auto"):
        board.when(FABIAN, "scene.show", scene=scene).accepted().board(scene=dict(scene=scene, topic=None))
        board.when(FABIAN, "scene.show", scene=scene).unchanged()
    board.when(FABIAN, "scene.show", scene="topic", topic=TOPIC).accepted()
    board.board(scene={"scene": "topic", "topic": TOPIC})
    board.when(FABIAN, "scene.show", scene="topic", topic=TOPIC).unchanged()
    board.when(FABIAN, "scene.show", scene="topic", topic=PLANNED).accepted()


def test_F2_the_scene_topic_names_one_in_play_and_no_other_does() -> None:
    board = given("collect", ALICES, BOBS, merged())
    board.when(FABIAN, "scene.show", scene="topic").refused("bad_request", where="topic")
    board.when(FABIAN, "scene.show", scene="plan", topic=TOPIC).refused("bad_request", where="topic")
    board.when(FABIAN, "scene.show", scene="party").refused("bad_request", where="scene")
    board.when(FABIAN, "scene.show", scene="topic", topic=9).refused("unknown", topic=9)
    board.when(FABIAN, "scene.show", scene="topic", topic=3).refused("merged", into=TOPIC)
    board.and_(fact(ALICE, "topic.withdraw", topic=TOPIC))
    board.when(FABIAN, "scene.show", scene="topic", topic=TOPIC).refused("withdrawn")


def test_F3_a_notice_stands_until_it_is_cleared() -> None:
    board = given("lobby").when(FABIAN, "notice.post", text=" Essen ist fertig. ").accepted()
    board.board(notice={"text": "Essen ist fertig.", "until": None})
    board.when(FABIAN, "notice.clear").accepted().board(notice=None)
    board.when(FABIAN, "notice.clear").unchanged()


def test_F3_L5_a_notice_has_a_time_and_its_expiry_is_no_entry() -> None:
    board = given("lobby").at("2025-07-09T17:00:00.250Z")
    board.when(FABIAN, "notice.post", text="x", seconds=60).accepted()
    board.board(notice={"text": "x", "until": "2025-07-09T17:01:00.250Z"})
    board.at("2025-07-09T18:00:00.000Z").when(ALICE, "profile.set", name="Alix").accepted()
    board.board(notice={"text": "x", "until": "2025-07-09T17:01:00.250Z"})
    board.when(FABIAN, "notice.clear").accepted()


def test_F3_a_notice_has_1_to_280_characters() -> None:
    board = given("lobby").when(FABIAN, "notice.post", text=" ").refused("too_short", field="text", limit=1)
    board.when(FABIAN, "notice.post", text="x" * 281).refused("too_long", field="text", limit=280)
    board.when(FABIAN, "notice.post", text="x" * 280, seconds=None).accepted()
    board.when(FABIAN, "notice.post", text="x", seconds=0).refused("bad_request", where="seconds")
    board.when(FABIAN, "notice.post", text="x", seconds=36_001).refused("bad_request", where="seconds")


def test_F4_the_timer_runs_by_the_servers_clock() -> None:
    board = given("sessions").at("2025-07-09T17:00:00.000Z")
    board.when(FABIAN, "timer.start", seconds=600, label=" Runde 1 ").accepted()
    board.board(timer={"ends": "2025-07-09T17:10:00.000Z", "seconds": 600, "label": "Runde 1"})
    assert board.seconds_left() == 600
    board.when(FABIAN, "timer.start", seconds=60).accepted()
    assert board.stage.screens["all"].fields["timer"]["label"] == ""


@pytest.mark.parametrize("seconds", [0, -1, 36_001, 1.5, "60", None])
def test_F4_a_timer_runs_1_to_36000_seconds(seconds: object) -> None:
    board = given("sessions").when(FABIAN, "timer.start", seconds=seconds)
    board.refused("bad_request", where="seconds")
    board.when(FABIAN, "timer.start", seconds=36_000).accepted()


def test_F4_the_timer_can_be_extended_and_stopped() -> None:
    board = given("sessions").at("2025-07-09T17:00:00.000Z")
    board.and_(fact(FABIAN, "timer.start", seconds=600, label="x"))
    board.when(FABIAN, "timer.add", seconds=120).accepted()
    board.board(timer={"ends": "2025-07-09T17:12:00.000Z", "seconds": 720, "label": "x"})
    board.when(FABIAN, "timer.add", seconds=-60).accepted()
    board.board(timer={"ends": "2025-07-09T17:11:00.000Z", "seconds": 660, "label": "x"})
    board.when(FABIAN, "timer.stop").accepted().board(timer=None)
    board.when(FABIAN, "timer.stop").unchanged()
    board.when(FABIAN, "timer.add", seconds=60).refused("bad_request", where="timer")


def test_F4_a_timer_that_has_run_out_goes_on_from_now() -> None:
    board = given("sessions", fact(FABIAN, "timer.start", seconds=1)).at("2025-07-09T18:00:00.000Z")
    board.when(FABIAN, "timer.add", seconds=60).accepted()
    assert board.seconds_left() == 60


def test_F4_a_timer_is_not_shortened_below_now() -> None:
    board = given("sessions", fact(FABIAN, "timer.start", seconds=60))
    board.when(FABIAN, "timer.add", seconds=-600).accepted()
    assert board.seconds_left() == 0
    assert milliseconds_between(board.stage.now, board.stage.screens["all"].fields["timer"]["ends"]) == 0


def test_F4_the_gong_sounds_at_a_moment() -> None:
    board = given("sessions").at("2025-07-09T17:00:00.007Z").when(FABIAN, "gong.ring").accepted()
    board.board(gong="2025-07-09T17:00:00.007Z")
    board.when(FABIAN, "gong.ring").accepted().board(gong="2025-07-09T17:00:01.007Z")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("phase.set", {"phase": "market"}),
        ("gate.set", {"gate": "vote", "open": True}),
        ("scene.show", {"scene": "plan"}),
        ("notice.post", {"text": "x"}),
        ("notice.clear", {}),
        ("timer.start", {"seconds": 60}),
        ("timer.add", {"seconds": 60}),
        ("timer.stop", {}),
        ("gong.ring", {}),
    ],
)
def test_F1_F2_F3_F4_only_facilitators_run_the_evening(kind: str, fields: Json) -> None:
    board = given("collect")
    for who in (ALICE, HANNA, GRETA):
        board.when(who, kind, **fields).refused("not_allowed")
    board.when(None, kind, **fields).refused("not_joined")


def test_F6_every_act_of_those_who_help_is_listed_with_who_and_when() -> None:
    board = given("collect")
    assert (board.stage.board.acts[0].person, board.stage.board.acts[0].type) == (HANNA, "key.use")
    before = len(board.stage.board.acts)
    board.when(FABIAN, "gate.set", gate="claim", open=True).accepted()
    board.when(FABIAN, "gate.set", gate="claim", open=True).unchanged()
    board.when(ALICE, "topic.propose", title="Rad statt Auto").accepted(topic=2)
    board.when(HANNA, "person.add", name="Dora").accepted(person=GRETA + 1)
    board.when(OLGA, "topic.hide", topic=TOPIC).accepted()
    acts = board.stage.board.acts[before:]
    assert [(a.person, a.type) for a in acts] == [
        (FABIAN, "gate.set"),
        (HANNA, "person.add"),
        (OLGA, "topic.hide"),
    ]
    assert (acts[-1].at, acts[-1].seq) == (board.stage.now, board.stage.board.seq)


def test_F6_an_organiser_who_gives_the_role_away_is_on_record() -> None:
    board = given("collect").when(OLGA, "key.revoke", key=3).accepted().me(OLGA, role="participant")
    assert [(act.person, act.type) for act in board.stage.board.acts[-1:]] == [(OLGA, "key.revoke")]


def test_F6_several_facilitators_work_at_once() -> None:
    board = given("market", ALICES, fact(CHARLIE, "key.use", key=2))
    board.when(FABIAN, "table.claim", topic=TOPIC, slot=ROUND_1, table=TABLE_A).accepted()
    board.when(CHARLIE, "table.claim", topic=TOPIC, slot=ROUND_2, table=TABLE_B).accepted()
    board.when(FABIAN, "topic.withdraw", topic=TOPIC).accepted()
    board.when(CHARLIE, "topic.restore", topic=TOPIC).accepted()
