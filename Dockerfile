# One image for web and worker. Nothing secret is in it: settings come from the environment when it starts.
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS build
WORKDIR /app
COPY requirements.txt requirements-setup.txt ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.txt \
 && python -m venv /tools \
 && /tools/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-setup.txt
COPY . .
RUN /tools/bin/python -m setup.browser_files && /tools/bin/python -m setup.catalogs
# The start refuses unsafe settings; these are safe, belong to no site, and end with this line.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=build.example \
    DATABASE_URL=postgres://build@build.example/build EMAIL_URL=smtp://build.example \
    DEFAULT_FROM_EMAIL=build@build.example SITE_URL=https://build.example REGISTRY_MODE=production \
    /venv/bin/python manage.py collectstatic --noinput --verbosity=0 \
 && rm -rf node_modules var

FROM python:${PYTHON}
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 REGISTRY_MODE=production PORT=8000
RUN useradd --system --uid 10001 --create-home registry && install -d -o registry -g registry /app/var
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER registry
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["python", "-m", "setup.health"]
CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT --workers 1 --threads 16 --worker-tmp-dir /dev/shm --no-control-socket config.wsgi"]
