"""Blocking (F7) and erasing (P5)."""

import msgspec

from server.board.entry import Entry
from server.board.forgetting import without_person
from tests.board.given import ALICES, BOBS, OTHER, PLACED, TOPIC, Given, fact, given, helps, merged
from tests.board.stage import everything, replayed
from tests.cast import ALICE, BOB, CHARLIE, FABIAN, GRETA, HANNA, NAMES, OLGA, PLANNED, ROUND_1, TABLE_B

BLOCK = fact(FABIAN, "person.block", person=ALICE)
SECOND = fact(ALICE, "topic.propose", title="Noch eins")


def test_F7_a_blocked_person_writes_nothing_and_is_told() -> None:
    board = given("market", ALICES).when(FABIAN, "person.block", person=ALICE).accepted()
    board.me(ALICE, blocked=True).when(FABIAN, "person.block", person=ALICE).unchanged()
    for kind, fields in (("topic.edit", {"topic": TOPIC}), ("profile.set", {}), ("here.clear", {})):
        board.when(ALICE, kind, **fields).refused("blocked")
    board.when(ALICE, "code.make", person=ALICE).refused("blocked")


def test_F7_a_person_without_topics_is_told_of_both() -> None:
    board = given("market", fact(FABIAN, "person.block", person=CHARLIE)).me(CHARLIE, blocked=True)
    board.when(FABIAN, "person.unblock", person=CHARLIE).accepted().me(CHARLIE, blocked=False)
    board.when(CHARLIE, "vote.cast", topic=PLANNED).accepted()


def test_F7_live_topics_are_hidden_and_their_points_stay() -> None:
    board = given("market", ALICES, PLACED, BOBS, SECOND, merged(topic=4, into=OTHER, by=ALICE, host=BOB))
    board.and_(fact(ALICE, "vote.cast", topic=OTHER), fact(CHARLIE, "vote.cast", topic=TOPIC), BLOCK)
    for topic in (TOPIC, 4):
        board.shows_no("topics", topic).shows("topics", topic, to="facilitators", status="hidden", slot=None)
    board.shows("tallies", OTHER, votes=1).shows("topics", OTHER, cohosts=[])
    board.me(CHARLIE, votes=[TOPIC], votes_left=4).shows_no("people", ALICE)


def test_F7_unblocking_shows_what_the_block_hid_and_nothing_else() -> None:
    board = given("market", ALICES, SECOND, fact(ALICE, "topic.propose", title="Ein drittes"))
    board.and_(fact(FABIAN, "topic.hide", topic=3), fact(ALICE, "topic.withdraw", topic=4), BLOCK)
    board.shows("topics", 4, status="withdrawn").when(FABIAN, "person.unblock", person=ALICE).accepted()
    board.shows("topics", TOPIC, status="open").shows_no("topics", 3).me(ALICE, blocked=False)
    board.when(FABIAN, "person.unblock", person=ALICE).unchanged()
    board.when(ALICE, "topic.edit", topic=TOPIC, title="Anders").accepted()


def test_F7_a_block_undoes_the_merges_of_what_it_hides() -> None:
    board = given("market", ALICES, BOBS, SECOND, merged(), merged(topic=4, by=ALICE), BLOCK)
    board.shows("topics", OTHER, status="open", merged_into=None)
    board.and_(fact(FABIAN, "person.unblock", person=ALICE)).shows("topics", 4, status="open")
    board.shows("topics", TOPIC, status="open", cohosts=[])


def test_F7_a_block_ends_the_role_that_several_merges_gave() -> None:
    board = given("market", ALICES, SECOND, BOBS)
    board.and_(
        merged(topic=2, into=4, by=ALICE, host=BOB), merged(topic=3, into=4, by=ALICE, host=BOB), BLOCK
    )
    board.shows("topics", 4, cohosts=[], host=BOB).shows_no("people", ALICE)


def test_F7_a_blocked_person_may_still_erase_themself_and_nobody_else() -> None:
    board = given("closed", BLOCK).when(ALICE, "person.erase", person=BOB).refused("blocked")
    board.when(ALICE, "person.erase", person=ALICE).accepted().me(ALICE, name=None)


