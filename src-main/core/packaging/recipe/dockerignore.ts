/** Names what the build may see, so that nothing else in the folder is sent to the engine or changes a layer. */
export function dockerignore(): string {
  return `# Everything stays out but what the Dockerfile copies.
*
!certificates
!wheels
!requirements.lock
!runtime
!model
!workbench
**/__pycache__
**/*.pyc
`;
}
