# The image of docs/deploy.md: docker build -t footnote .
ARG NODE_VERSION=22

# What the program needs to run, without what only tests and builds need.
FROM node:${NODE_VERSION}-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Left out: libraries of other systems, builds for browsers, and maps of what was minified. Nothing loads them here.
RUN npm ci --omit=dev \
    && npm cache clean --force \
    && rm -r node_modules/onnxruntime-node/bin/napi-v3/darwin node_modules/onnxruntime-node/bin/napi-v3/win32 \
        node_modules/@xenova/transformers/dist \
    && find node_modules/onnxruntime-web/dist -name '*.wasm' -delete \
    && find node_modules -name '*.map' -delete

# The program without the model, for machines that bring their own: docker build --target program .
FROM node:${NODE_VERSION}-bookworm-slim AS program
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    ALLOWED_HOSTS=localhost \
    CORPUS_DIR=/corpus \
    INDEX_DIR=/data/index \
    MODELS_DIR=/models
WORKDIR /app
RUN mkdir -p /corpus /data/index /models && chown -R 1000:1000 /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json LICENSE ./
COPY src ./src
# Any command compiles the program and keeps that: whoever runs the image may not write here.
RUN node src/cli/footnote.mjs ask --help
USER 1000:1000
EXPOSE 3000
VOLUME ["/corpus", "/data"]
# What is busy with its first index is alive, too: /readyz says when it answers.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/src/cli/footnote.mjs"]
CMD ["serve"]

# The model, checked by sha256: fetched while the image is made, so that a container needs no network.
FROM program AS model
ARG HF_ENDPOINT=
RUN MODELS_DIR=/tmp/models node src/cli/footnote.mjs model

FROM program AS footnote
COPY --from=model /tmp/models /models
