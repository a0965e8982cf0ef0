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
RUN /tools/bin/python -m setup.browser_files \
 && /tools/bin/python -m setup.catalogs \
 && REGISTRY_MODE=production SECRET_KEY=collecting-files-needs-no-secret DATABASE_URL=sqlite:// \
    /venv/bin/python manage.py collectstatic --noinput --verbosity=0 --skip-checks \
 && rm -rf node_modules var

FROM python:${PYTHON}
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 REGISTRY_MODE=production PORT=8000
RUN useradd --system --uid 10001 --create-home registry && install -d -o registry -g registry /app/var
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
RUN chown registry:registry /app/var
USER registry
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["python", "-m", "setup.health"]
CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT --workers 1 --threads 16 --worker-tmp-dir /dev/shm --access-logfile /dev/null config.wsgi"]
