"""The harness itself: what the tests stand on must answer, and must notice what is wrong."""

import inspect
from pathlib import Path

import pytest
from playwright.async_api import Browser
from sqlalchemy import text

from server.store.engine import open_engine
from tests.conftest import StartServer
from tests.harness import no_skips
from tests.harness.databases import Redis
from tests.harness.evening import Evening
from tests.harness.phone import Refused
from tests.harness.screen import MustReconnect, Screen, in_order
from tests.harness.server import Server

pytest_plugins = ["pytester"]


async def _first(database_url: str, *statements: str) -> object:
    engine = open_engine(database_url)
    try:
        async with engine.begin() as connection:
            for statement in statements[:-1]:
                await connection.execute(text(statement))
            return (await connection.execute(text(statements[-1]))).scalar()
    finally:
        await engine.dispose()


async def test_postgresql_answers(postgres_url: str) -> None:
    assert str(await _first(postgres_url, "create table mine (id int)", "select version()")).startswith(
        "PostgreSQL"
    )


async def test_a_second_test_sees_nothing_of_the_first_ones_tables(postgres_url: str) -> None:
    assert await _first(postgres_url, "select count(*) from pg_tables where schemaname = 'public'") == 0


def test_redis_answers_and_is_empty(redis: Redis, redis_url: str) -> None:
    assert redis_url.startswith("redis://127.0.0.1:")
    assert redis.say("DBSIZE") == ":0"
    assert redis.say("SET mine 1") == "+OK"


def test_a_second_test_finds_redis_empty_again(redis: Redis, redis_url: str) -> None:
    assert redis.say("EXISTS mine") == ":0", redis_url


async def test_people_walls_and_consoles_see_the_same_board_live(evening: Evening) -> None:
    board = await evening.board()
    phone = await (await board.join("Alice")).phone()
    fabian = await board.enter("facilitate", "Fabian")
    console, wall = await fabian.phone(), await board.guest().phone("all")
    topic = (await phone.do("topic.propose", title="Rad statt Auto"))["result"]["topic"]
    await fabian.command("notice.post", text="Gleich geht es los")
    for screen in (phone, console, wall):
        await screen.until(lambda seen: seen.screen.topic(topic) and seen.screen.board["notice"])
    assert (phone.me or {})["topics"] == [topic]
    with pytest.raises(Refused, match="not_joined"):
        await wall.do("vote.cast", topic=topic)
    now = await board.snapshot()
    await wall.until_seq(now["seq"])
    assert wall.screen.whole() == in_order(now["board"])


async def test_a_phone_comes_back_to_a_killed_server_and_hears_of_its_stop(start_server: StartServer) -> None:
    server = await start_server()
    async with Evening(server) as evening:
        phone = await (await (await evening.board()).join("Alice")).phone()
        topic = (await phone.do("topic.propose", title="Rad statt Auto"))["result"]["topic"]
        await server.kill()
        await phone.until_closed()
        await server.start()
        await phone.reconnect()
        assert (phone.screen.topic(topic) or {})["title"] == "Rad statt Auto"
        await server.stop()
        assert await phone.until_closed() == 1012


async def test_the_browser_opens_a_page(browser: Browser) -> None:
    page = await browser.new_page()
    await page.set_content("<h1>Themenwand</h1>")
    assert await page.inner_text("h1") == "Themenwand"


def test_a_traceback_in_the_servers_log_is_noticed_once(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.check_log()
    (tmp_path / "log").write_text('{"error": "Traceback (most recent call last): ..."}\n')
    with pytest.raises(AssertionError, match="most recent call"):
        server.check_log()
    server.check_log()


async def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    server = Server(tmp_path, PORT="many")
    with pytest.raises(AssertionError, match="THEMENWAND_PORT"):
        await server.start()


def test_tests_that_did_not_run_turn_the_run_red(pytester: pytest.Pytester) -> None:
    not_run = {
        "test_marked": "@pytest.mark.skip\ndef test_a(): pass",
        "test_by_itself": "def test_a(): pytest.skip('later')",
        "test_to_fail": "@pytest.mark.xfail\ndef test_a(): assert False",
        "test_to_fail_but_does_not": "@pytest.mark.xfail\ndef test_a(): pass",
        "test_whole_file": "pytest.skip('all', allow_module_level=True)",
    }
    pytester.makeconftest(inspect.getsource(no_skips))
    pytester.makepyfile(**{name: f"import pytest\n{body}\n" for name, body in not_run.items()})
    result = pytester.runpytest("-p", "no:asyncio")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    told = [line for line in result.outlines if line.startswith("NOT RUN")]
    assert len(told) == len(not_run), told


def test_a_run_without_skips_is_green(pytester: pytest.Pytester) -> None:
    pytester.makeconftest(inspect.getsource(no_skips))
    pytester.makepyfile("def test_a(): pass")
    assert pytester.runpytest("-p", "no:asyncio").ret == pytest.ExitCode.OK


def _board() -> dict[str, object]:
    kinds = ("themes", "slots", "tables", "texts", "tallies", "reports", "people", "commitments")
    return {"title": "Probe", "topics": [{"id": 1}, {"id": 2}], **{kind: [] for kind in kinds}}


def test_w1_a_screen_replaces_by_kind_and_id() -> None:
    screen = Screen()
    screen.show(4, _board())
    screen.patch(
        {"from": 2, "seq": 7, "set": {"topics": [{"id": 2, "title": "Neu"}]}, "gone": {"topics": [1]}}
    )
    assert screen.seq == 7
    assert screen.whole()["topics"] == [{"id": 2, "title": "Neu"}]


def test_w2_a_screen_drops_old_patches_and_cannot_jump() -> None:
    screen = Screen()
    screen.show(4, _board())
    screen.patch({"from": 1, "seq": 4, "set": {}, "gone": {"topics": [1]}})
    assert len(screen.kinds["topics"]) == 2
    with pytest.raises(MustReconnect):
        screen.patch({"from": 5, "seq": 6, "set": {}, "gone": {}})
