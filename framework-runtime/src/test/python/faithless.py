#!/usr/bin/env python3
"""A child that breaks the contract: at its start, as the variable FAULT says, or in the middle of a call, as its argument says."""

import os
import struct
import threading
import time

import child
from child import BOOLEAN, BYTE, CHILD, INT, LONG, NULL, STRING

FAULTS = {}
RING = 6


def fault(function):
    FAULTS[function.__name__] = function
    return function


def raw(flags, content, length=None):
    """A piece, as it must not be."""
    CHILD.data.send(struct.pack(">I", flags << 24 | (len(content) if length is None else length)) + content)


def part(content, length=None):
    return struct.pack(">i", len(content) if length is None else length) + content


def head(kind, id):
    return BYTE.write(kind) + LONG.write(id) + LONG.write(0) + LONG.write(0)


# In the middle of a call


@fault
def answer_to_an_unknown_call():
    CHILD.say(child.RESULT, CHILD.running + 1_000)


@fault
def unknown_kind_of_answer():
    CHILD.say(99, CHILD.running)


@fault
def piece_that_is_too_long():
    raw(child.LAST, b"", length=child.PIECE_LIMIT + 1)


@fault
def piece_with_unknown_flags():
    raw(0x40, part(head(child.RESULT, CHILD.running)))


@fault
def part_longer_than_its_piece():
    raw(child.LAST, part(head(child.RESULT, CHILD.running), length=1_000_000))


@fault
def part_of_negative_length():
    raw(child.LAST, part(b"", length=-2))


@fault
def part_without_a_length():
    raw(child.LAST, b"\0\0")


@fault
def answer_that_is_cut():
    raw(child.LAST, part(head(child.RESULT, CHILD.running)[:5]))


@fault
def message_without_a_part():
    raw(child.LAST, b"")


@fault
def failure_with_too_many_frames():
    CHILD.say(child.THREW, CHILD.running, INT.write(-1) + NULL + NULL + STRING.write("Many") + INT.write(1_025))


@fault
def log_of_an_unknown_level():
    CHILD.say(child.LOGGED, 0, STRING.write("LOUD") + STRING.write("logger") + STRING.write("!") + BOOLEAN.write(False))


@fault
def ask_for_the_unknown():
    CHILD.put(None, 99, "?")


@fault
def half_a_message_and_the_end():
    raw(0, part(head(child.RESULT, CHILD.running), length=child.TO_THE_END))
    os._exit(0)


@fault
def half_a_message_and_a_closed_connection():
    raw(0, part(head(child.RESULT, CHILD.running), length=child.TO_THE_END))
    CHILD.data.socket.shutdown(2)


@fault
def no_answer_to_pings():
    CHILD.orders[child.PING] = lambda number: None


@fault
def closed_control_connection():
    CHILD.orders[child.PING] = lambda number: time.sleep(60)
    CHILD.control.socket.shutdown(2)


@fault
def more_output_than_there_is():
    CHILD.out.count += 1_000
    CHILD.say(child.RESULT, CHILD.running)


@fault
def half_a_message_and_no_answer_to_pings():
    no_answer_to_pings()
    raw(0, part(head(child.LOGGED, 0), length=child.TO_THE_END))


@fault
def ask_of_the_call_in_hand():
    CHILD.put(None, child.SET_EVENT, "event")


@child.method("later(String)", STRING)
def later(what):
    def begin():
        while CHILD.running:
            time.sleep(0.001)
        FAULTS[what]()
        CHILD.control.send(struct.pack(">bq", RING, 0))

    threading.Thread(target=begin, daemon=True).start()


@child.method("commit(String)", STRING)
def commit(what):
    CHILD.ending = True  # so that it does not even end with its connections
    FAULTS[what]()
    time.sleep(60)


# What costs one call and no child


@child.method("large(int)", INT, gives=child.Type(None, lambda length: INT.write(length) + b"1"))
def large(length):
    """An array of bytes of which one comes."""
    return length


@child.method("noise(int)", INT, gives=INT)
def noise(length):
    """Garbage on the control connection."""
    CHILD.control.send(os.urandom(length))
    return length


# At the start


def connect_with(hello, secret=None):
    child.HELLO = hello
    if secret:
        connect = child.Connection.__init__
        child.Connection.__init__ = lambda self, path, kind, _: connect(self, path, kind, secret)


STARTS = {
    "": lambda: None,
    "wrong secret": lambda: connect_with(child.HELLO, bytes(32)),
    "wrong version": lambda: connect_with(b"MUSTER\x00\x02"),
    "half a hello": lambda: connect_with(b"MUS", b"T"),
    "garbage instead of ready": lambda: setattr(child.Child, "welcome", lambda self, part: raw(0x40, b"?")),
    "answer instead of ready": lambda: setattr(child.Child, "welcome", lambda self, part: self.say(child.RESULT, 1)),
    "silence": lambda: time.sleep(60),
}

if __name__ == "__main__":
    STARTS[os.environ.get("FAULT", "")]()
    CHILD.main()
