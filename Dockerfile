# One image for the gateway, every subgraph and `bankgraph prepare` (target bankgraph, the default), and one for
# the sandbox bank (target sandbox). The services and what each of them is given: docker-compose.yml.

FROM node:20-bookworm-slim AS build
WORKDIR /bankgraph
COPY . .
RUN npm ci --ignore-scripts && npx tsc -b
# Again without what only building and testing need. The embedded PostgreSQL is an optional dependency: here a
# real one is named in DATABASE_URL.
RUN npm ci --omit=dev --omit=optional --ignore-scripts \
  && find . -name node_modules -prune -o -type f \
    \( -name '*.ts' -o -name '*.map' -o -name '*.test.js' -o -name '*.fixture.js' -o -name '.tsbuildinfo' \) \
    -exec rm {} +

FROM node:20-bookworm-slim AS runtime
ENV NODE_ENV=production
WORKDIR /bankgraph
# Owned by root: the process can read its program and not change it.
COPY --from=build /bankgraph ./

FROM runtime AS sandbox
# The issuer's signing keys, kept in a volume so that tokens outlive a new container.
RUN install --directory --owner=node --group=node --mode=0700 /var/lib/bankgraph
ENV SANDBOX_HOST=0.0.0.0 SANDBOX_KEYS_FOLDER=/var/lib/bankgraph/issuer
USER node
EXPOSE 4101 4102 4103 4104 4105 4106 4107 4110
# The issuer starts last, so when it answers everything does.
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=5 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4110/jwks').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "sandbox/dist/main.js"]

FROM runtime AS bankgraph
# Keys of the audit log, in volumes that `prepare` fills: each for the parts that need it.
RUN install --directory --owner=node --group=node --mode=0700 \
  /var/lib/bankgraph/keys /var/lib/bankgraph/integrator /var/lib/bankgraph/witness \
  /var/lib/bankgraph/operations /var/lib/bankgraph/publisher /var/lib/bankgraph/gateway
ENV HOST=0.0.0.0 PORT=4000
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=5 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Room for many short-lived objects: requests in flight would else push each other into the old generation.
ENTRYPOINT ["node", "--max-semi-space-size=64", "server/bin/bankgraph.js"]
CMD ["start", "--serve", "gateway"]
