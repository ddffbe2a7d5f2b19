# Staffroom in one image: `start` (web and worker), `serve`, `worker` and `migrate` are commands of it.
# The TypeScript runs as it is (docs/decisions/0010-type-stripping.md); only the pages are built.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY connectors/oneroster-client/package.json ./connectors/oneroster-client/
RUN npm ci
COPY . .
RUN node scripts/ensure-installed.mjs --build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY connectors/oneroster-client/package.json ./connectors/oneroster-client/
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production \
    STAFFROOM_HOME=/var/lib/staffroom \
    PORT=3000
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/package.json ./package.json
COPY --from=build /app/src ./src
COPY --from=build /app/connectors ./connectors
COPY --from=build /app/config ./config
COPY --from=build /app/prisma ./prisma
COPY --from=build /app/scripts/staffroom ./scripts/staffroom
COPY --from=build /app/dist/ui ./dist/ui
RUN ln -s /app/scripts/staffroom /usr/local/bin/staffroom \
  && mkdir -p /var/lib/staffroom \
  && chown node:node /var/lib/staffroom
USER node
VOLUME /var/lib/staffroom
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# node itself is the process, so that SIGTERM reaches it and a stop ends in order.
CMD ["node", "src/main.ts", "start"]
