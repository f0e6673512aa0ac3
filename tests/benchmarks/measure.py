"""Ours and floor in turn, in one process; medians, so that a busy moment hits both or neither."""

import gc
import json
import time
from collections.abc import Callable
from statistics import median


def measure(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    runs: int,
    warm: int = 3,
    settle: Callable[[], object] | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> None:
    """Prints one JSON line: medians in ms and their ratio. ``settle`` ends, outside the times, what either has left
    behind for later, so that the other does not pay for it. ``clock``: ``time.process_time`` where both only compute,
    so that other programs, which interrupt the longer of the two more often, do not change the ratio."""
    for _ in range(warm):
        ours()
        floor()
    times: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.disable()
    try:
        for _ in range(runs):
            for found, work in zip(times, (ours, floor), strict=True):
                began = clock()
                work()
                found.append((clock() - began) * 1000)
                if settle is not None:
                    settle()
    finally:
        gc.enable()
    ours_ms, floor_ms = median(times[0]), median(times[1])
    line = {"name": name, "ours_ms": round(ours_ms, 4), "floor_ms": round(floor_ms, 4)}
    print(json.dumps({**line, "ratio": round(ours_ms / floor_ms, 2)}), flush=True)
