# Eddy in a container: docker build -t eddy . && docker run --rm -v "$PWD:/work" eddy test -w echo --bin ./node.py
#
# Virtual time (--runtime virtual) traces the processes of nodes with ptrace and seccomp. It works where the container may use
# them: Linux x86-64, and Docker's default profile on a kernel from 4.8 on. Elsewhere Eddy says what is missing, and the other
# runtimes work; `--cap-add SYS_PTRACE` helps on older kernels. See docs/virtual-time.md.

FROM node:22-bookworm-slim AS build
WORKDIR /eddy
COPY . .
RUN npm ci --no-audit --no-fund && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
# Interpreters of nodes that have no compiler of their own. Add yours in an image that is built on this one.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends python3 ruby \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /eddy/package.json /eddy/
COPY --from=build /eddy/node_modules /eddy/node_modules
COPY --from=build /eddy/dist /eddy/dist
COPY --from=build /eddy/fixtures /eddy/fixtures
RUN ln -s /eddy/dist/harness/cli/eddy.js /usr/local/bin/eddy
# Not root: nodes are programs of others.
USER node
WORKDIR /work
ENTRYPOINT ["eddy"]
CMD ["--help"]
