/** The fenced blocks of docs/javascript.md, by the heading above them. */
import { readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';
import { compileScript, parse } from 'vue/compiler-sfc';

const PAGE = readFileSync(new URL('../../../docs/javascript.md', import.meta.url), 'utf8');

/** @returns {{ language: string, code: string }[]} */
export function blocks(heading) {
  const section = PAGE.split(/^(?=##+ )/m).find((part) => part.startsWith(`## ${heading}\n`));
  if (!section) throw new Error(`docs/javascript.md has no "## ${heading}"`);
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({ language, code }));
}

export function headings() {
  return [...PAGE.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
}

let modules = 0;

/** Runs a block as a module and returns what it exports. */
export async function run({ language, code }) {
  const file = new URL(`./recipe-${process.pid}-${++modules}.js`, import.meta.url);
  writeFileSync(file, javaScript(language, code));
  return import(file.href);
}

function javaScript(language, code) {
  if (language === 'vue') return compileScript(parse(code).descriptor, { id: 'recipe', inlineTemplate: true }).content;
  const jsx = { jsx: ts.JsxEmit.ReactJSX, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return language === 'jsx' ? ts.transpileModule(code, { compilerOptions: jsx }).outputText : code;
}
