"""Coming back: any seq of the board's life is enough, unless the epoch is another (W2, W3, W7, L4)."""

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.cast import PLANNED
from tests.conftest import StartServer
from tests.harness.evening import Board, Evening
from tests.harness.screen import Json, Screen, in_order
from tests.live.sockets import frame, live

STEPS = (
    ("alice", "topic.propose", {"title": "Rad statt Auto", "text": "Warum?"}),
    ("fabian", "phase.set", {"phase": "collect"}),
    ("alice", "vote.cast", {"topic": 2}),
    ("fabian", "topic.hide", {"topic": 2, "reason": "Ton"}),
    ("alice", "vote.retract", {"topic": 2}),
    ("alice", "topic.propose", {"title": "Noch ein Thema"}),
    ("fabian", "topic.show", {"topic": 2}),
    ("fabian", "theme.put", {"name": "Neu", "color": "#112233"}),
    ("fabian", "theme.remove", {"theme": 3}),
    ("alice", "topic.withdraw", {"topic": 3}),
    ("fabian", "topic.hide", {"topic": 3}),
    ("fabian", "notice.post", {"text": "Gleich"}),
)


async def first_two(board: Board, cookie: str | None = None, **query: Any) -> tuple[Json, Json | None]:
    """Hello, and what follows it: null where the client is up to date."""
    async with live(board, cookie, **query) as socket:
        hello = await frame(socket)
        await socket.send('{"t":"ping"}')
        after = await frame(socket, "board", "patch", "pong")
    return hello, None if after["t"] == "pong" else after


async def with_history(evening: Evening) -> tuple[Board, str, dict[str, list[Json]]]:
    """A board with STEPS behind it, Fabian's cookie, and both views' snapshots at every seq."""
    board = await evening.board()
    people = {"alice": await board.join("Alice"), "fabian": await board.enter("facilitate", "Fabian")}
    cookie = people["fabian"].cookie or ""
    told: dict[str, list[Json]] = {"all": [], "facilitators": []}
    for who, kind, fields in STEPS:
        for view, snapshots in told.items():
            answer = await people["fabian"].http.get(board.api, params={"view": view})
            snapshots.append(answer.json())
        await people[who].command(kind, **fields)
    return board, cookie, told


async def test_w3_any_seq_gets_one_patch_that_makes_it_the_newest(evening: Evening) -> None:
    board, cookie, told = await with_history(evening)
    for view, snapshots in told.items():
        async with live(board, cookie, view=view) as socket:
            newest = await frame(socket, "board")
        for then in snapshots:
            screen = Screen()
            screen.show(then["seq"], then["board"])
            epoch = then["board"]["epoch"]
            hello, patch = await first_two(board, cookie, view=view, since=then["seq"], epoch=epoch)
            assert patch is not None
            assert (patch["t"], patch["from"], patch["seq"]) == ("patch", then["seq"], hello["seq"])
            screen.patch(patch)
            assert screen.whole() == in_order(newest["board"]), f"{view} from {then['seq']}"


async def test_w3_seq_0_and_1_of_the_boards_life_are_enough_too(evening: Evening) -> None:
    board, _, told = await with_history(evening)
    epoch = told["all"][0]["board"]["epoch"]
    for since in (0, 1):
        _, patch = await first_two(board, since=since, epoch=epoch)
        assert patch is not None
        assert (patch["t"], patch["from"]) == ("patch", since)
        everything = {"board", "topics", "slots", "tables", "themes", "texts", "tallies"}
        assert (everything <= set(patch["set"])) == (since == 0)


async def test_w2_who_is_up_to_date_gets_hello_alone(evening: Evening) -> None:
    board = await evening.board()
    now = await board.snapshot()
    hello, after = await first_two(board, since=now["seq"], epoch=now["board"]["epoch"])
    assert (hello["seq"], hello["epoch"], after) == (now["seq"], now["board"]["epoch"], None)


