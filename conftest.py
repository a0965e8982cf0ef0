"""What every test has."""

pytest_plugins = ["tests.left_out"]
