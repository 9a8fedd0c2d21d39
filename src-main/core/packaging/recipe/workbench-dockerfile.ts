import { imageReference } from './docker-words.ts';
import { installLibraries, systemStage, type Recipe } from './dockerfile.ts';

/**
 * The Dockerfile of the image that looks at a model and converts it, built from the same folder with
 * `docker build -f workbench/Dockerfile .`. It is thrown away after that.
 */
export function workbenchDockerfile(
  recipe: Pick<Recipe, 'name' | 'python' | 'platform' | 'baseImage' | 'wheels' | 'distributions' | 'system'>,
): string {
  const { system } = recipe;
  return `# The workbench of ${recipe.name}: the model's own libraries and those that convert it to ONNX. The package does not need it.

ARG BASE_IMAGE=${imageReference(recipe.baseImage)}
ARG PLATFORM=${recipe.platform}
${system.length > 0 ? `${systemStage(system)}\n\n` : ''}FROM --platform=\${PLATFORM} \${BASE_IMAGE}
USER root
${installLibraries(recipe, 'workbench/requirements.lock')}

${system.length > 0 ? 'COPY --from=system /build/found/ /usr/lib/\n' : ''}COPY runtime/ /opt/slipway/runtime/
COPY workbench/slipway_workbench/ /opt/slipway/runtime/slipway_workbench/
RUN chmod -R a+rX /opt/slipway
COPY model/ /opt/slipway/model/
ENV PYTHONPATH=/opt/slipway/runtime PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/tmp
USER 1000
WORKDIR /opt/slipway/model
ENTRYPOINT ["/opt/venv/bin/python", "-m", "slipway_workbench"]
CMD ["--model", "/opt/slipway/model", "--out", "/tmp/out"]
`;
}
