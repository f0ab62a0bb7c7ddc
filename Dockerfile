# syntax=docker/dockerfile:1
# The bridge: `docker build -t bridge .`, then `docker run bridge worker`, `docker run bridge gateway` and so on.
# Debian, because Temporal's native core needs glibc: it does not load on Alpine.
ARG NODE_IMAGE=node:22.23.3-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without install scripts: nothing here needs any. `prepare` is the build below.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
# Compiles, and bundles the workflows, so that no process does it at its start.
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && node scripts/prune-natives.mjs

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
  BRIDGE_CONFIG=/etc/bridge/bridge.yaml
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY bridge.example.yaml LICENSE ./
COPY deploy/healthcheck.mjs ./deploy/
RUN ln -s /app/dist/cli/main.js /usr/local/bin/bridge \
  && install -d -o 1000 -g 1000 /etc/bridge /var/lib/bridge
USER 1000:1000
# Where the simulators keep what happens, and whatever else a command is told to write.
WORKDIR /var/lib/bridge
VOLUME /var/lib/bridge
# Webhooks; health and metrics where a worker is told `--port 9465`.
EXPOSE 8080 9465
# What is under way is finished first, within `--grace`: give it more than that before it is killed (25 s, so 40 s).
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["node", "/app/deploy/healthcheck.mjs"]
# Node answers signals itself and starts no processes here: an init (`docker run --init`) is welcome and not needed.
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
CMD ["--help"]
