import { template, type ErrorTemplate } from './error-template.ts';

/** Errors of inspecting a model, making a package of it, and of the container engine. */
export const packagingErrors = {
  'model.not-found': template(
    'There is no model here.',
    'None of the files has the name or the content of a model that can be packaged.',
    [
      'Point at the folder or file that the training wrote.',
      'Add a predict.py with a class or with the functions load and predict.',
    ],
  ),
  'model.empty': template('The model file is empty.', 'It has a size of 0 bytes.', [
    'Save the model again: the program that wrote it may have stopped early.',
  ]),
  'model.truncated': template(
    'The model file is cut off.',
    'It ends in the middle of its content: a copy or a download did not finish.',
    ['Copy or download the file again and compare its size.'],
  ),
  'model.archive': template(
    'The archive is not safe to unpack.',
    'It holds a path that leads outside, a link, or far more data than its size suggests.',
    ['Pack the model folder again with plain files only.', 'Unpack it yourself and point at the folder.'],
  ),
  'model.dangerous': template(
    'The model can run commands when it is loaded.',
    'It imports something that no model needs; the findings name it.',
    [
      'Get the model from its author again, in a format without code: ONNX, safetensors or skops.',
      'Accept the finding if you trust the author: it will only ever be loaded in a locked-down container.',
    ],
  ),
  'model.changed': template(
    'The model has changed since it was inspected.',
    'Its content no longer has the SHA-256 of the inspection.',
    ['Inspect the model again, then package it.'],
  ),
  'package.missing': template(
    'This package is not known.',
    'It may have been removed, or the address is from another installation.',
    ['Choose a package from the list.'],
    'never',
  ),
  'package.stopped': template(
    'A finding stops this package.',
    'The inspection found what has to be mended, or accepted by a person, first.',
    ['Mend what Details names, then inspect the model again.', 'Accept the findings that can be accepted.'],
  ),
  'package.requirements': template(
    'The requirements cannot be met together.',
    'No set of versions fits all of them on this platform and Python.',
    ['Change the requirement named under Details.', 'Choose another Python version.'],
  ),
  'package.no-resolver': template(
    'The requirements cannot be locked on this computer.',
    'Neither uv nor a Python that could install it was found.',
    ['Install uv, or Python 3.10 or newer, then try again.'],
  ),
  'package.no-index': template(
    'The package index cannot be reached.',
    'The network, a proxy or the index itself does not answer.',
    [
      'Check the network and the proxy settings, then try again.',
      'Set PIP_INDEX_URL to an index that this computer reaches.',
      'Package with a folder of wheels: nothing is then fetched.',
    ],
    'same',
  ),
  'package.python': template(
    'No Python that fits is on this computer.',
    'The package runs as a process only with the Python version it was made for.',
    ['Install the version named under Details.', 'Build an image instead.'],
  ),
  'package.smoke-failed': template(
    'The built package does not answer its sample.',
    'It was built, but the run of the sample in the locked-down container failed.',
    ['Read the last lines of the log under Details.', 'Check the requirements: a library may be missing.'],
  ),
  'container.no-engine': template(
    'No container engine answers.',
    'Docker, Podman or a counterpart is not installed, not running, or your user may not use it.',
    [
      'Look at This computer for what was tried and how to mend it.',
      'Package as a process, or write only the build folder.',
    ],
  ),
  'container.no-space': template(
    'There is not enough disk space to build.',
    'The image and its layers need more than is free where the engine keeps them.',
    ['Remove unused images and layers: Free space does it.', 'Free some disk space.'],
  ),
  'container.no-base': template(
    'The base image cannot be had.',
    'It is not on this computer, and the registry does not have it or cannot be reached.',
    ['Check the network and the name of the base image.', 'Choose a mirror or an image of your company.'],
  ),
  'container.build-failed': template(
    'The image could not be built.',
    'The instruction named under Details failed.',
    ['Correct what Details names, then build again: finished layers are kept.'],
  ),
  'container.failed': template(
    'The container engine refused.',
    'The engine answered with an error of its own.',
    ['Try again.', 'Look at the message under Details.'],
    'same',
  ),
} as const satisfies Record<string, ErrorTemplate>;
