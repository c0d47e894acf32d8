import { parse } from '@babel/parser';

const SOURCE_EXTENSION = /\.[cm]?[jt]sx?$/;

/**
 * Every module that a source text names, in any form: `import`, `export … from`, types, dynamic, `require`, and files
 * of code behind `new URL(…, import.meta.url)`. A specifier that is only known at run time cannot be told.
 *
 * @param {string} path chooses the syntax by its extension
 * @param {string} text
 * @returns {{ specifier: string, line: number }[]} with lines from 1
 * @throws {SyntaxError} where the text does not parse, with `loc`
 */
export function importEdges(path, text) {
  const { program } = parse(text, { sourceType: 'module', plugins: pluginsOf(path) });
  const edges = [];
  const open = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    const specifier = specifierOf(node);
    if (specifier !== undefined) edges.push({ specifier, line: node.loc.start.line });
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child?.type === 'string') open.push(child);
      }
    }
  }
  return edges.sort((a, b) => a.line - b.line);
}

function pluginsOf(path) {
  const typescript = /\.[cm]?tsx?$/.test(path) ? [['typescript', { dts: /\.d\.[cm]?ts$/.test(path) }]] : [];
  // In .ts files `<T>x` is a cast, so JSX must stay off there.
  const jsx = /\.[cm]?ts$/.test(path) ? [] : ['jsx'];
  return [...typescript, ...jsx, 'explicitResourceManagement'];
}

function specifierOf(node) {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return literal(node.source);
    case 'ImportExpression':
      return literal(node.source);
    case 'TSImportType':
      return literal(node.argument.literal ?? node.argument);
    case 'TSExternalModuleReference':
      return literal(node.expression);
    case 'CallExpression':
      return isLoader(node.callee) ? literal(node.arguments[0]) : undefined;
    case 'NewExpression':
      return codeBesideThis(node);
    default:
      return undefined;
  }
}

/** `import(…)`, `require(…)`, `require.resolve(…)`, `import.meta.resolve(…)`. */
function isLoader(callee) {
  if (callee.type === 'MemberExpression' && callee.property.name === 'resolve') {
    return callee.object.type === 'MetaProperty' || callee.object.name === 'require';
  }
  return callee.type === 'Import' || callee.name === 'require';
}

function codeBesideThis({ callee, arguments: [path, base] }) {
  if (callee.name !== 'URL' || base?.object?.type !== 'MetaProperty') return undefined;
  const target = literal(path);
  if (target === undefined || !SOURCE_EXTENSION.test(target)) return undefined;
  return /^(?:\.|[a-z]+:|\/)/.test(target) ? target : `./${target}`;
}

function literal(node) {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0].value.cooked;
  return undefined;
}
