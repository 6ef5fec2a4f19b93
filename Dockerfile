# Everything is built from the locks, as on a laptop; the image that runs has neither node nor a compiler.

FROM python:3.12-slim AS build
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY . .
RUN make web && rm -rf web/node_modules

FROM python:3.12-slim
RUN useradd --uid 10001 --no-create-home themenwand && install -d -o themenwand -g themenwand /data
WORKDIR /app
COPY --from=build /app/.venv .venv
COPY --from=build /app/server server
COPY --from=build /app/migrations migrations
COPY --from=build /app/web/dist web/dist
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 THEMENWAND_DATA=/data
USER themenwand
VOLUME /data
EXPOSE 8000
CMD ["themenwand", "serve"]
