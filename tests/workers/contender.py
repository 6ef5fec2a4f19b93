"""One of several client processes that all want the same at the same moment.

It is given its people (a cookie and a topic of their own each), and a barrier that holds all contenders in
step. In every round one of its people claims the place that all want, and another gives a point to the topic
that all vote on, or takes it back; the winner frees the place again before the next round.
"""

import json
import multiprocessing
import multiprocessing.queues
import multiprocessing.synchronize
import uuid
from typing import Any

from websockets.sync.client import ClientConnection, connect

Json = dict[str, Any]
_SECONDS = 60.0

Person = tuple[str, int]
"""The Cookie header of a device, and the topic that its person hosts."""


class Contender:
    """The people of one client process, each with a connection to one worker."""

    def __init__(self, url: str, people: list[Person], voted: int) -> None:
        """`url` is the board's live address at the worker; `voted` the topic that all give points to."""
        self._sockets = [
            connect(url, additional_headers={"Cookie": cookie}, compression=None, max_size=None, proxy=None)
            for cookie, _ in people
        ]
        self._topics = [topic for _, topic in people]
        self._voted = voted
        self.points = [False for _ in people]
        self.claims: list[Json] = []
        self.votes: list[Json] = []

    def claim(self, number: int) -> bool:
        """Claim the place for the topic of this round's person; whether it was won."""
        answer = self._do(number, "table.claim", topic=self._topics[self._who(number)], slot=1, table=1)
        self.claims.append({"topic": self._topics[self._who(number)], **answer})
        return bool(answer["t"] == "ok")

    def vote(self, number: int) -> None:
        """Give or take back the point of another person."""
        who = self._who(number + 1)
        kind = "vote.retract" if self.points[who] else "vote.cast"
        answer = self._do(number + 1, kind, topic=self._voted)
        assert answer["t"] == "ok", answer
        self.points[who] = not self.points[who]
        self.votes.append({"type": kind, **answer})

    def release(self, number: int) -> None:
        """Free the place."""
        answer = self._do(number, "table.release", topic=self._topics[self._who(number)])
        assert answer["t"] == "ok", answer

    def close(self) -> None:
        """Go home."""
        for socket in self._sockets:
            socket.close()

    def _who(self, number: int) -> int:
        return number % len(self._topics)

    def _do(self, number: int, kind: str, **fields: Any) -> Json:
        socket: ClientConnection = self._sockets[self._who(number)]
        command = str(uuid.uuid4())
        socket.send(json.dumps({"t": "do", "id": command, "command": {"type": kind, **fields}}))
        while True:
            frame: Json = json.loads(socket.recv(_SECONDS))
            if frame.get("id") == command:
                return frame


def contend(
    url: str,
    people: list[Person],
    voted: int,
    rounds: int,
    barrier: multiprocessing.synchronize.Barrier,
    told: "multiprocessing.queues.Queue[Json]",
) -> None:
    """Play all rounds in step with the others, then tell what became of each command."""
    contender = Contender(url, people, voted)
    for number in range(rounds):
        barrier.wait(_SECONDS)
        won = contender.claim(number)
        contender.vote(number)
        barrier.wait(_SECONDS)
        if won:
            contender.release(number)
    contender.close()
    told.put({"claims": contender.claims, "votes": contender.votes, "points": contender.points})
