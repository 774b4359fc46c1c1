"""The browser and the company of the browser tests."""

from tests.browser.conftest import chromium, company, telenova

__all__ = ["chromium", "company", "telenova"]
