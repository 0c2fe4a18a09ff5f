# Written without a container engine at hand: never built here (docs/operate.md).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npx --yes pnpm@10.34.8 install --frozen-lockfile && node scripts/build.mjs \
 && npx --yes pnpm@10.34.8 --filter @postakte/server deploy --prod --legacy /out

FROM node:24-bookworm-slim
ENV NODE_ENV=production POSTAKTE_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /out .
USER node
EXPOSE 8787
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:8787/health').then(r => process.exit(r.status < 500 || r.status === 503 ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
