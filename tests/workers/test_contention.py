"""C3 and V4 under contention: two workers, four client processes, in step."""

from tests.workers.contention import contention
from tests.workers.pair import Pair

ROUNDS = 600
"""What fits into `make test`; `make hard` plays 10,000."""


async def test_c3_v4_one_winner_each_round_and_exact_tallies_across_workers(pair: Pair) -> None:
    await contention(pair, ROUNDS)
