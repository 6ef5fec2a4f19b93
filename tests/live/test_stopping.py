"""What was acknowledged is there, however the server ends (L1): power cuts and stops under load."""

import asyncio
import random
import subprocess
import uuid
from contextlib import suppress

import httpx
from websockets.exceptions import ConnectionClosed

from tests.conftest import StartServer
from tests.harness.evening import Board, Evening, Guest
from tests.harness.phone import Phone, Refused
from tests.harness.server import THEMENWAND, Server

KILLS = 10
LOST = (ConnectionError, ConnectionClosed, httpx.TransportError, TimeoutError)


class Busy:
    """People who go on writing; `acknowledged` are titles by the topic's number and the id that made it."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self.acknowledged: dict[str, tuple[int, int, str]] = {}
        self.sent: dict[str, str] = {}
        self._news = asyncio.Event()

    async def more(self, count: int) -> None:
        """Wait until so many more are acknowledged."""
        aim = len(self.acknowledged) + count
        while len(self.acknowledged) < aim:
            self._news.clear()
            await self._news.wait()

    async def over_the_socket(self, phone: Phone) -> None:
        """One after another until the connection breaks."""
        with suppress(*LOST):
            while True:
                await self._note(phone)

    async def over_http(self, guest: Guest) -> None:
        """One after another until the server is gone."""
        with suppress(*LOST):
            while True:
                await self._note(guest)

    async def _note(self, way: Phone | Guest) -> None:
        command_id = str(uuid.uuid4())
        title = f"Thema {command_id}"
        self.sent[command_id] = title
        act = way.do if isinstance(way, Phone) else way.command
        try:
            done = await act("topic.propose", id=command_id, title=title)
        except Refused as no:
            assert no.code == "too_fast", no  # noqa: PT017  # any other would be a fault
            await asyncio.sleep(0.02)
            return
        self.acknowledged[command_id] = (done["seq"], done["result"]["topic"], title)
        self._news.set()


def verified(server: Server) -> str:
    """What `themenwand verify` says of a server that does not run."""
    found = subprocess.run(
        [THEMENWAND, "verify"],
        env=server.environment,
        cwd=server.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


async def check(board: Board, busy: Busy) -> None:
    """Everything acknowledged is on the board, once, and nothing twice."""
    snapshot = await board.snapshot()
    titles = {topic["id"]: topic["title"] for topic in snapshot["board"]["topics"]}
    for seq, topic, title in busy.acknowledged.values():
        assert titles.get(topic) == title
        assert seq <= snapshot["seq"]
    assert len(set(titles.values())) == len(titles), "nothing is there twice"


async def test_l1_sigkill_at_any_moment_loses_nothing_that_was_acknowledged(
    start_server: StartServer,
) -> None:
    chance = random.Random(20250709)  # noqa: S311  # moments, not secrets
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board({"settings": {"max_topics": 10_000}})
        alice, bob, carla = [await board.join(name) for name in ("Alice", "Bob", "Carla")]
        phones = [await alice.phone(), await bob.phone()]
        busy = Busy()
        for kill in range(KILLS):
            writing = [asyncio.create_task(busy.over_the_socket(phone)) for phone in phones]
            writing.append(asyncio.create_task(busy.over_http(carla)))
            await busy.more(3)
            await asyncio.sleep(chance.uniform(0, 0.15))  # the random moment itself
            await server.kill()
            await asyncio.gather(*writing)
            if kill == 0:
                assert f"{board.slug}:" in verified(server)
            await server.start()
            for phone in phones:
                await phone.reconnect()
            await check(board, busy)
        last = list(busy.acknowledged)[-1]
        owner = {"Alice": alice, "Bob": bob, "Carla": carla}
        outcomes = []
        for guest in owner.values():
            with suppress(Refused):
                outcomes.append(await guest.command("topic.propose", id=last, title=busy.sent[last]))
        seq, topic, _ = busy.acknowledged[last]
        assert {"seq": seq, "result": {"topic": topic}} in outcomes
        await server.stop()
        verified(server)


async def test_l1_a_stop_under_load_loses_nothing_and_tells_everyone_1012(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board = await evening.board({"settings": {"max_topics": 10_000}})
        guests = [await board.join(f"Gast {number}") for number in range(8)]
        phones = [await guest.phone() for guest in guests[:6]]
        wall, busy = await board.guest().phone(), Busy()
        writing = [asyncio.create_task(busy.over_the_socket(phone)) for phone in phones]
        writing += [asyncio.create_task(busy.over_http(guest)) for guest in guests[6:]]
        await busy.more(40)
        await server.stop()
        await asyncio.gather(*writing)
        assert [await phone.until_closed() for phone in (*phones, wall)] == [1012] * 7
        assert f"{board.slug}:" in verified(server)
        await server.start()
        for phone in (*phones, wall):
            await phone.reconnect()
        await check(board, busy)
        now = await board.snapshot()
        await wall.until_seq(now["seq"])
        assert len(wall.screen.kinds["topics"]) == len(now["board"]["topics"])
