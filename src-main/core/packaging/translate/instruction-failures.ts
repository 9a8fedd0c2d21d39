import { rule, type FailureRule } from './failure-rule.ts';

/** How the engine refuses an instruction, and how a command meets the base image. */
export const instructionFailures: readonly FailureRule[] = [
  rule(
    /parse error (?:on )?line (\d+): unknown instruction: (\S+)|unknown instruction: (\S+)/i,
    (match) =>
      `The Dockerfile has ${at(match(1))}an instruction that does not exist: ${match(2) || match(3)}.`,
    'Correct the instruction. A line that goes on needs a backslash at its end.',
  ),
  rule(
    /the --(\w+) option requires BuildKit|unknown flag: (?:--)?(mount|chmod|link|security|network)/i,
    (match) => `The option --${match(1) || match(2)} needs BuildKit; packages are built without it.`,
    'Leave the option out.',
  ),
  rule(
    /dockerfile parse error (?:on )?line (\d+): (.*)/i,
    (match) => `Line ${match(1)} of the Dockerfile cannot be read: ${match(2)}.`,
    'Correct the line.',
  ),
  rule(
    /cannot locate specified Dockerfile: (\S+)|failed to read dockerfile|the Dockerfile .* cannot be empty|file with no instructions|no build stage in current context/i,
    'The build folder has no Dockerfile that can be used.',
    'Write the build folder again.',
  ),
  rule(
    /invalid from flag value (\S+?):|invalid --from|stage (\S+) not found/i,
    (match) =>
      `COPY takes from ${match(1) || match(2)}, which is neither an earlier stage nor an image that can be had.`,
    'Correct the name after --from, or check the network of the container engine.',
  ),
  rule(
    /(?:COPY|ADD) failed: forbidden path outside the build context: (.*)/i,
    (match) => `${clean(match(1))} lies outside the build folder.`,
    'Copy it into the build folder first.',
  ),
  rule(
    /(?:COPY|ADD) failed: file not found in build context or excluded by \.dockerignore: stat (.*?): file does not exist/i,
    (match) => `${match(1)} is not in the build folder, or .dockerignore leaves it out.`,
    'Write the build folder again, or correct the path.',
  ),
  rule(
    /(?:COPY|ADD) failed: (?:no source files were specified|stat (.*?): (?:no such file or directory|file does not exist)|.*: no such file or directory)|copier: stat: "([^"]+)": no such file/i,
    'What is copied is not there.',
    'Correct the path: it counts from the build folder, or from the root of the stage after --from.',
  ),
  rule(
    /unable to find user (\S+?):?(?:\s|$)|no matching entries in passwd/i,
    'The base image does not know the user that the instruction names.',
    'Use the number of a user instead of a name.',
  ),
  rule(
    /exec format error/i,
    'The base image is made for another processor, and this computer does not emulate it.',
    'Choose the platform of this computer, or install an emulator (QEMU with binfmt) for the container engine.',
  ),
  rule(
    /exec: "\/bin\/sh": .*no such file|"\/bin\/sh": stat \/bin\/sh: no such file/i,
    'The base image has no shell: RUN cannot work in it.',
    'Choose a base image with a shell and Python, such as python:3.11-slim-bookworm.',
  ),
  rule(
    /(?:^|[\s:"/])(python[\d.]*|pip[\d.]*|uv)"?: (?:executable file |command )?not found|exec: "(python[\d.]*|pip[\d.]*)": executable/i,
    (match) => `The base image has no ${match(1) || match(2)}.`,
    'Choose a base image with Python and pip, such as python:3.11-slim-bookworm.',
  ),
  rule(
    /No module named '?(pip|venv|ensurepip)\b|ensurepip is not available/i,
    (match) => `Python of the base image lacks ${match(1) || 'ensurepip'}.`,
    'Choose a base image with a whole Python, such as python:3.11-slim-bookworm.',
  ),
  rule(
    /externally-managed-environment/i,
    'Python of the base image belongs to its distribution, which allows no further packages in it.',
    'Install into a virtual environment, or choose a base image such as python:3.11-slim-bookworm.',
  ),
];

/** How apt and the like stop. */
export const systemFailures: readonly FailureRule[] = [
  rule(
    /(?:^|[\s:"/])(apt-get|apt|apk|dnf|yum|microdnf)"?: (?:executable file |command )?not found/i,
    (match) => `The base image has no ${match(1)}: it is of another distribution.`,
    'Choose a base image of the Debian family.',
  ),
  rule(
    /E: Unable to locate package (\S+)|E: Package '(\S+)' has no installation candidate/i,
    (match) => `The base image's distribution does not have ${match(1) || match(2)}.`,
    'Run apt-get update in the same instruction, and check the name of the package.',
  ),
  rule(
    /Release file for .* is not valid yet|Release file .* is expired|is not valid until/i,
    'The clock of the container engine is wrong, or the package list is out of date.',
    'Set the clock, start the container engine anew, and build again.',
  ),
  rule(
    /NO_PUBKEY|is not signed|At least one invalid signature|couldn't be verified/i,
    'The signature of the package list cannot be checked.',
    'Choose a newer base image, or add the key of the package source.',
  ),
  rule(
    /does not have a Release file|E: Failed to fetch (\S+)|Err:\d+ |\b404\s+Not Found\b/i,
    'A package source does not have what the base image asks it for.',
    'Build again without the cache, or choose a newer base image.',
  ),
  rule(
    /E: Could not get lock|Unable to acquire the dpkg|are you root\?/i,
    'The instruction does not run as root.',
    'Choose a base image that begins as root, or put USER 0 before the instruction.',
  ),
  rule(
    /Permission denied|EACCES|Operation not permitted/i,
    'The instruction may not write or run what it needs: the base image may begin as another user than root.',
    'Choose a base image that begins as root, or put USER 0 before the instruction.',
  ),
];

const at = (line: string): string => (line === '' ? '' : `in line ${line} `);

/** The engine writes the path twice, with details of its own. */
const clean = (text: string): string => text.split(/\s+\(/)[0]?.trim() ?? text;
