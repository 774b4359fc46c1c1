"""The browser and the company of the browser tests, for the proofs that look at pages."""

from tests.browser.conftest import chromium, company, telenova

__all__ = ["chromium", "company", "telenova"]