@pytest.mark.parametrize("since", ["7", "99999999999999999999", "9" * 5000, "-1", "0x1", "", "²"])
async def test_l4_a_seq_from_the_future_or_none_at_all_gets_the_whole_board(
    evening: Evening, since: str
) -> None:
    board = await evening.board()
    epoch = (await board.snapshot())["board"]["epoch"]
    _, after = await first_two(board, since=since, epoch=epoch)
    assert after is not None
    assert after["t"] == "board"


async def test_l4_another_epoch_gets_the_whole_board(evening: Evening) -> None:
    board = await evening.board()
    for query in ({"since": 1}, {"since": 1, "epoch": "other"}, {"since": 1, "epoch": ""}):
        _, after = await first_two(board, **query)
        assert after is not None
        assert after["t"] == "board"


async def test_w7_the_other_views_epoch_gets_the_whole_board(evening: Evening) -> None:
    board, cookie, told = await with_history(evening)
    epochs = {view: snapshots[-1]["board"]["epoch"] for view, snapshots in told.items()}
    seq = told["all"][-1]["seq"]
    assert epochs["all"] != epochs["facilitators"]
    for view, other in (("all", "facilitators"), ("facilitators", "all")):
        hello, after = await first_two(board, cookie, view=view, since=seq, epoch=epochs[other])
        assert hello["epoch"] == epochs[view]
        assert (after or {})["t"] == "board"


async def test_w7_without_view_the_role_decides(evening: Evening) -> None:
    board, cookie, told = await with_history(evening)
    hanna, olga = await board.enter("desk", "Hanna"), await board.enter("organise", "Olga")
    epochs = {view: snapshots[-1]["board"]["epoch"] for view, snapshots in told.items()}
    for who, view in (
        (None, "all"),
        (hanna.cookie, "all"),
        (cookie, "facilitators"),
        (olga.cookie, "facilitators"),
    ):
        hello, whole = await first_two(board, who)
        assert hello["epoch"] == epochs[view]
        shown = {topic["id"]: topic for topic in (whole or {})["board"]["topics"]}
        assert (3 in shown) == (view == "facilitators"), "the hidden topic"


async def test_w7_the_facilitators_view_is_403_for_others(evening: Evening) -> None:
    board = await evening.board()
    alice, hanna = await board.join("Alice"), await board.enter("desk", "Hanna")
    for guest in (board.guest(), alice, hanna):
        with pytest.raises(InvalidStatus) as refused:
            async with live(board, guest.cookie, view="facilitators"):
                pass
        assert refused.value.response.status_code == 403
        assert (await guest.http.get(board.api, params={"view": "facilitators"})).status_code == 403


async def test_t6_facilitators_see_the_hidden_topic_with_its_reason(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("topic.hide", topic=PLANNED, reason="Ton")
    _, mine = await first_two(board, fabian.cookie)
    _, theirs = await first_two(board)
    assert [(t["status"], t["reason"]) for t in (mine or {})["board"]["topics"]] == [("hidden", "Ton")]
    assert (theirs or {})["board"]["topics"] == []


async def test_l4_a_restart_keeps_the_epoch_and_patches_reach_across_it(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        board, cookie, told = await with_history(evening)
        await server.kill()
        await server.start()
        for view, snapshots in told.items():
            async with live(board, cookie, view=view) as socket:
                newest = await frame(socket, "board")
            for then in snapshots[::4]:
                screen = Screen()
                screen.show(then["seq"], then["board"])
                epoch = then["board"]["epoch"]
                _, patch = await first_two(board, cookie, view=view, since=then["seq"], epoch=epoch)
                assert (patch or {})["t"] == "patch"
                screen.patch(patch or {})
                assert screen.whole() == in_order(newest["board"])


async def test_w8_a_new_connection_has_seen_all_that_was_acknowledged(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    for number in range(20):
        seq = (await fabian.command("notice.post", text=f"Nummer {number}"))["seq"]
        hello, _ = await first_two(board)
        assert hello["seq"] >= seq
        assert (await board.snapshot())["seq"] >= seq
