"""What the random plays have in common (the manner of tldraw's FuzzEditor: seeded, and it must converge)."""

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine

from server.board.entry import Decision
from server.board.rejections import Rejection
from tests.board.client import Json
from tests.board.given import Fact
from tests.board.stage import Stage
from tests.cast import FABIAN


def bounded(examples: int, steps: int) -> settings:
    """The same plays every time, and so many that all of them take some seconds."""
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=True,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


class Play(RuleBasedStateMachine):
    """The cast on a board in `sessions`, where every gate is open; all laws are checked after each act."""

    before: tuple[Fact, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.stage = Stage(replays=False).cast()
        self.said("phase.set", phase="sessions")
        for who, kind, fields in self.before:
            assert self.asked(who, kind, fields) == "done", (kind, fields)

    def asked(self, who: int | None, kind: str, fields: Json, acting_for: int | None = None) -> str:
        """Someone asks for something: `done`, `same` where nothing changed, or the code of the refusal."""
        self.outcome: Decision | Rejection = self.stage.act(who, kind, fields, acting_for)
        if isinstance(self.outcome, Rejection):
            return self.outcome.code
        return "done" if self.outcome.events else "same"

    def said(self, kind: str, /, **fields: Any) -> str:
        """The facilitator asks for something."""
        return self.asked(FABIAN, kind, fields)

    def entity(self, kind: str, number: int) -> Json:
        """An entity as facilitators see it."""
        return self.stage.screens["facilitators"].kinds[kind][number]

    def teardown(self) -> None:
        """However the play went, its log gives the same board (L2)."""
        self.stage.check_replay()
