# syntax=docker/dockerfile:1

FROM node:22-bookworm AS build
WORKDIR /build
# Dependencies first: they change less often than the source, and are then taken from the cache.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN node .ci/build.mjs
# What could not be bundled, in the versions of the lock file, and nothing else.
RUN cp package-lock.json dist/ && npm install --prefix dist --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:22-bookworm-slim
# git is what the registry stores in; tini is the init that passes signals on and takes in what git leaves behind.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends git tini \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build --chown=root:root /build/dist /opt/aerostack
RUN ln -s /opt/aerostack/aerostack.js /usr/local/bin/aerostack

# Inside of a container every address is its own; what is reachable is decided by what is published of it.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4545 METRICS_HOST=0.0.0.0 DATA_DIR=/data
USER node
WORKDIR /data
VOLUME /data
EXPOSE 4545
# Whether the process answers: a full disk, which /readyz tells, is not mended by a restart.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "aerostack"]
CMD ["serve"]
