"""What was made for one reader is good for the next, as long as the board is the same."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from litestar.datastructures import State

_MOST = 24


class Kept:
    """The files of public archives that were made last; a PDF takes a processor for a second or more."""

    def __init__(self) -> None:
        self._files: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        # The evening goes on beside two of them.
        self._making = asyncio.Semaphore(2)

    async def made(self, make: Callable[[], bytes], key: tuple[str, ...] | None = None) -> bytes:
        """What `make` gives, in a thread; with a key, what it gave before."""
        async with self._making:
            found = self._files.get(key) if key else None
            if found is None:
                found = await asyncio.to_thread(make)
            if key:
                self._files[key] = found
                self._files.move_to_end(key)
                while len(self._files) > _MOST:
                    self._files.popitem(last=False)
        return found


async def kept_of(state: State) -> Kept:
    """The files that this process keeps."""
    kept: Kept = state.kept
    return kept
