import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The licences of all packages that the bundle holds parts of, in alphabetical order.
 * @param {string} root folder of the repository
 * @param {readonly string[]} inputs paths of the bundled files, relative to the root
 * @returns {Promise<string>}
 */
export async function licences(root, inputs) {
  const folders = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//u.exec(input);
    if (match?.[1] !== undefined) folders.add(match[1]);
  }
  const texts = await Promise.all([...folders].map((folder) => licence(join(root, folder))));
  return `${[...new Set(texts)].sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

async function licence(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).sort().find((entry) => /^(?:licen[cs]e|copying)/iu.test(entry));
  const text = file === undefined ? '' : await readFile(join(folder, file), 'utf8');
  return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
}
