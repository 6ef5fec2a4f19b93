"""Phases and gates (F1)."""

import pytest

from server.board.entry import Decision
from tests.board.client import Json
from tests.board.given import ALICES, TOPIC, fact, given
from tests.cast import ALICE, FABIAN, GRETA, HANNA, OLGA, PLANNED, ROUND_1, TABLE_A

GATES = ("join", "propose", "vote", "claim", "report")


@pytest.mark.parametrize(
    ("phase", "open_gates"),
    [
        ("lobby", {"join", "propose"}),
        ("collect", {"join", "propose", "vote"}),
        ("market", {"join", "propose", "vote", "claim"}),
        ("sessions", {"join", "propose", "vote", "claim", "report"}),
        ("harvest", {"join", "report"}),
        ("closed", set()),
    ],
)
def test_F1_a_phase_sets_all_gates(phase: str, open_gates: set[str]) -> None:
    board = given("lobby", [fact(FABIAN, "gate.set", gate=gate, open=True) for gate in GATES])
    board.when(FABIAN, "phase.set", phase=phase).accepted()
    board.board(phase=phase, gates={gate: gate in open_gates for gate in GATES})
    board.when(FABIAN, "phase.set", phase=phase).unchanged()


def test_F1_the_same_phase_sets_its_gates_again() -> None:
    board = given("collect", fact(FABIAN, "gate.set", gate="vote", open=False))
    board.when(FABIAN, "phase.set", phase="collect").accepted()
    assert board.stage.screens["all"].fields["gates"]["vote"] is True


def test_F1_a_gate_is_set_alone() -> None:
    board = given("collect").when(FABIAN, "gate.set", gate="claim", open=True).accepted()
    board.board(gates=dict(join=True, propose=True, vote=True, claim=True, report=False), phase="collect")
    board.when(FABIAN, "gate.set", gate="claim", open=True).unchanged()
    board.when(FABIAN, "gate.set", gate="door", open=True).refused("bad_request", where="gate")


@pytest.mark.parametrize(
    ("gate", "kind", "fields"),
    [
        ("propose", "topic.propose", {"title": "Noch eins"}),
        ("propose", "topic.restore", {"topic": TOPIC}),
        ("vote", "vote.cast", {"topic": PLANNED}),
        ("vote", "vote.retract", {"topic": TOPIC}),
        ("claim", "table.claim", {"topic": TOPIC, "slot": ROUND_1, "table": TABLE_A}),
        ("claim", "table.release", {"topic": TOPIC}),
        ("report", "report.write", {"topic": TOPIC, "field": "happened", "text": "x", "base": 0}),
        ("report", "commitment.add", {"topic": TOPIC, "text": "Ich rufe an", "who": "A."}),
        ("report", "commitment.remove", {"commitment": 1}),
        ("report", "here.set", {"topic": TOPIC}),
        ("report", "here.clear", {}),
    ],
)
def test_F1_each_gate_governs_its_commands(gate: str, kind: str, fields: Json) -> None:
    promise = fact(ALICE, "commitment.add", topic=TOPIC, text="Ich rufe an", who="A.")
    board = given("sessions", ALICES, promise).when(FABIAN, "gate.set", gate=gate, open=False).accepted()
    board.when(ALICE, kind, **fields).refused("gate_closed", gate=gate)
    board.when(FABIAN, kind, acting_for=ALICE, **fields)
    assert isinstance(board.outcome, Decision), "what is done for others is bound by no gate"
    board.and_([fact(FABIAN, "gate.set", gate=other, open=False) for other in GATES if other != gate])
    board.and_(fact(FABIAN, "gate.set", gate=gate, open=True))
    board.when(ALICE, kind, **fields)
    assert getattr(board.outcome, "code", None) != "gate_closed"


@pytest.mark.parametrize("who", [HANNA, FABIAN, OLGA])
def test_F1_helpers_and_facilitators_are_bound_by_no_gate(who: int) -> None:
    board = given("closed").when(who, "topic.propose", title="Noch eins").accepted(topic=2)
    board.when(who, "vote.cast", topic=2).accepted()
    board.when(who, "table.claim", topic=2, slot=ROUND_1, table=TABLE_A).accepted()
    board.when(who, "here.set", topic=2).accepted()
    board.when(who, "cohost.offer", topic=PLANNED).accepted()
    board.when(HANNA, "vote.cast", acting_for=GRETA, topic=2).accepted()


def test_F1_a_closed_board_leaves_profile_and_erasing() -> None:
    board = given("collect", ALICES, fact(FABIAN, "phase.set", phase="closed"))
    board.when(ALICE, "profile.set", name="Alix").accepted()
    board.when(ALICE, "topic.edit", topic=TOPIC, title="Anders").refused("gate_closed", gate=None)
    board.when(ALICE, "person.erase", person=ALICE).accepted()


def test_F1_a_gate_opened_in_closed_counts() -> None:
    board = given("closed", fact(FABIAN, "gate.set", gate="propose", open=True))
    board.when(ALICE, "topic.propose", title="Noch eins").accepted(topic=2)
    board.when(ALICE, "topic.withdraw", topic=2).refused("gate_closed", gate=None)
