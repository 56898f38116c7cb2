"""Follows a run of Ontogeny by gRPC and prints what happens, one line an event.

    python3 follow.py HOST:PORT RUN [FIRST_SEQ]

Needs grpcio and the modules that protoc makes of runs.proto.
"""

import sys
import time

import grpc

from org.ontogeny.v1 import runs_pb2, runs_pb2_grpc


def follow(runs, run, first_seq=1, **interest):
    """Events as lists of their parts, each event once, also when the connection breaks."""
    while True:
        parts = []
        request = runs_pb2.FollowRequest(run=run, first_seq=first_seq, **interest)
        try:
            for event in runs.Follow(request):
                parts.append(event)
                if event.part == event.parts:
                    first_seq = event.seq + 1
                    yield parts
                    parts = []
            return
        except grpc.RpcError as error:
            if error.code() != grpc.StatusCode.UNAVAILABLE:
                raise
            time.sleep(1)  # the server is away; go on behind the last whole event


def line(parts):
    """An event in words."""
    event = parts[0]
    kind = event.WhichOneof("fact")
    words = [event.seq, event.step, event.stage, kind or "unknown"]
    if kind in ("synapses_formed", "synapses_pruned"):
        synapses = [s for part in parts for s in getattr(part, kind).synapses]
        fact = getattr(event, kind)
        words += [fact.projection, fact.rule, len(synapses), "living", fact.living]
    return " ".join(str(word) for word in words)


def main(address, run, first_seq="1"):
    with grpc.insecure_channel(address) as channel:
        runs = runs_pb2_grpc.RunsStub(channel)
        for parts in follow(runs, run, int(first_seq), synapses=True, follow=True):
            print(line(parts), flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except grpc.RpcError as error:
        sys.exit(f"{error.code().name}: {error.details()}")
    except KeyboardInterrupt:
        pass
