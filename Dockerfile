# One image for the pages, the worker and the migrations; the command says which.
FROM python:3.13-slim AS build
RUN python3 -m pip install --no-cache-dir uv==0.13.9
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY backend backend
COPY schema schema
COPY seeds seeds
COPY ui_templates ui_templates
RUN uv build --quiet --wheel --out-dir /wheels \
    && uv venv --quiet --python /usr/local/bin/python3 /opt/diapason \
    && VIRTUAL_ENV=/opt/diapason uv pip install --quiet --compile-bytecode --constraint requirements.lock /wheels/*.whl

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home --home-dir /srv/diapason diapason
COPY --from=build /opt/diapason /opt/diapason
ENV PATH=/opt/diapason/bin:$PATH PYTHONUNBUFFERED=1
USER 10001
WORKDIR /srv/diapason
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python3", "-c", "import http.client as h; c = h.HTTPConnection('127.0.0.1', 8000, timeout=2); c.request('GET', '/healthz'); exit(c.getresponse().status != 200)"]
CMD ["diapason", "serve", "--host", "0.0.0.0", "--port", "8000"]
