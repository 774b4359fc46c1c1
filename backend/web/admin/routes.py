"""The addresses of what an administrator tends."""

from starlette.routing import BaseRoute, Route

from backend.web.admin import audit, home, jobs, people, refused, suppliers, tokens, webhooks
from backend.web.page import acting, reading

ROUTES: list[BaseRoute] = [
    Route("/admin", reading(home.show)),
    Route("/admin/people", reading(people.index)),
    Route("/admin/people/{id:uuid}", reading(people.show)),
    Route("/admin/people/{id:uuid}/roles", acting(people.grant, again=people.show), methods=["POST"]),
    Route("/admin/people/{id:uuid}/roles/{grant_id:uuid}/revoke", acting(people.revoke), methods=["POST"]),
    Route("/admin/tokens", reading(tokens.index)),
    Route("/admin/tokens", acting(tokens.create, again=tokens.index), methods=["POST"]),
    Route("/admin/tokens/{id:uuid}/revoke", acting(tokens.revoke), methods=["POST"]),
    Route("/admin/suppliers", reading(suppliers.index)),
    Route("/admin/suppliers", acting(suppliers.add, again=suppliers.index), methods=["POST"]),
    Route("/admin/suppliers/{id:uuid}/close", acting(suppliers.close), methods=["POST"]),
    Route("/admin/webhooks", reading(webhooks.index)),
    Route("/admin/webhooks", acting(webhooks.add, again=webhooks.index), methods=["POST"]),
    Route("/admin/webhooks/{id:uuid}", reading(webhooks.show)),
    Route("/admin/webhooks/{id:uuid}/stop", acting(webhooks.stop), methods=["POST"]),
    Route(
        "/admin/webhooks/{id:uuid}/deliveries/{delivery_id:uuid}/resend",
        acting(webhooks.resend),
        methods=["POST"],
    ),
    Route("/admin/audit", reading(audit.index)),
    Route("/admin/jobs", reading(jobs.index)),
    Route("/admin/jobs/{id:uuid}/revive", acting(jobs.revive), methods=["POST"]),
    Route("/admin/refused", reading(refused.index)),
    Route("/admin/refused/{id:uuid}/resend", acting(refused.resend), methods=["POST"]),
]
