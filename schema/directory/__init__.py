"""The directory: organizations, services, what ties them together, and where it all comes from."""
