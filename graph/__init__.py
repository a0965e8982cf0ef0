"""The directory seen as a graph: who can be reached, through whom, on which conditions."""
