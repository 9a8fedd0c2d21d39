"""Replies as bytes."""

from __future__ import annotations

from http import HTTPStatus

_status_lines = {
    status.value: b"HTTP/1.1 %d %b\r\n" % (status.value, status.phrase.encode()) for status in HTTPStatus
}
last_chunk = b"0\r\n\r\n"

_ok_json = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "


def encode_reply(
    status: int, body: bytes, content_type: bytes, headers: bytes, keep_alive: bool, head_only: bool
) -> bytes:
    """A whole reply. The commonest one takes the short way."""
    if status == 200 and keep_alive and not headers and not head_only and content_type == b"application/json":
        return b"%b%d\r\n\r\n%b" % (_ok_json, len(body), body)
    head = b"%bcontent-type: %b\r\ncontent-length: %d\r\n%b%b\r\n" % (
        _status_line(status),
        content_type,
        len(body),
        headers,
        b"" if keep_alive else b"connection: close\r\n",
    )
    return head if head_only else head + body


def streaming_head(content_type: bytes, headers: bytes, keep_alive: bool) -> bytes:
    return (
        b"%bcontent-type: %b\r\ntransfer-encoding: chunked\r\ncache-control: no-store\r\nx-accel-buffering: no\r\n%b%b\r\n"
        % (
            _status_line(200),
            content_type,
            headers,
            b"" if keep_alive else b"connection: close\r\n",
        )
    )


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def _status_line(status: int) -> bytes:
    return _status_lines.get(status) or b"HTTP/1.1 %d Unknown\r\n" % status
