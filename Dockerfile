# Image of the `pmklc` command, from the sources of this folder:
#
#   docker build -t pmklc .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/data" pmklc pmklc genome.fa

FROM node:22-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm run build
# Tarballs are what npm would publish. Of `testing` nothing is.
RUN mkdir /tarballs \
    && npm pack --silent --ignore-scripts --workspaces --pack-destination /tarballs \
    && rm /tarballs/pmklc-testing-*.tgz

FROM node:22-bookworm-slim
# Nextflow watches its tasks by ps.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends procps \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/pmklc
COPY --from=build /tarballs /tmp/tarballs
RUN npm install --no-audit --no-fund --omit=optional --omit=peer /tmp/tarballs/*.tgz \
    && rm -rf /tmp/tarballs /root/.npm
ENV PATH=/opt/pmklc/node_modules/.bin:$PATH
USER node
WORKDIR /data
# No entry point: engines of workflows start a shell of their own.
CMD ["pmklc", "--help"]
