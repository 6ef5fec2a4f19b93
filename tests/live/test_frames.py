"""Each frame of part 5 has exactly the members, the types and the order that the specification names."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from tests.cast import CLIMATE, PLANNED, ROUND_1, TABLE_A
from tests.harness.evening import Evening
from tests.live.sockets import do, frame, live, text

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
ME = (
    "id name affiliation group role votes votes_left here topics cohosts cohost_offers merge_offers hidden "
    "blocked"
)
BOARD = (
    "slug code title subtitle place tz lang epoch phase gates scene notice timer gong settings groups privacy"
)
SETTINGS = "vote_budget votes_shown max_topics proposals_until welcome archive"
KINDS = {
    "themes": "id name short color",
    "slots": "id title starts ends kind",
    "tables": "id name seats place link",
    "topics": "id title theme host cohosts status planned slot table merged_into merge_offer created reason",
    "texts": "id text",
    "tallies": "id votes here",
    "reports": "id topic field text rev",
    "people": "id name affiliation group",
    "commitments": "id topic text person who due",
}


def members(value: dict[str, Any]) -> set[str]:
    """The names in an object."""
    return set(value)


def seconds_ago(time: str) -> float:
    """How long ago a TIME of the wire was."""
    assert TIME.fullmatch(time), time
    return (datetime.now(UTC) - datetime.fromisoformat(time)).total_seconds()


async def test_hello_comes_first_and_then_the_whole_board(evening: Evening) -> None:
    board = await evening.board()
    async with live(board) as socket:
        hello = await text(socket)
        found = json.loads(hello)
        assert hello.startswith('{"t":"hello"')
        assert members(found) == {"t", "protocol", "epoch", "seq", "now", "me"}
        assert (found["protocol"], found["seq"], found["me"]) == (1, 1, None)
        assert isinstance(found["epoch"], str)
        assert -0.25 < seconds_ago(found["now"]) < 5
        whole = await text(socket)
        assert whole.startswith('{"t":"board"')
        assert members(json.loads(whole)) == {"t", "seq", "board"}
        assert json.loads(whole)["board"]["epoch"] == found["epoch"]


async def test_w1_board_and_every_entity_have_exactly_the_members_of_part_5(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await fabian.command("notice.post", text="Gleich", seconds=60)
    await fabian.command("timer.start", seconds=60, label="Runde")
    await fabian.command("report.write", topic=PLANNED, field="happened", text="Viel", base=0)
    await fabian.command("commitment.add", topic=PLANNED, text="Räder zählen", who="Fabian")
    for view in ("all", "facilitators"):
        async with live(board, fabian.cookie, view=view) as socket:
            found = (await frame(socket, "board"))["board"]
        assert members(found) == {*BOARD.split(), *KINDS}
        for kind, names in KINDS.items():
            assert [members(entity) for entity in found[kind]] == [set(names.split())] * len(found[kind]), (
                kind
            )
            assert found[kind], f"no {kind} to look at"
        assert members(found["gates"]) == {"join", "propose", "vote", "claim", "report"}
        assert members(found["scene"]) == {"scene", "topic"}
        assert members(found["notice"]) == {"text", "until"}
        assert members(found["timer"]) == {"ends", "seconds", "label"}
        assert members(found["settings"]) == set(SETTINGS.split())


async def test_absent_things_are_null_or_empty_as_part_4_says(evening: Evening) -> None:
    found = (await (await evening.board()).snapshot())["board"]
    assert (found["notice"], found["timer"], found["gong"], found["privacy"]) == (None, None, None, None)
    assert (found["subtitle"], found["lang"], found["scene"]) == ("", "de", {"scene": "auto", "topic": None})
    assert found["themes"][1]["short"] == ""
    assert (found["tables"][1]["place"], found["tables"][1]["link"]) == ("", None)
    assert found["settings"] == {
        "vote_budget": 5,
        "votes_shown": "always",
        "max_topics": 5,
        "proposals_until": None,
        "welcome": "",
        "archive": "closed",
    }
    planned = found["topics"][0]
    assert (planned["host"], planned["planned"], planned["status"], planned["id"]) == (None, True, "open", 1)
    assert TIME.fullmatch(planned["created"])


async def test_me_has_exactly_the_members_of_part_5(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice", affiliation="Stadtwerke", group="Kommune")
    async with live(board, alice.cookie) as socket:
        me = (await frame(socket))["me"]
    assert members(me) == set(ME.split())
    assert me == alice.me
    assert me == {
        **{name: [] for name in ("votes", "topics", "cohosts", "cohost_offers", "merge_offers", "hidden")},
        "id": 1,
        "name": "Alice",
        "affiliation": "Stadtwerke",
        "group": "Kommune",
        "role": "participant",
        "votes_left": 5,
        "here": None,
        "blocked": False,
    }


async def test_t6_a_hidden_topic_is_whole_in_its_hosts_me(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    topic = (await alice.command("topic.propose", title="Rad statt Auto", text="Warum?"))["result"]["topic"]
    await fabian.command("topic.hide", topic=topic, reason="Ton")
    hidden = (await alice.http.get("me")).json()["me"]["hidden"]
    assert [members(each) for each in hidden] == [{"topic", "text", "reason"}]
    assert members(hidden[0]["topic"]) == set(KINDS["topics"].split())
    assert (hidden[0]["text"], hidden[0]["reason"], hidden[0]["topic"]["status"]) == (
        "Warum?",
        "Ton",
        "hidden",
    )
    assert topic not in [each["id"] for each in (await board.snapshot())["board"]["topics"]]


async def test_ok_carries_me_and_comes_before_the_patch_of_its_entry(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    async with live(board, alice.cookie) as socket:
        seq = (await frame(socket, "board"))["seq"]
        await socket.send(
            json.dumps(
                {
                    "t": "do",
                    "id": "0b1e5a32-6a4c-4a53-9f0c-d8f1f5f6a001",
                    "command": {"type": "topic.propose", "title": "Rad statt Auto", "theme": CLIMATE},
                }
            )
        )
        raw = await text(socket)
        while raw.startswith('{"t":"pulse"'):
            raw = await text(socket)
        ok, patch = json.loads(raw), await frame(socket, "me", "patch")
    assert raw.startswith('{"t":"ok"')
    assert members(ok) == {"t", "id", "seq", "result", "me"}
    assert (ok["id"], ok["seq"]) == ("0b1e5a32-6a4c-4a53-9f0c-d8f1f5f6a001", seq + 1)
    assert ok["result"] == {"topic": 2}
    assert ok["me"]["topics"] == [2]
    assert members(patch) == {"t", "from", "seq", "set", "gone"}
    assert (patch["t"], patch["from"], patch["seq"]) == ("patch", seq, seq + 1)
    assert members(patch["set"]) == {"topics", "texts", "tallies", "people"}
    assert patch["gone"] == {}


async def test_w2_other_devices_get_me_before_the_patch_of_the_same_entry(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    async with live(board, alice.cookie) as one, live(board, alice.cookie) as other:
        await frame(other, "board")
        await do(one, "topic.propose", title="Rad statt Auto")
        raw = await text(other)
        while raw.startswith('{"t":"pulse"'):
            raw = await text(other)
        me, patch = json.loads(raw), await frame(other, "me", "patch", "ok")
    assert raw.startswith('{"t":"me"')
    assert members(me) == {"t", "me"}
    assert members(me["me"]) == set(ME.split())
    assert me["me"]["topics"] == [2]
    assert patch["t"] == "patch"


async def test_p6_a_command_over_http_sends_me_to_all_devices(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    phones = [await alice.phone(), await alice.phone()]
    await alice.command("topic.propose", title="Rad statt Auto")
    for phone in phones:
        await phone.until(lambda seen: seen.screen.topic(2))
        kinds = [each["t"] for each in phone.frames if each["t"] in ("me", "patch")]
        assert kinds.index("me") < kinds.index("patch")
        assert (phone.me or {})["topics"] == [2]


async def test_ok_without_a_change_of_me_has_no_me(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    async with live(board, fabian.cookie) as socket:
        ok = await do(socket, "notice.post", text="Gleich geht es los")
    assert members(ok) == {"t", "id", "seq", "result"}
    assert ok["result"] == {}


async def test_no_has_code_message_and_detail(evening: Evening) -> None:
    board = await evening.board()
    alice = await board.join("Alice")
    async with live(board, alice.cookie) as socket:
        no = await do(socket, "topic.propose", title="ab")
    assert members(no) == {"t", "id", "code", "message", "detail"}
    assert (no["code"], no["detail"]) == ("too_short", {"field": "title", "limit": 3})
    assert "3" in no["message"]


async def test_ping_is_answered_with_the_servers_time(evening: Evening) -> None:
    board = await evening.board()
    async with live(board) as socket:
        await socket.send('{"t":"ping"}')
        pong = await frame(socket, "pong")
    assert members(pong) == {"t", "now"}
    assert -0.25 < seconds_ago(pong["now"]) < 5


async def test_w2_an_entry_that_changes_nothing_advances_everyone_with_an_empty_patch(
    evening: Evening,
) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    await alice.command("vote.cast", topic=PLANNED)
    seq = (await board.snapshot())["seq"]
    async with (
        live(board) as watcher,
        live(board, alice.cookie) as phone,
        live(board, fabian.cookie) as console,
    ):
        for socket in (watcher, phone, console):
            await frame(socket, "board")
        ok = await do(phone, "vote.cast", topic=PLANNED)
        assert (ok["seq"], "me" in ok) == (seq + 1, False)
        for socket in (watcher, phone, console):
            patch = await frame(socket, "patch")
            assert patch == {"t": "patch", "from": seq, "seq": seq + 1, "set": {}, "gone": {}}


async def test_w7_what_changes_for_facilitators_alone_is_an_empty_patch_for_all(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await alice.command("topic.propose", title="Rad statt Auto")
    await fabian.command("topic.hide", topic=2, reason="erst so")
    async with live(board) as wall, live(board, fabian.cookie) as console:
        await frame(wall, "board"), await frame(console, "board")
        await alice.command("topic.edit", topic=2, text="Neu")
        everybody, facilitators = await frame(wall, "patch"), await frame(console, "patch")
    assert (everybody["set"], everybody["gone"]) == ({}, {})
    assert facilitators["set"] == {"texts": [{"id": 2, "text": "Neu"}]}


async def test_w1_a_votes_patch_is_about_100_bytes(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    async with live(board) as wall:
        await frame(wall, "board")
        await alice.command("vote.cast", topic=PLANNED)
        raw = await text(wall)
        while not raw.startswith('{"t":"patch"'):
            raw = await text(wall)
    assert json.loads(raw)["set"] == {"tallies": [{"id": PLANNED, "votes": 1, "here": 0}]}
    assert len(raw) <= 110


async def test_w1_hiding_takes_all_that_hangs_on_a_topic_away(evening: Evening) -> None:
    board = await evening.board()
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="sessions")
    await alice.command("topic.propose", title="Rad statt Auto")
    await alice.command("table.claim", topic=2, slot=ROUND_1, table=TABLE_A)
    await alice.command("report.write", topic=2, field="happened", text="Viel", base=0)
    await alice.command("commitment.add", topic=2, text="Räder zählen", who="Alice")
    async with live(board) as wall:
        await frame(wall, "board")
        await fabian.command("topic.hide", topic=2)
        patch = await frame(wall, "patch")
    assert patch["set"] == {}
    assert patch["gone"] == {
        "topics": [2],
        "texts": [2],
        "tallies": [2],
        "reports": [1],
        "people": [alice.id],
        "commitments": [1],
    }


async def test_v3_when_counts_begin_or_end_to_be_withheld_all_tallies_change(evening: Evening) -> None:
    board = await evening.board({"settings": {"votes_shown": "after"}})
    alice, fabian = await board.join("Alice"), await board.enter("facilitate", "Fabian")
    await alice.command("topic.propose", title="Rad statt Auto")
    async with live(board) as wall, live(board, fabian.cookie) as console:
        await frame(wall, "board"), await frame(console, "board")
        await fabian.command("phase.set", phase="collect")
        tallies = (await frame(wall, "patch"))["set"]["tallies"]
        assert sorted((each["id"], each["votes"]) for each in tallies) == [(1, None), (2, None)]
        await alice.command("vote.cast", topic=2)
        assert (await frame(wall, "patch"))["set"] == {}, "a withheld count does not say that it changed"
        await frame(console, "patch")
        counted = (await frame(console, "patch"))["set"]["tallies"]
        assert counted == [{"id": 2, "votes": 1, "here": 0}]
        await fabian.command("phase.set", phase="harvest")
        tallies = (await frame(wall, "patch"))["set"]["tallies"]
    assert sorted((each["id"], each["votes"]) for each in tallies) == [(1, 0), (2, 1)]


async def test_f4_a_timer_ends_so_many_seconds_after_the_servers_now(evening: Evening) -> None:
    board = await evening.board()
    fabian = await board.enter("facilitate", "Fabian")
    async with live(board, fabian.cookie) as socket:
        hello = await frame(socket, "hello")
        await do(socket, "timer.start", seconds=90, label="Runde 1")
        await socket.send('{"t":"ping"}')
        pong = await frame(socket, "pong")
    timer = (await board.snapshot())["board"]["timer"]
    ends = datetime.fromisoformat(timer["ends"])
    assert (timer["seconds"], timer["label"]) == (90, "Runde 1")
    assert (ends - datetime.fromisoformat(hello["now"])).total_seconds() >= 90
    assert (ends - datetime.fromisoformat(pong["now"])).total_seconds() <= 90
