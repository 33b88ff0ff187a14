# The published gateway, and nothing else: `docker build -t payments-gateway .`, see docs/operations.md.
FROM node:24-slim AS package
WORKDIR /source
COPY . .
RUN npm install --ignore-scripts --no-audit --no-fund
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp
# The package as it is published, beside what it needs in the versions of the lock file.
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && mkdir node_modules/video-call-payments \
  && tar -xzf /tmp/video-call-payments-*.tgz -C node_modules/video-call-payments --strip-components=1

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /gateway
COPY --from=package /source/node_modules node_modules
RUN mkdir -m 700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4200
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.GATEWAY_PORT || 4200}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/video-call-payments/dist/server/server-stub/main.js"]