def test_F7_facilitators_block_and_only_an_organiser_blocks_a_facilitator() -> None:
    board = given("market", fact(CHARLIE, "key.use", key=2))
    for who in (ALICE, HANNA):
        board.when(who, "person.block", person=BOB).refused("not_allowed")
        board.when(who, "person.unblock", person=BOB).refused("not_allowed")
    for whom in (CHARLIE, OLGA):
        board.when(FABIAN, "person.block", person=whom).refused("not_allowed")
        board.when(FABIAN, "person.unblock", person=whom).refused("not_allowed")
    board.when(FABIAN, "person.block", person=HANNA).accepted()
    board.when(OLGA, "person.block", person=CHARLIE).accepted()
    board.when(CHARLIE, "phase.set", phase="closed").refused("blocked")
    board.when(FABIAN, "person.block", person=99).refused("unknown", person=99)
    board.when(FABIAN, "person.unblock", person=99).refused("unknown", person=99)


def test_P5_erased_by_themself_or_by_an_organiser() -> None:
    board = given("collect")
    for who in (BOB, HANNA, FABIAN):
        board.when(who, "person.erase", person=ALICE).refused("not_allowed")
    board.when(ALICE, "person.erase", person=ALICE).accepted()
    board.when(OLGA, "person.erase", person=BOB).accepted()
    board.when(ALICE, "profile.set", name="Alix").refused("not_joined")
    board.when(OLGA, "person.erase", person=BOB).refused("unknown", person=BOB)
    board.when(FABIAN, "vote.cast", acting_for=BOB, topic=PLANNED).refused("unknown", person=BOB)
    board.when(FABIAN, "host.handover", topic=PLANNED, person=BOB).refused("unknown", person=BOB)


def test_P5_a_cohost_succeeds_else_the_topic_is_open_to_take() -> None:
    board = given("collect", ALICES, SECOND, helps(BOB), helps(CHARLIE))
    board.when(ALICE, "person.erase", person=ALICE).accepted()
    board.shows("topics", TOPIC, host=BOB, cohosts=[CHARLIE]).shows("topics", 3, host=None)
    board.shows("people", ALICE, name=None, affiliation="", group=None)
    board.when(CHARLIE, "host.take", topic=3).accepted().shows("topics", 3, host=CHARLIE)


def test_P5_T7_one_cohost_does_not_succeed_in_more_topics_than_they_may_host() -> None:
    board = given("collect", ALICES, SECOND, helps(BOB), helps(BOB, topic=3))
    board.and_(fact(OLGA, "settings.set", max_topics=1), fact(ALICE, "person.erase", person=ALICE))
    board.shows("topics", TOPIC, host=BOB).shows("topics", 3, host=None, cohosts=[BOB])


def test_P5_T7_withdrawn_topics_count_for_nobody_when_a_host_is_erased() -> None:
    board = given(
        "collect", ALICES, SECOND, helps(BOB), helps(BOB, topic=3), fact(ALICE, "topic.withdraw", topic=2)
    )
    board.and_(fact(OLGA, "settings.set", max_topics=1), fact(ALICE, "person.erase", person=ALICE))
    board.shows("topics", TOPIC, host=BOB, status="withdrawn").shows("topics", 3, host=BOB)
    board.when(BOB, "topic.restore", topic=TOPIC).refused("too_many_topics", limit=1)


def test_P5_who_succeeds_in_a_slot_hosts_nothing_else_there() -> None:
    board = given("market", ALICES, BOBS, helps(BOB), PLACED)
    board.and_(fact(BOB, "table.claim", topic=OTHER, slot=ROUND_1, table=TABLE_B))
    board.when(ALICE, "person.erase", person=ALICE).accepted().shows("topics", TOPIC, host=None)


