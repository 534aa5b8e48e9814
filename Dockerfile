# One image for both roles: ROLES says what a container does (compose.yaml).
FROM node:24-bookworm-slim AS packages
WORKDIR /srv
COPY package.json package-lock.json .npmrc ./
COPY extensions/app/packages/contract/package.json extensions/app/packages/contract/
COPY extensions/app/packages/words/package.json extensions/app/packages/words/
# Without optional packages: they bring a Node and a PostgreSQL of their own, for development.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /srv
COPY --from=packages /srv/node_modules node_modules
COPY package.json ./
COPY app app
COPY server server
COPY scripts/export.ts scripts/settings.ts scripts/rotate-keys.ts scripts/
COPY scripts/lib scripts/lib
COPY extensions/app/packages/contract extensions/app/packages/contract
COPY extensions/app/packages/words extensions/app/packages/words
USER node
EXPOSE 8080 9090
# Signals go to Node itself, so that it can end its work in order.
CMD ["node", "--max-semi-space-size=8", "server/main.ts"]
