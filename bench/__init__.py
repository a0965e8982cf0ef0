"""Benchmarks: each measures a part of the registry beside a named peer, in the same run."""
