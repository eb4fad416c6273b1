#!/usr/bin/env python3
"""A whole child process of Muster in Python, standard library only: docs/protocol.md as a program.

The upper part (wire, connections, failures, the child itself) serves any methods; the lower part is the methods of this
child, each with its Java signature and the types of what goes in and comes out. ForeignChildTest runs it in place of `java`:
flags of the JVM, its class path and main class stand before the child's name on the command line, and it ignores them.
"""

import contextlib
import gc
import io
import itertools
import logging
import os
import queue
import signal
import socket
import struct
import sys
import threading
import time
import traceback

HELLO = b"MUSTER\x00\x01"
DATA, CONTROL = 0, 1

# The data connection: pieces
PIECE_LIMIT = 65_532
LAST, VOID = 1, 2
TO_THE_END = -1

# From parent to child; over the control connection; from child to parent
METHOD, TARGET, FORGET, CALL, NEXT = 1, 2, 3, 4, 5
CANCEL, RECALL, END, REPLY, PING = 1, 2, 3, 4, 5
MOST = 2**63 - 1
RESULT, THREW, CANCELLED, UNFIT, RETURNED, ASKS, WORN, LOGGED = 1, 2, 3, 4, 5, 6, 7, 8

# What is asked of the parent
GIVE_UP, LOCK, UNLOCK, SET_EVENT = 0, 2, 4, 15
FOR_EVER = 2**63 - 1

INTERRUPT = signal.SIGUSR1


class ContractError(Exception):
    """The parent has said what this child does not understand: it ends, and the parent sees a crash."""


class Cancelled(BaseException):
    """Raised in a body by a cancellation; no `except Exception` of the body's stops it."""


# ---------------------------------------------------------------------------------------------------------------------
# Values, as dev.muster.wire lays them out: little-endian, one after the other, without names or types
# ---------------------------------------------------------------------------------------------------------------------


class Reader:
    """Takes values from the front of some bytes."""

    def __init__(self, content):
        self.content = memoryview(content)
        self.at = 0

    def take(self, length):
        if not 0 <= length <= len(self.content) - self.at:
            raise ValueError(f"{length} bytes are to come, but {len(self.content) - self.at} are left")
        self.at += length
        return self.content[self.at - length : self.at]

    def at_end(self):
        return self.at == len(self.content)

    def end(self):
        if not self.at_end():
            raise ValueError(f"{len(self.content) - self.at} bytes too many")


class Type:
    """How values of one type are read and written: `read(reader)` and `write(value)`, which gives bytes."""

    def __init__(self, read, write):
        self.read = read
        self.write = write


def _fixed(form):
    layout = struct.Struct("<" + form)
    return Type(lambda reader: layout.unpack(reader.take(layout.size))[0], layout.pack)


BOOLEAN = _fixed("?")
BYTE = _fixed("b")
INT = _fixed("i")
LONG = _fixed("q")
DOUBLE = _fixed("d")
NULL = INT.write(-1)


def _read_string(reader):
    size = struct.unpack("<I", reader.take(4))[0]
    if size == 0xFFFF_FFFF:
        return None
    if size & 1:
        return bytes(reader.take(size - 1)).decode("utf-16-le", "surrogatepass")
    return bytes(reader.take(size >> 1)).decode("latin-1")


def _write_string(value):
    if value is None:
        return NULL
    try:
        return struct.pack("<I", len(value) << 1) + value.encode("latin-1")
    except UnicodeEncodeError:
        units = value.encode("utf-16-le", "surrogatepass")
        return struct.pack("<I", len(units) | 1) + units


STRING = Type(_read_string, _write_string)


def _read_bytes(reader):
    length = INT.read(reader)
    return None if length == -1 else reader.take(length)


def _write_bytes(value):
    return NULL if value is None else INT.write(len(value)) + value


BYTES = Type(_read_bytes, _write_bytes)


def array_of(form):
    size = struct.calcsize(form)

    def read(reader):
        length = INT.read(reader)
        return None if length == -1 else list(struct.unpack(f"<{length}{form}", reader.take(size * length)))

    def write(values):
        return NULL if values is None else struct.pack(f"<i{len(values)}{form}", len(values), *values)

    return Type(read, write)


