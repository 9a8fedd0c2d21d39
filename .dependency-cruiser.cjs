/** Who may import whom. The architecture test also asserts that the cruiser saw enough modules. */
const layer = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$' },
  to: { path: to },
});
const reach = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, reachable: true },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('contract-is-the-floor', '^src-main/contract', '^src-main/(?!contract)|^src-renderer'),
    layer('contract-is-pure', '^src-main/contract', '^(node:|fs$|path$|electron$)'),
    layer(
      'core-knows-the-contract-only',
      '^src-main/core',
      '^src-main/(?!core|contract)|^src-renderer|node_modules/(?!zod|@orpc)',
    ),
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src-main/core', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    layer(
      'adapters-know-contract-and-core',
      '^src-main/adapters',
      '^src-main/(?!adapters|core|contract)|^src-renderer',
    ),
    {
      name: 'adapters-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src-main/adapters/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src-main/adapters/', pathNot: '^src-main/adapters/$1/' },
    },
    layer('app-knows-no-host', '^src-main/app', '^src-main/hosts|^src-renderer'),
    layer(
      'embedded-is-a-program-of-its-own',
      '^src-main/embedded',
      '^src-main/(?!embedded|contract|core/models|core/app-error)',
    ),
    {
      name: 'nothing-imports-embedded',
      severity: 'error',
      from: { pathNot: '^src-main/embedded|^test' },
      to: { path: '^src-main/embedded' },
    },
    layer('renderer-knows-the-contract-only', '^src-renderer', '^src-main/(?!contract)'),
    {
      name: 'features-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/', pathNot: '^src-renderer/features/$1/' },
    },
    layer('ui-knows-no-feature', '^src-renderer/(ui|client|wizard)', '^src-renderer/features'),
    reach(
      'engine-never-reaches-electron',
      '^src-main/(contract|core|adapters|app|embedded|hosts/(web|cli))',
      '(^|/)node_modules/electron/|^electron$',
    ),
    reach(
      'renderer-never-reaches-the-engine',
      '^src-renderer',
      '^src-main/(core|adapters|app|hosts|embedded)',
    ),
    reach('embedded-never-reaches-the-engine', '^src-main/embedded/', '^src-main/(adapters|app|hosts)'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'src-renderer/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
