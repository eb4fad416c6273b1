"""Python's side of the rows about child processes: rival.py WHAT SIZE. Prints lines of name=value."""
import concurrent.futures
import multiprocessing
import os
import statistics
import sys
import time


def square(x):
    return x * x


def same(x):
    return x


def square_slowly(connection, all_here, x):
    all_here.wait()
    time.sleep(2)
    connection.send((x * x, os.getpid()))
    connection.close()


def figure(name, value):
    print("figure %s=%.6g" % (name, value), flush=True)


def timed(run):
    before = time.perf_counter()
    run()
    return time.perf_counter() - before


def one(size):
    """P1: Pool.apply, one after the other."""
    batch = max(1, size // 10)
    with multiprocessing.Pool(1) as pool:
        def run():
            for _ in range(batch):
                pool.apply(square, (7,))
        run()
        figure("nanos", statistics.median(timed(run) for _ in range(10)) / batch * 1e9)


def rate(size, run):
    figure("rate", size / statistics.median(timed(run) for _ in range(3)))


def best_chunk(size):
    """P2: Pool.map with the chunk size that is best here."""
    with multiprocessing.Pool(2) as pool:
        inputs = range(size)
        chunks = [None] + [chunk for chunk in (1_000, 10_000, 50_000, 100_000, 250_000) if chunk <= max(1_000, size // 2)]
        for chunk in chunks:
            pool.map(square, inputs, chunk)
        best = min(chunks, key=lambda chunk: timed(lambda: pool.map(square, inputs, chunk)))
        figure("chunk", best or 0)
        rate(size, lambda: pool.map(square, inputs, best))


def chunk_1(size):
    """P2: Pool.map with chunk size 1."""
    with multiprocessing.Pool(2) as pool:
        pool.map(square, range(1000), 1)
        rate(size, lambda: pool.map(square, range(size), 1))


def executor(size):
    """P2: ProcessPoolExecutor.map as it is by default."""
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(square, range(1000)))
        rate(size, lambda: list(pool.map(square, range(size))))


def array(size):
    """P3: bytes there and back."""
    data = os.urandom(size)
    with multiprocessing.Pool(1) as pool:
        def run():
            assert len(pool.apply(same, (data,))) == size
        run()
        figure("nanos", statistics.median(timed(run) for _ in range(9)) * 1e9)


def crowd(size):
    """P6: processes by 'spawn', all alive at the same moment."""
    context = multiprocessing.get_context("spawn")
    all_here = context.Barrier(size)

    def run():
        ends = []
        processes = []
        for x in range(size):
            mine, its = context.Pipe(False)
            process = context.Process(target=square_slowly, args=(its, all_here, x))
            process.start()
            its.close()
            ends.append(mine)
            processes.append(process)
        for x, end in enumerate(ends):
            assert end.recv()[0] == x * x
        for process in processes:
            process.join()
    figure("nanos", timed(run) * 1e9)


if __name__ == "__main__":
    what = {"one": one, "best_chunk": best_chunk, "chunk_1": chunk_1, "executor": executor, "bytes": array, "crowd": crowd}
    what[sys.argv[1]](int(sys.argv[2]))