ARRAYS = {INT: array_of("i"), LONG: array_of("q"), DOUBLE: array_of("d")}
NOTHING = Type(lambda reader: None, lambda value: b"")


def nullable(parts):
    """Any type that is no primitive, string or array of primitives: a boolean, and unless that is false, its parts."""
    return Type(
        lambda reader: parts.read(reader) if BOOLEAN.read(reader) else None,
        lambda value: b"\0" if value is None else b"\1" + parts.write(value),
    )


def list_of(element):
    return nullable(
        Type(
            lambda reader: [element.read(reader) for _ in range(INT.read(reader))],
            lambda values: INT.write(len(values)) + b"".join(map(element.write, values)),
        )
    )


INTEGER = nullable(INT)


# ---------------------------------------------------------------------------------------------------------------------
# Connections
# ---------------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def uninterrupted():
    """Holds an interruption of the body back until a message has been written whole."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {INTERRUPT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def interruptible():
    before = signal.pthread_sigmask(signal.SIG_UNBLOCK, {INTERRUPT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Connection:
    """One of the two connections to the parent."""

    def __init__(self, path, kind, secret):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.socket.sendall(HELLO + bytes([kind]) + secret)

    def receive(self, length):
        """So many bytes; the end of the connection is an EOFError."""
        received = bytearray(length)
        left = memoryview(received)
        while left:
            count = self.socket.recv_into(left)
            if count == 0:
                raise EOFError("the parent's connection has ended")
            left = left[count:]
        return received

    def send(self, content):
        self.socket.sendall(content)


class Data(Connection):
    """Messages, which consist of parts and travel as pieces. Any thread may send."""

    def __init__(self, path, secret):
        super().__init__(path, DATA, secret)
        self.lock = threading.Lock()

    def receive_message(self):
        """The parts of the next message that is not void."""
        while True:
            content, flags = bytearray(), 0
            while not flags & LAST:
                header = int.from_bytes(self.receive(4), "big")
                flags, length = header >> 24, header & 0xFF_FFFF
                if length > PIECE_LIMIT:
                    raise ContractError(f"a piece of {length} bytes")
                content += self.receive(length)
            if not flags & VOID:
                return list(parts_of(content))

    def send_message(self, part):
        """Sends a message of one part."""
        whole = len(part) + 4 <= PIECE_LIMIT
        content = memoryview((len(part) if whole else TO_THE_END).to_bytes(4, "big", signed=True) + part)
        with uninterrupted(), self.lock:
            for start in range(0, len(content), PIECE_LIMIT):
                piece = content[start : start + PIECE_LIMIT]
                last = start + len(piece) == len(content)
                self.send(((LAST if last else 0) << 24 | len(piece)).to_bytes(4, "big") + piece)


def parts_of(content):
    reader = Reader(content)
    while reader.at < len(content):
        length = int.from_bytes(reader.take(4), "big", signed=True)
        yield Reader(reader.take(len(content) - reader.at if length == TO_THE_END else length))


class Counted(io.RawIOBase):
    """Standard output or error, counting its bytes: answers say how many there were before them."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.count = 0

    def writable(self):
        return True

    def write(self, content):
        with uninterrupted():
            written = os.write(self.descriptor, content)
            self.count += written
            return written


def counted(descriptor):
    raw = Counted(descriptor)
    return raw, io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)


# ---------------------------------------------------------------------------------------------------------------------
# Failures
# ---------------------------------------------------------------------------------------------------------------------


def failure(error, index=-1):
    """An exception in words: Java has no class for it."""
    return INT.write(index) + NULL + STRING.write("it was raised in Python") + description(error)


