"""The API's page: documentation without scripts, an explorer with them, and nothing that stays in the browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looks import axe


@pytest.mark.parametrize("scripts", [False])
def test_without_scripts_it_is_documentation(page: Page) -> None:
    page.goto("/api/")
    expect(page.locator("#intake code").first).to_contain_text("service(key: $key, asOf: $day)")
    expect(page.get_by_role("button", name="explorateur")).to_have_count(0)


def test_an_example_is_tried_in_the_explorer_and_leaves_no_trace(page: Page) -> None:
    page.goto("/api/")
    assert axe(page) == []
    page.locator("#pathways [data-explorer-try]").click()
    page.locator(".graphiql-execute-button").click()
    expect(page.locator(".result-window")).to_contain_text("temporary_housing")
    assert page.evaluate("localStorage.length") == 0
    page.locator("#intake [data-explorer-try]").click()
    page.locator(".graphiql-execute-button").click()
    expect(page.locator(".result-window")).to_contain_text("2024-09-04")
