"""What one can take along is all there is about oneself, and nothing that is another's (P4)."""

import json

from tests.harness.evening import Evening


async def test_P4_ones_data_has_all_of_ones_own(evening: Evening) -> None:
    board = await evening.board()
    fabian, hanna = await board.enter("facilitate", "Fabian"), await board.enter("desk", "Hanna")
    await fabian.command("phase.set", phase="sessions")
    alice = await board.join("Alice", affiliation="Stadtwerke", group="Kommune")
    await alice.command("topic.propose", title="Rad statt Auto", text="Mehr davon")
    await alice.command("vote.cast", topic=2)
    await alice.command("here.set", topic=2)
    await alice.command("report.write", topic=2, field="happened", text="Wir waren viele", base=0)
    await alice.command(
        "commitment.add", topic=2, text="Ich rufe an", who="Alice", contact="alice@example.org", consent=True
    )
    await hanna.command("person.add", name="Greta")
    await fabian.command("topic.hide", topic=2, reason="Doppelt")
    data = (await alice.http.get("me/data")).json()
    assert data["devices"] == 1
    for words in ("Alice", "Stadtwerke", "Kommune", "Rad statt Auto", "Mehr davon", "Wir waren viele"):
        assert words in json.dumps(data, ensure_ascii=False)
    assert data["commitments"][0]["contact"] == "alice@example.org"
    assert {"person.join", "topic.propose", "vote.cast", "here.set", "report.write", "commitment.add"} <= {
        entry["type"] for entry in data["entries"]
    }
    assert data["me"]["hidden"][0]["reason"] == "Doppelt"
    assert "Greta" not in json.dumps(data)


async def test_P4_another_persons_points_are_not_in_it_even_where_ones_own_act_took_them(
    evening: Evening,
) -> None:
    board = await evening.board({"settings": {"vote_budget": 1}})
    fabian = await board.enter("facilitate", "Fabian")
    await fabian.command("phase.set", phase="collect")
    alice, bob = await board.join("Alice"), await board.join("Bob")
    await alice.command("topic.propose", title="Rad statt Auto")
    await bob.command("vote.cast", topic=2)
    await alice.command("topic.withdraw", topic=2)
    await bob.command("vote.cast", topic=1)
    await alice.command("topic.restore", topic=2)
    data = (await alice.http.get("me/data")).json()
    events = [event["event"] for entry in data["entries"] for event in entry["events"]]
    assert "topic restored" in events
    assert "point taken" not in events
    mine = (await bob.http.get("me/data")).json()["entries"]
    assert "point taken" in [event["event"] for entry in mine for event in entry["events"]]