def description(error, depth=0):
    frames = [frame_of(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    frames = frames[:-1025:-1]  # the innermost first, as Java has it, and at most 1,024
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if depth == 100:
        cause = None
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return b"".join(
        [
            STRING.write(f"{name}: {error}"),
            INT.write(len(frames)),
            *frames,
            BOOLEAN.write(cause is not None),
            description(cause, depth + 1) if cause is not None else b"",
        ]
    )


def frame_of(frame, line):
    module = frame.f_globals.get("__name__", "?")
    file = os.path.basename(frame.f_code.co_filename)
    return STRING.write(module) + STRING.write(frame.f_code.co_name) + STRING.write(file) + INT.write(line or 0)


def read_description(reader):
    """Class and message of what the parent says has failed; the rest is left unread."""
    INT.read(reader), BYTES.read(reader), STRING.read(reader)
    return STRING.read(reader)


# ---------------------------------------------------------------------------------------------------------------------
# The child
# ---------------------------------------------------------------------------------------------------------------------


class Forwarding(logging.Handler):
    """Passes what is logged on to the parent's logger of the same name."""

    LEVELS = ((logging.ERROR, "ERROR"), (logging.WARNING, "WARNING"), (logging.INFO, "INFO"), (logging.DEBUG, "DEBUG"))

    def __init__(self, child):
        super().__init__()
        self.child = child

    def emit(self, record):
        level = next((name for least, name in self.LEVELS if record.levelno >= least), "TRACE")
        error = record.exc_info[1] if record.exc_info else None
        words = STRING.write(level) + STRING.write(record.name) + STRING.write(record.getMessage())
        self.child.say(LOGGED, 0, words + BOOLEAN.write(error is not None) + (failure(error) if error else b""))


class Child:
    """Runs calls on the main thread. Two threads listen: one for messages, one for the control connection.

    `running` is the call in hand, written by the main thread alone. `turn` guards `started`, the latest call that was begun,
    and `recalled`, up to which none is begun any more; and `cancelled`, the calls that are to be cancelled.
    """

    def __init__(self, methods):
        self.bodies = methods  # by signature: (types of the arguments, type of the result, function)
        self.requests = {METHOD: self.on_method, TARGET: self.on_target, FORGET: self.on_forget, CALL: self.on_call}
        self.orders = {
            CANCEL: self.on_cancel,
            RECALL: self.on_recall,
            END: self.on_end,
            REPLY: self.on_reply,
            PING: self.on_ping,
        }
        self.messages = queue.SimpleQueue()
        self.methods = {}
        self.turn = threading.Lock()
        self.running = 0
        self.started = 0
        self.recalled = 0
        self.cancelled = set()
        self.ending = False
        self.asks = itertools.count(1)
        self.replies = {}

    # The start

    def main(self):
        path, secret = (line.rstrip(b"\n") for line in sys.stdin.buffer.readlines()[:2])
        signal.signal(INTERRUPT, self.interrupted)
        signal.pthread_sigmask(signal.SIG_BLOCK, {INTERRUPT})
        self.out, sys.stdout = counted(1)
        self.err, sys.stderr = counted(2)
        secret = bytes.fromhex(secret.decode("ascii"))
        self.data = Data(path, secret)
        self.control = Connection(path, CONTROL, secret)
        self.welcome(self.data.receive_message()[0])
        self.listen("control", self.receive_orders)
        self.listen("messages", self.receive_messages)
        logging.getLogger().addHandler(Forwarding(self))
        self.run()

    def welcome(self, part):
        self.name = STRING.read(part)
        self.pid, self.parent, self.depth = LONG.read(part), LONG.read(part), INT.read(part)
        self.folder = STRING.read(part)
        initialiser = STRING.read(part)
        self.memory_limit = LONG.read(part)
        if initialiser is None:
            self.data.send_message(b"")
        else:  # the parent gives this child no calls, and ends it
            words = f"a child in Python cannot run the initialiser {initialiser}"
            self.say(THREW, 0, failure(NotImplementedError(words)))

    def listen(self, name, receive):
        threading.Thread(target=self.until_the_end, args=(receive,), name=name, daemon=True).start()

    def until_the_end(self, receive):
        """The child ends with either connection, whatever its body does."""
        try:
            while True:
                receive()
        except (EOFError, ConnectionError):
            if not self.ending:
                os._exit(1)
        except BaseException:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(70)

    def receive_messages(self):
        self.messages.put(self.data.receive_message())

    # Messages

    def run(self):
        while not self.ending:
            for part in self.messages.get():
                kind = BYTE.read(part)
                if kind not in self.requests:
                    raise ContractError(f"a request of unknown kind {kind}; known are {sorted(self.requests)}")
                self.requests[kind](part)

    def on_method(self, part):
        method, dispatcher, signature, _ = INT.read(part), STRING.read(part), STRING.read(part), LONG.read(part)
        self.methods[method] = (dispatcher, signature)

    def on_target(self, part):
        """A Java object. The functions of this child have no state, and need none."""

    def on_forget(self, part):
        """Nothing is kept that could be forgotten."""

    def on_call(self, part):
        call, method, _, _, _ = LONG.read(part), INT.read(part), INT.read(part), INT.read(part), LONG.read(part)
        is_slice = BOOLEAN.read(part)
        if BOOLEAN.read(part):  # a deadline, at which the parent cancels
            LONG.read(part), STRING.read(part)
        method = self.methods[method]
        while True:
            results = []
            try:
                types, result, function = self.bodies[method[1]]
                if is_slice:
                    types, result, function = self.slices(types, result, function, results)
                arguments = [type.read(part) for type in types]
                if not part.at_end() and BYTE.read(part) != NEXT:
                    raise ValueError("something else than the next call comes behind the arguments")
            except Exception as error:  # then nobody knows where the next arguments begin
                return self.unread(call, method, error)
            if self.starts(call):
                try:
                    self.answer(call, function, arguments, result, results if is_slice else None)
                finally:
                    self.running = 0
                    self.cancelled.discard(call)
            if part.at_end():
                return
            call += 1

    def starts(self, call):
        """Whether a call is to be started: it has not been recalled."""
        with self.turn:
            if call <= self.recalled:
                return False
            self.started = self.running = call
            return True

    def unread(self, call, method, error):
        if self.starts(call):
            self.running = 0
            self.say(RETURNED, call, LONG.write(MOST))
            self.unfit(call, f"cannot be received as {method[0]}.{method[1]}", error)

    def answer(self, call, function, arguments, result, results):
        try:
            value = self.interruptibly(call, function, arguments)
        except Cancelled:  # by now, or before it was started
            return self.say(CANCELLED, call)
        except Exception as error:
            return self.say(THREW, call, failure(error, -1 if results is None else len(results)))
        try:
            content = result.write(value)
        except Exception as error:
            return self.unfit(call, "has a result that cannot be sent", error)
        self.say(RESULT, call, content)

    @staticmethod
    def slices(types, result, function, results):
        """A slice of an array call has an array for the one argument, and gives one."""

        def each(inputs):
            for each in inputs:
                results.append(function(each))
            return results

        return [ARRAYS[types[0]]], ARRAYS[result], each

    def unfit(self, call, what, error):
        self.say(UNFIT, call, STRING.write(what) + failure(error))

    def interruptibly(self, call, function, arguments):
        try:
            if call in self.cancelled:
                raise Cancelled
            with interruptible():
                return function(*arguments)
        finally:
            self.running = 0
            self.look_at_memory()  # before the answer

    def interrupted(self, *_):
        """On the main thread, in the middle of a body."""
        if self.ending:
            sys.exit(0)
        if self.running in self.cancelled:
            raise Cancelled

    def say(self, kind, id, content=b""):
        sys.stdout.flush()
        sys.stderr.flush()
        head = BYTE.write(kind) + LONG.write(id) + LONG.write(self.out.count) + LONG.write(self.err.count)
        self.data.send_message(head + content)

    def look_at_memory(self):
        if self.memory_limit and self.memory() > self.memory_limit:
            gc.collect()
            if self.memory() > self.memory_limit:
                self.say(WORN, 0)

    @staticmethod
    def memory():
        with open("/proc/self/statm", encoding="ascii") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGESIZE")

    # The control connection

    def receive_orders(self):
        kind, id = struct.unpack(">bq", self.control.receive(9))
        if kind not in self.orders:
            raise ContractError(f"an order of unknown kind {kind}; known are {sorted(self.orders)}")
        self.orders[kind](id)

    def on_cancel(self, call):
        with self.turn:
            if self.running == call or call > self.started:
                self.cancelled.add(call)
        self.interrupt()

    def on_recall(self, last):
        with self.turn:
            self.recalled = max(last, self.recalled)
            self.say(RETURNED, self.started, LONG.write(last))

    def on_end(self, _):
        self.ending = True
        self.messages.put([])
        self.interrupt()

    def on_reply(self, ask):
        length = int.from_bytes(self.control.receive(4), "big")
        self.replies.pop(ask).put(Reader(self.control.receive(length)))

    def on_ping(self, number):
        self.control.send(struct.pack(">bq", PING, number))

    def interrupt(self):
        signal.pthread_kill(threading.main_thread().ident, INTERRUPT)

    # Resources of the parent

    def ask(self, what, name, number=0, nanoseconds=FOR_EVER, count=0, flag=False):
        """Asks for the call in hand, and waits for the reply's number. A cancelled body gives the ask up."""
        reply = queue.SimpleQueue()
        ask = self.put(reply, what, name, number, nanoseconds, count, flag)
        try:
            return self.value(reply.get())
        except Cancelled:
            self.put(None, GIVE_UP, "", number=ask)
            with contextlib.suppress(RuntimeError):  # that it was given up in time
                if self.value(reply.get()) and what == LOCK:
                    self.ask(UNLOCK, name, flag=flag)
            raise

    def put(self, reply, what, name, number=0, nanoseconds=0, count=0, flag=False):
        ask = next(self.asks)
        if reply:
            self.replies[ask] = reply
        owner = LONG.write(0) + STRING.write(None)  # the call in hand
        rest = LONG.write(number) + LONG.write(nanoseconds) + INT.write(count) + BOOLEAN.write(flag) + NULL
        self.say(ASKS, ask, owner + BYTE.write(what) + STRING.write(name) + NULL + rest)
        return ask

    @staticmethod
    def value(reply):
        if BOOLEAN.read(reply):
            raise RuntimeError(read_description(reply))
        return LONG.read(reply)

    @contextlib.contextmanager
    def lock(self, name):
        self.ask(LOCK, name, flag=True)
        try:
            yield
        finally:
            self.ask(UNLOCK, name, flag=True)


# ---------------------------------------------------------------------------------------------------------------------
# The methods of this child
# ---------------------------------------------------------------------------------------------------------------------

METHODS = {}
CHILD = Child(METHODS)


def method(signature, *arguments, gives=NOTHING):
    """Says which Java method a function stands for."""

    def register(function):
        METHODS[signature] = (arguments, gives, function)
        return function

    return register


@method("square(int)", INT, gives=INT)
def square(x):
    return x * x


@method("sum(List)", list_of(INTEGER), gives=LONG)
def sum_of(numbers):
    return sum(numbers)


@method("echo(byte[])", BYTES, gives=BYTES)
def echo(content):
    return content


@method("greet(String)", STRING, gives=STRING)
def greet(name):
    print(f"Greeting {name}")
    logging.getLogger("greetings").warning("greeted %s", name)
    return f"Hello {name} from {CHILD.name}"


@method("print(String)", STRING)
def print_as_it_is(text):
    print(text, end="")


@method("fail(String)", STRING)
def fail(message):
    try:
        raise KeyError("the cause")
    except KeyError as error:
        raise ValueError(message) from error


@method("exit(int)", INT)
def leave(code):
    sys.exit(code)


@method("sleep(String,long)", STRING, LONG, gives=LONG)
def sleep(started_file, millis):
    write(started_file)
    time.sleep(millis / 1000)
    return millis


@method("locked(String,String)", STRING, STRING, gives=LONG)
def locked(started_file, gate):
    with CHILD.lock("ledger"):
        write(started_file)
        while not os.path.exists(gate):
            time.sleep(0.005)
        return os.getpid()


@method("pid()", gives=LONG)
def pid():
    return os.getpid()


def write(file):
    """Says which process is at it; whoever sees the file sees all of it."""
    with open(file + ".part", "w", encoding="ascii") as part:
        part.write(str(os.getpid()))
    os.rename(file + ".part", file)


if __name__ == "__main__":
    CHILD.main()
