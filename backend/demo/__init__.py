"""The OpenID provider and the mailbox that `diapason demo` runs beside the product.

Nothing imports this package but the demo command and the tests: the product meets it over HTTP and
SMTP, as it meets a company's own identity provider and mail relay.
"""
