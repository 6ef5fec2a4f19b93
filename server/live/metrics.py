"""What those who run it can see from outside, for Prometheus (`/metrics`)."""

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_BYTES = (128, 256, 512, 1024, 4096, 16_384, 65_536, 262_144)
_COUNT = (1, 2, 4, 8, 16, 32, 64, 128, 256)

CONNECTIONS = Gauge(
    "themenwand_connections", "Open WebSocket connections.", ["board"], multiprocess_mode="livesum"
)
COMMANDS = Counter("themenwand_commands", "Commands by type and outcome.", ["type", "outcome"])
COMMIT_SECONDS = Histogram("themenwand_commit_seconds", "Time of a turn of the log.", buckets=_SECONDS)
COMMIT_COMMANDS = Histogram("themenwand_commit_commands", "Commands of a turn.", buckets=_COUNT)
PATCH_BYTES = Histogram("themenwand_patch_bytes", "Size of an encoded patch.", buckets=_BYTES)
FANOUT_SECONDS = Histogram("themenwand_fanout_seconds", "Time of a round of sending.", buckets=_SECONDS)
SLOW_CLOSES = Counter("themenwand_slow_closes", "Connections closed because they were stuck (4002).")
RELAY_SECONDS = Histogram(
    "themenwand_relay_lag_seconds",
    "Age of an entry of another process when it is shown here, by the clocks of both.",
    buckets=_SECONDS,
)
