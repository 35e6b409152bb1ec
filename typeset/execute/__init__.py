"""Executors: where independent pieces of work run, behind :class:`concurrent.futures.Executor`.

One job runs in this process, more run in worker processes; a cluster's own executor fits the same place. Nothing
here knows what the work is.
"""
