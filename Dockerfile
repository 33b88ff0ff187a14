# The published gateway, and nothing else: `docker build -t payments-gateway .`, see docs/operations.md.
FROM node:24-slim AS package
WORKDIR /source
COPY . .
RUN npm install --ignore-scripts --no-audit --no-fund
RUN npm run build && npm pack --ignore-scripts --pack-destination /tmp

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /gateway
COPY --from=package /tmp/video-call-payments-*.tgz /tmp/package.tgz
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund /tmp/package.tgz && rm /tmp/package.tgz \
  && mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 4200
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.GATEWAY_PORT ?? 4200}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/video-call-payments/dist/server/server-stub/main.js"]
