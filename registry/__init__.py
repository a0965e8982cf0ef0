"""The domain: organizations, what they do, promise, decide and send to one another."""
