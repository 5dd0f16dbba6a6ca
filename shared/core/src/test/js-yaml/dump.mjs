// Rewrites ../resources/yaml/dump/*.yaml from the *.json beside them: npm ci && node dump.mjs
//
// Our one rule that js-yaml has no option for: a string of several lines is a literal block even
// where a line is long enough to be folded. js-yaml decides that in one place, at the end of
// chooseScalarStyle. We load a copy of its dumper with that place changed, and stop if it moved.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Module from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

export function loadDump() {
  const path = require.resolve('js-yaml').replace(/(index\.js|dist\/.*)$/, 'lib/dumper.js');
  const before = 'return hasFoldableLine ? STYLE_FOLDED : STYLE_LITERAL';
  const after = 'return hasFoldableLine && !hasLineBreak ? STYLE_FOLDED : STYLE_LITERAL';
  const parts = readFileSync(path, 'utf8').split(before);
  if (parts.length !== 2) throw new Error('js-yaml chooses styles elsewhere now; adapt this script.');
  const dumper = new Module(path);
  dumper.filename = path;
  dumper.paths = Module._nodeModulePaths(path);
  dumper._compile(parts.join(after), path);
  return (value) => dumper.exports.dump(value, { noRefs: true });
}

const folder = fileURLToPath(new URL('../resources/yaml/dump/', import.meta.url));
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dump = loadDump();
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const value = JSON.parse(readFileSync(folder + name, 'utf8'));
    writeFileSync(folder + name.replace(/json$/, 'yaml'), dump(value));
  }
}
