"""What every subject shares: partial dates and periods, three-valued logic, and further plain values."""
