// Rewrites the documents beside it from the packages that hold them whole: node trim.mjs [host...]
// What is asked of a host is listed in operations.json; see README.md.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = import.meta.dirname;
const hosts = JSON.parse(readFileSync(join(here, "operations.json"), "utf8"));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(hosts);

// Words for people, and what tools other than a validator go by.
const WORDS = new Set([
  "description", "summary", "title", "externalDocs", "tags", "example", "examples", "contact",
  "termsOfService", "deprecated", "operationId",
]);
// Below these, keys are names that the API chose.
const NAMED = new Set([
  "properties", "patternProperties", "responses", "headers", "content", "schemas", "parameters",
  "requestBodies", "securitySchemes", "scopes", "links", "callbacks", "variables", "flows",
]);

for (const host of wanted) {
  const { package: name, file, operations, bodies = {} } = hosts[host];
  const whole = withBodies(JSON.parse(fromPackage(name, file)), bodies);
  const document = trimmed(whole, operations);
  writeFileSync(join(here, `${host}.json`), JSON.stringify(document, null, 1) + "\n");
}

function fromPackage(name, file) {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    execFileSync("npm", ["pack", "--silent", name], { cwd: folder });
    execFileSync("sh", ["-c", 'tar -xzf ./*.tgz "package/$0"', file], { cwd: folder });
    return readFileSync(join(folder, "package", file), "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// A document may say in words only what a request has in it.
function withBodies(whole, bodies) {
  for (const [operation, schema] of Object.entries(bodies)) {
    const [method, path] = operation.split(" ");
    const reference = { $ref: `#/components/schemas/${schema}` };
    whole.paths[path][method.toLowerCase()].requestBody = {
      content: { "application/json": { schema: reference } },
    };
  }
  return whole;
}

function trimmed(whole, operations) {
  const document = {
    openapi: whole.openapi,
    info: { title: whole.info.title, version: whole.info.version, license: whole.info.license },
    servers: whole.servers,
    security: whole.security,
    paths: paths(whole, operations),
    components: { securitySchemes: withoutWords(whole.components.securitySchemes, true) },
  };
  addReferences(document, whole);
  return document;
}

function paths(whole, operations) {
  const found = {};
  for (const operation of operations) {
    const [method, path] = operation.split(" ");
    const item = whole.paths[path];
    if (!item?.[method.toLowerCase()]) {
      throw new Error(`The document has no ${operation}.`);
    }
    found[path] ??= item.parameters ? { parameters: withoutWords(item.parameters) } : {};
    found[path][method.toLowerCase()] = withoutWords(item[method.toLowerCase()]);
  }
  return found;
}

// Copies what is referred to, and what that refers to, until nothing is missing.
function addReferences(document, whole) {
  const open = references(document);
  const done = new Set();
  while (open.length > 0) {
    const reference = open.pop();
    if (done.has(reference)) {
      continue;
    }
    done.add(reference);
    const [, , kind, name] = reference.split("/");
    const wholePart = whole.components[kind][name];
    const part = kind === "responses" ? response(wholePart) : withoutWords(wholePart);
    (document.components[kind] ??= {})[name] = part;
    open.push(...references(part));
  }
  for (const kind of Object.keys(document.components)) {
    document.components[kind] = sorted(document.components[kind]);
  }
}

function references(part) {
  if (part === null || typeof part !== "object") {
    return [];
  }
  const here = typeof part.$ref === "string" ? [part.$ref] : [];
  return here.concat(...Object.values(part).map(references));
}

function withoutWords(part, namesAreTheirs = false) {
  if (Array.isArray(part)) {
    return part.map((it) => withoutWords(it));
  }
  if (part === null || typeof part !== "object") {
    return part;
  }
  const kept = Object.entries(part).filter(
    ([key]) => namesAreTheirs || !(WORDS.has(key) || key.startsWith("x-")),
  );
  const entries = kept.map(([key, value]) => [
    key,
    key === "responses" ? described(value) : withoutWords(value, !namesAreTheirs && NAMED.has(key)),
  ]);
  return Object.fromEntries(entries);
}

// OpenAPI demands a description of each, and Prism leaves out those that have none.
function described(responses) {
  const entries = Object.entries(responses).map(([key, it]) => [key, response(it)]);
  return Object.fromEntries(entries);
}

function response(whole) {
  return whole.$ref ? whole : { description: "", ...withoutWords(whole) };
}

function sorted(part) {
  return part && Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}