def test_P5_points_presence_and_open_offers_are_withdrawn() -> None:
    board = given("sessions", ALICES, BOBS, fact(BOB, "cohost.offer", topic=TOPIC))
    board.and_(fact(BOB, "vote.cast", topic=TOPIC), fact(BOB, "here.set", topic=TOPIC))
    board.and_(fact(BOB, "merge.offer", topic=OTHER, into=TOPIC))
    board.when(BOB, "person.erase", person=BOB).accepted()
    board.me(ALICE, cohost_offers=[], merge_offers=[]).shows("tallies", TOPIC, votes=0, here=0)
    board.shows("topics", OTHER, merge_offer=None, host=None)
    board.me(BOB, votes=[], here=None, topics=[], cohosts=[])


def test_P5_points_on_withdrawn_hidden_and_merged_topics_are_withdrawn_too() -> None:
    points = [fact(CHARLIE, "vote.cast", topic=topic) for topic in (PLANNED, TOPIC, OTHER, 4)]
    board = given("collect", ALICES, BOBS, SECOND, points, merged())
    board.and_(fact(FABIAN, "topic.hide", topic=PLANNED), fact(ALICE, "topic.withdraw", topic=4))
    board.when(OLGA, "person.erase", person=CHARLIE).accepted().me(CHARLIE, votes=[])
    board.shows("tallies", TOPIC, votes=0).shows("tallies", 4, votes=0)
    board.shows("tallies", PLANNED, to="facilitators", votes=0)


def test_P5_a_cohost_is_gone_and_shown_as_deleted() -> None:
    board = given("collect", ALICES, BOBS, helps(CHARLIE), merged())
    board.when(CHARLIE, "person.erase", person=CHARLIE).accepted().shows("topics", TOPIC, cohosts=[BOB])
    board.shows("people", CHARLIE, name=None)
    board.when(BOB, "person.erase", person=BOB).accepted().shows("topics", TOPIC, cohosts=[])
    board.when(ALICE, "merge.undo", topic=OTHER).accepted().shows("topics", OTHER, host=None)


def test_P5_names_and_contacts_on_commitments_go() -> None:
    board = given("sessions", ALICES, fact(CHARLIE, "here.set", topic=TOPIC))
    promise = dict(text="Ich rufe an", who="Charlie C.", contact="c@example.org", consent=True)
    board.and_(fact(CHARLIE, "commitment.add", topic=TOPIC, **promise))
    board.when(CHARLIE, "person.erase", person=CHARLIE).accepted()
    board.shows("commitments", 1, who=None, text="Ich rufe an", person=CHARLIE)
    board.shows("people", CHARLIE, name=None)
    assert board.stage.board.commitments[1].contact is None


def test_P5_who_never_acted_in_public_is_not_shown_when_erased() -> None:
    board = given("collect").when(CHARLIE, "person.erase", person=CHARLIE).accepted()
    board.shows_no("people", CHARLIE).shows_no("people", CHARLIE, to="facilitators")


def rewritten(board: Given, person: int) -> list[bytes]:
    """The log with nothing of a person in it."""
    entries = [msgspec.json.decode(row, type=Entry) for row in board.stage.log]
    return [msgspec.json.encode(without_person(entry, person) or entry) for entry in entries]


def test_P5_L2_the_log_without_the_person_gives_the_same_board() -> None:
    board = given("sessions", ALICES, helps(GRETA), fact(GRETA, "profile.set", affiliation="Stadt Ulm"))
    promise = dict(text="Ich rufe an", who="Greta G.", contact="g@example.org", consent=True)
    board.and_(fact(GRETA, "profile.set", name="Gretchen", group="Kommune"))
    board.and_(fact(GRETA, "commitment.add", topic=TOPIC, **promise), fact(GRETA, "vote.cast", topic=TOPIC))
    board.and_(fact(OLGA, "person.erase", person=GRETA))
    log = rewritten(board, GRETA)
    assert everything(replayed(log)) == everything(board.stage.board)
    for word in (NAMES[GRETA], "Gretchen", "Stadt Ulm", "Greta G.", "g@example.org"):
        assert not any(word.encode() in row for row in log)
    assert any(NAMES[ALICE].encode() in row for row in log), "the others stay"
    clean = [msgspec.json.decode(row, type=Entry) for row in log]
    assert all(without_person(entry, GRETA) is None for entry in clean), (
        "an entry without her is not rewritten"
    )
