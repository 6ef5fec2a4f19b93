"""Seen from outside: a command can be followed by its id, from one worker's frame to another's screens."""

import json
import re
import uuid
from pathlib import Path

from tests.cast import PLANNED
from tests.conftest import StartServer
from tests.harness.evening import Evening
from tests.harness.screen import Json

DASHBOARD = Path(__file__).parents[2] / "docs" / "grafana.json"


def lines(log: str, message: str) -> list[Json]:
    """The lines with this message."""
    found = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    return [line for line in found if line["message"] == message]


async def test_the_log_follows_a_command_and_names_nobody(start_server: StartServer) -> None:
    server = await start_server(LOG="debug")
    async with Evening(server) as evening:
        board = await evening.board()
        await (await board.enter("facilitate", "Fabian")).command("phase.set", phase="collect")
        alice = await board.join("Alice Beispiel")
        phone, wall = await alice.phone(), await board.guest().phone()
        command = str(uuid.uuid4())
        seq = (await phone.do("vote.cast", id=command, topic=PLANNED))["seq"]
        await wall.until_seq(seq)
        await phone.until_seq(seq)
        assert await server.stop() == 0
    log = server.log()
    (turn,) = [line for line in lines(log, "committed") if command in line["commands"]]
    assert turn["after"] < seq <= turn["seq"]
    assert any(line["seq"] >= seq and line["viewers"] == 2 for line in lines(log, "told"))
    secrets = [board.key(role) for role in ("desk", "facilitate", "organise")]
    for hidden in ("Beispiel", alice.cookie or "-", server.instance_key, *secrets):
        assert hidden.rpartition("=")[2] not in log


async def test_every_figure_of_the_dashboard_is_among_the_metrics(evening: Evening) -> None:
    board = await evening.board()
    phone = await (await board.join("Alice")).phone()
    await phone.until_seq((await phone.do("topic.propose", title="Rad statt Auto"))["seq"])
    told = (await board.guest().http.get(f"{evening.server.url}/metrics")).text
    shown = set(re.findall(r"themenwand_\w+", DASHBOARD.read_text())) - {"themenwand"}
    assert len(shown) == 8
    for name in shown:
        assert f"\n{name}" in told, name
