"""Answers to bodies that were seen before, least recently used first out."""

from __future__ import annotations

from collections import OrderedDict

#: Larger bodies are not worth their memory.
_most_bytes = 16 * 1024


class AnswerCache:
    """Keyed by route, accepted format and body. `entries` bounds it; 0 turns it off."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._answers: OrderedDict = OrderedDict()
        self.hits = 0
        self.misses = 0

    def get(self, key: tuple) -> tuple | None:
        """The `(body, content type)` of an earlier answer."""
        if not self._entries:
            return None
        found = self._answers.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._answers.move_to_end(key)
        return found

    def put(self, key: tuple, body: bytes, content_type: bytes) -> None:
        if not self._entries or len(key[-1]) > _most_bytes or len(body) > _most_bytes:
            return
        self._answers[key] = (body, content_type)
        if len(self._answers) > self._entries:
            self._answers.popitem(last=False)
