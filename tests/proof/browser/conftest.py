"""The browser and the company of the browser tests."""

from tests.browser.conftest import chromium, company

__all__ = ["chromium", "company"]
