import { parseAst } from 'rolldown/parseAst';

/**
 * One place where a module names another.
 *
 * @typedef {object} Import
 * @property {string | undefined} specifier undefined where it is computed, so that nobody can tell
 * @property {boolean} typeOnly nothing of it is left at run time
 * @property {number} line from 1
 */

/** @typedef {Record<string, unknown> & { readonly type: string }} Node a node of the parser's ESTree */

/** The syntax that names another module. */
const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
  'TSExternalModuleReference',
]);

/**
 * Every import, export-from, dynamic import and import type of a module.
 *
 * @param {string} fileName its ending tells the language
 * @param {string} text
 * @returns {Import[]}
 */
export function importSpecifiers(fileName, text) {
  return importingNodesIn(parseAst(text, { lang: languageOf(fileName) }, fileName)).map(({ node, source }) => ({
    specifier: source.type === 'Literal' ? String(source.value) : undefined,
    typeOnly: node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type',
    line: text.slice(0, Number(node.start)).split('\n').length,
  }));
}

/** @param {unknown} value @returns {{ node: Node, source: Node }[]} */
function importingNodesIn(value) {
  if (Array.isArray(value)) return value.flatMap(importingNodesIn);
  if (!isNode(value)) return [];
  const source = value.source ?? value.expression;
  const here = importing.has(value.type) && isNode(source) ? [{ node: value, source }] : [];
  return [...here, ...Object.values(value).flatMap(importingNodesIn)];
}

/** @param {unknown} value @returns {value is Node} */
function isNode(value) {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** @param {string} fileName */
function languageOf(fileName) {
  if (fileName.endsWith('.d.ts')) return 'dts';
  if (fileName.endsWith('x')) return 'tsx';
  return 'ts';
}
