import type { Platform, PythonVersion } from '../ports.ts';
import { imageReference, quoted } from './docker-words.ts';
import { foldersWithTests } from './test-folders.ts';

/** What a Dockerfile is written from. Everything in it ends up in a text that is shown and built. */
export interface Recipe {
  readonly name: string;
  readonly version: string;
  readonly python: PythonVersion;
  readonly platform: Platform;
  /** As `docker pull` takes it. */
  readonly baseImage: string;
  /** Packages of Debian with shared objects that a library expects: `libgomp1`. */
  readonly system: readonly string[];
  /** True when the build folder brings its own wheels. */
  readonly wheels: boolean;
  /** Distributions of the lock, to know which folders with tests can go. */
  readonly distributions: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** Shared objects by the package of Debian that has them. */
const sharedObjects: Readonly<Record<string, string>> = { libgomp1: 'libgomp.so.1' };

/**
 * The Dockerfile of a package: classic instructions only, so that every builder since Docker 20.10, and Podman, takes it.
 * The image has the base, the libraries, the runtime and the model, each in a layer of its own, in the order of how seldom
 * they change.
 */
export function dockerfile(recipe: Recipe): string {
  const { system } = recipe;
  const stages = [
    head(recipe),
    dependenciesStage(recipe),
    ...(system.length > 0 ? [systemStage(system)] : []),
    finalStage(recipe, system.length > 0),
  ];
  return stages.join('\n\n');
}

function head({ name, version, baseImage, platform }: Recipe): string {
  return `# ${name} ${version}, an image that answers SageMaker, Vertex AI and Azure ML. \`docker build .\` is all it takes.

# What the image stands on. A mirror or a company's image: docker build --build-arg BASE_IMAGE=… .
ARG BASE_IMAGE=${imageReference(baseImage)}
# The libraries were locked for this platform, so the image is built for it on any computer.
ARG PLATFORM=${platform}`;
}

/** Installs with the base's own pip, or with the one that comes with Python where that is missing or too old. */
const installer = String.raw`pip="python3 -m pip"; \
    $pip --python /opt/venv/bin/python --version >/dev/null 2>&1 \
      || { python3 -m venv tools; pip="tools/bin/python -m pip"; }`;

const trust = String.raw`if ls certificates/*.crt >/dev/null 2>&1; then \
      cat /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt certificates/*.crt > authorities.pem 2>/dev/null || true; \
      export PIP_CERT=/build/authorities.pem SSL_CERT_FILE=/build/authorities.pem; \
    fi`;

/** The first stage of a package and of its workbench: libraries in /opt/venv. */
export function installLibraries(
  recipe: Pick<Recipe, 'python' | 'wheels' | 'distributions'>,
  lock: string,
): string {
  const [major = '3', minor = '0'] = recipe.python.split('.');
  const source = recipe.wheels ? ' --no-index --find-links wheels' : '';
  return `WORKDIR /build
# Where libraries come from when not from PyPI, and how patient to be. Used here and in no layer of the image.
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_TRUSTED_HOST
ARG PIP_DEFAULT_TIMEOUT=60

# The lock holds wheels for one version of Python: say so now, not when the model fails to load.
RUN python3 -c 'import sys; here = sys.version_info[:2]; sys.exit(here != (${major}, ${minor}) and "The base image has Python %d.%d, and the libraries are locked for ${recipe.python}." % here)'

# Certificate authorities of a company network, if there are any, then the libraries: checked by hash, never compiled.
COPY certificates/ certificates/
${recipe.wheels ? 'COPY wheels/ wheels/\n' : ''}COPY ${lock} requirements.lock
RUN set -eu; \\
    ${trust}; \\
    python3 -m venv --without-pip /opt/venv; \\
    ${installer}; \\
    $pip --python /opt/venv/bin/python install --disable-pip-version-check --progress-bar off --no-cache-dir --no-compile \\
      --require-hashes --no-deps --only-binary :all:${source} -r requirements.lock; \\
${forgetTests(recipe.distributions)}    /opt/venv/bin/python -m compileall -q -j 0 --invalidation-mode unchecked-hash /opt/venv >/dev/null || true`;
}

/** The tests of numeric libraries are a quarter of their size. */
function forgetTests(distributions: readonly string[]): string {
  const folders = foldersWithTests(distributions);
  if (folders.length === 0) return '';
  return `    cd /opt/venv/lib/python3*/site-packages; \\
    find ${folders.join(' ')} -type d -name tests -prune -exec rm -rf {} +; \\
`;
}

function dependenciesStage(recipe: Recipe): string {
  return `
# --- The libraries, in an environment of their own. Only two folders of this stage reach the image.
FROM --platform=\${PLATFORM} \${BASE_IMAGE} AS dependencies
# By this label the engine's clean-up finds what earlier builds left.
LABEL dev.slipway.stage=dependencies
USER root
${installLibraries(recipe, 'requirements.lock')}

# The server. Compiled now, since the image is read-only where it runs.
COPY runtime/ /opt/slipway/runtime/
RUN chmod -R a+rX /opt/slipway && python3 -m compileall -q --invalidation-mode unchecked-hash /opt/slipway/runtime`;
}

/** A stage whose /build/found holds shared objects. */
export function systemStage(packages: readonly string[]): string {
  const wanted = packages.map((name) => sharedObjects[name] ?? name).join(' ');
  return `
# --- Shared objects that the libraries expect on the system. Only they are copied on, without a package manager's traces.
FROM --platform=\${PLATFORM} \${BASE_IMAGE} AS system
LABEL dev.slipway.stage=system
USER root
WORKDIR /build
COPY certificates/ certificates/
RUN set -eu; \\
    mkdir found; \\
    find_it() { ldconfig -p | sed -n "s|.*=> \\(.*/$1\\)\\$|\\1|p" | head -n 1; }; \\
    for object in ${wanted}; do \\
      if [ -z "$(find_it $object)" ]; then \\
        cat /etc/ssl/certs/ca-certificates.crt certificates/*.crt > authorities.pem 2>/dev/null || true; \\
        apt-get -o Acquire::https::CaInfo=/build/authorities.pem update -qq; \\
        apt-get -o Acquire::https::CaInfo=/build/authorities.pem install -y -qq --no-install-recommends ${packages.join(' ')}; \\
      fi; \\
      cp -L "$(find_it $object)" found/; \\
    done`;
}

function finalStage(recipe: Recipe, system: boolean): string {
  return `
# --- The image.
FROM --platform=\${PLATFORM} \${BASE_IMAGE}
USER root
# It installs nothing where it runs, so the base's pip only adds to what a scanner reports.
RUN PIP_BREAK_SYSTEM_PACKAGES=1 python3 -m pip uninstall -q -y pip setuptools wheel >/dev/null 2>&1 || true
${system ? 'COPY --from=system /build/found/ /usr/lib/\n' : ''}COPY --from=dependencies /opt/venv /opt/venv
COPY --from=dependencies /opt/slipway/runtime /opt/slipway/runtime

# Nothing is written but to /tmp, whatever the user's number is.
ENV PATH=/opt/venv/bin:$PATH \\
    PYTHONPATH=/opt/slipway/runtime \\
    PYTHONUNBUFFERED=1 \\
    PYTHONDONTWRITEBYTECODE=1 \\
    HOME=/tmp
# 8080 for SageMaker and Vertex AI, 5001 for Azure ML.
EXPOSE 8080 5001
USER 1000
WORKDIR /opt/slipway/model
ENTRYPOINT ["/opt/venv/bin/python", "-m", "slipway_runtime"]
CMD ["serve"]

# The model comes last: another model is one new layer.
COPY model/ /opt/slipway/model/
${labelInstruction(recipe.labels)}`;
}

function labelInstruction(labels: Recipe['labels']): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${labelKey(key)}=${quoted(value)}`);
  return pairs.length === 0 ? '' : `LABEL ${pairs.join(' \\\n      ')}\n`;
}

/** Keys are Slipway's own, so one of another shape is a defect and not an input. */
function labelKey(key: string): string {
  if (!/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(key)) throw new Error(`${key} is no key of a label.`);
  return key;
}
