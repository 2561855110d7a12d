# Two stages: the first installs the locked packages, the second keeps only them and the code.
FROM python:3.11.14-slim-bookworm AS packages
WORKDIR /build
COPY .ci/installer.lock requirements.lock pyproject.toml ./
# Compiled here, because the running container can't write; the packages' own tests stay behind.
RUN python -m venv /installer \
    && /installer/bin/python -m pip install --quiet --no-cache-dir --require-hashes \
        --requirement installer.lock \
    && python -m venv --without-pip /packages \
    && /installer/bin/uv pip install --quiet --no-cache --python /packages/bin/python \
        --require-hashes --constraints requirements.lock --requirements pyproject.toml \
    && find /packages -type d -name tests -prune -exec rm -rf {} + \
    && python -m compileall -q -j 0 /packages/lib

FROM python:3.11.14-slim-bookworm
ENV PATH=/packages/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    CONTACTATLAS_DATA=/data \
    CONTACTATLAS_HOST=0.0.0.0
RUN useradd --uid 10001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin atlas \
    && install --directory --owner atlas --group atlas --mode 0750 /data
COPY --from=packages /packages /packages
WORKDIR /app
# Nothing but what .dockerignore lets through.
COPY . .
RUN python -m compileall -q .
USER 10001:10001
VOLUME /data
EXPOSE 8050
# Healthy is whatever answers without an error of its own, a page or a notice.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", \
    "from http.client import HTTPConnection; from core.settings import settings; \
    home = HTTPConnection('127.0.0.1', settings().port, timeout=4); \
    home.request('GET', '/'); raise SystemExit(home.getresponse().status >= 500)"]
CMD ["python", "-m", "gunicorn", "--config", ".gunicorn.py"]
