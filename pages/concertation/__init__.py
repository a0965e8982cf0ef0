"""Concertation as people meet it: groups and their seats, meetings and their notes, and what comes of them.

The addresses are in `urls`, so that forms may take words and filters from here.
"""
